import type { RedactionOptions, RedactionRuleId } from "../../../shared/model/redaction.js";

/** A place in a text, in UTF-16 units. */
export interface Find {
  readonly start: number;
  readonly end: number;
}

/** Finds what one rule looks for. `key`: the attribute or JSON member that holds the text, null where there is none. */
export type Finder = (text: string, key: string | null) => readonly Find[];

/** One thing to look for. A new one is one file here and one line in the registry. */
export interface RedactionRule {
  readonly id: RedactionRuleId;
  /** Of two rules that find overlapping places, the one with the higher figure names them. */
  readonly certainty: number;
  /** True where spaces, dashes and figures of other scripts count as those of ASCII. */
  readonly readsPlain?: true;
  /** Null where the options leave nothing to look for. */
  readonly finder: (options: RedactionOptions) => Finder | null;
  /** What is the same for two finds that are the same thing: they get one pseudonym. */
  readonly same: (found: string) => string;
}

/** All places of a pattern that has the flag `g`; of the first of its groups that took part where it has some and the flag `d`. */
export function placesOf(pattern: RegExp, text: string, isRight: (found: string, at: number) => boolean): Find[] {
  const finds: Find[] = [];
  for (const match of text.matchAll(pattern)) {
    const [start, end] = match.indices?.slice(1).find((place) => place !== undefined) ?? [
      match.index,
      match.index + match[0].length,
    ];
    if (isRight(text.slice(start, end), start)) finds.push({ start, end });
  }
  return finds;
}

export const always = (): boolean => true;
export const asItIs = (found: string): string => found;
export const withoutCase = (found: string): string => found.toLowerCase();
