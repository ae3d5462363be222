import { REDACTION_MARKS, type RedactionOptions, type RedactionRuleId } from "../../../shared/model/redaction.js";
import { encodedTexts } from "./encoded-text.js";
import { isLike } from "./glob.js";
import { inPlainSigns } from "./plain-signs.js";
import { RULES } from "./registry.js";
import { asItIs, type Find, type Finder } from "./rule.js";
import { finish, type Steps } from "./steps.js";
import { cutsEscape, inText, type TextView, viewsOf } from "./views.js";

/** Something that must not leave. */
export interface Finding extends Find {
  readonly rule: RedactionRuleId;
  /** What the reader of the text sees there: without escapes. */
  readonly found: string;
  readonly certainty: number;
}

/** What took the place of a find. */
const PSEUDONYM = new RegExp(`^(?:${Object.values(REDACTION_MARKS).join("|")})_\\d+$`);
/** Pseudonyms as they stand in a text. */
const PSEUDONYMS = new RegExp(`(?:${Object.values(REDACTION_MARKS).join("|")})_\\d+`, "g");
/** Ids of spans and traces, which a number of a card can look like. */
const ID_KEY = /(?:^|[._-])(?:trace|span|parent|parent[_-]?span)[_-]?id$/i;
const ID = /^(?:[0-9a-f]{16}|[0-9a-f]{32}|\d{1,20})$/i;
/** Certainties are below it. */
const MOST_CERTAIN = 1000;
/** Looked at in steps. Characters. */
const LONG = 4096;
const BY_ID = new Map(RULES.map((rule) => [rule.id, rule]));

interface ActiveRule {
  readonly id: RedactionRuleId;
  readonly certainty: number;
  readonly readsPlain: boolean;
  readonly find: Finder;
}

/** True for keys of ids of traces and spans: what looks like one stays there. */
export function isIdKey(key: string): boolean {
  return ID_KEY.test(key);
}

/** Finds in texts what the options want taken out. */
export class RedactionFinder {
  readonly #rules: readonly ActiveRule[];
  readonly #allow: readonly string[];
  readonly #readsEncoded: boolean;

  constructor(options: RedactionOptions) {
    const off = new Set(options.off);
    this.#rules = RULES.flatMap(({ id, certainty, readsPlain = false, finder }) => {
      const find = off.has(id) ? null : finder(options);
      return find === null ? [] : [{ id, certainty, readsPlain, find }];
    });
    this.#allow = options.allow;
    this.#readsEncoded = !off.has("encoded");
  }

  /** Places in order, none overlapping another. `key`: the attribute or member that holds the text. */
  find(text: string, key: string | null): Finding[] {
    return finish(this.findInSteps(text, key));
  }

  /** The same in steps: one a rule where the text is long. */
  *findInSteps(text: string, key: string | null): Steps<Finding[]> {
    if (text.length < 2 || (key !== null && isIdKey(key) && ID.test(text))) return [];
    return withoutOverlaps(text, [...(yield* this.#plain(text, key)), ...this.#encoded(text)]);
  }

  *#plain(text: string, key: string | null): Steps<Finding[]> {
    const views = viewsOf(text);
    const byLevel: Finding[][] = [];
    for (const view of views) byLevel.push(yield* this.#inView(view, key));
    // What begins or ends within an escape is another thing for who reads the escape: that reading wins where it finds something.
    return byLevel.flatMap((findings, level) => {
      const later = byLevel.slice(level + 1).flat();
      return findings.filter(
        (one) =>
          !views.slice(level + 1).some((next) => cutsEscape(next, one)) ||
          !later.some((other) => other.start < one.end && one.start < other.end),
      );
    });
  }

  *#inView(view: TextView, key: string | null): Steps<Finding[]> {
    const own = pseudonymsIn(view.text);
    const plain = inPlainSigns(view.text);
    const findings: Finding[] = [];
    for (const { id, certainty, readsPlain, find } of this.#rules) {
      for (const place of find(readsPlain ? plain : view.text, key)) {
        const found = view.text.slice(place.start, place.end);
        if (place.end <= place.start || this.#stays(found) || isWithin(own, place)) continue;
        findings.push({ ...inText(view, place), rule: id, found, certainty });
      }
      if (view.text.length > LONG) yield;
    }
    return findings;
  }

  #encoded(text: string): Finding[] {
    if (!this.#readsEncoded) return [];
    return encodedTexts(text)
      .filter(
        (inner) => finish(this.#plain(inner.text, null)).length > 0 && !this.#stays(text.slice(inner.start, inner.end)),
      )
      .map(({ start, end }) => ({
        start,
        end,
        rule: "encoded",
        found: text.slice(start, end),
        certainty: MOST_CERTAIN,
      }));
  }

  #stays(found: string): boolean {
    return isPseudonym(found) || this.#allow.some((pattern) => isLike(pattern, found));
  }
}

/** What is the same for two finds of a rule that are the same thing. */
export function sameness(rule: RedactionRuleId, found: string): string {
  const { same = asItIs, readsPlain = false } = BY_ID.get(rule) ?? {};
  return same(readsPlain ? inPlainSigns(found) : found);
}

/** With the signs around it: what ends a sentence may look like a part of a key. */
function isPseudonym(found: string): boolean {
  return found.length < 64 && PSEUDONYM.test(found.replaceAll(/^\W+|\W+$/g, ""));
}

function pseudonymsIn(text: string): Find[] {
  return [...text.matchAll(PSEUDONYMS)].map((match) => ({ start: match.index, end: match.index + match[0].length }));
}

function isWithin(places: readonly Find[], place: Find): boolean {
  return places.some(({ start, end }) => start <= place.start && place.end <= end);
}

/**
 * Finds that overlap become one place, so that nothing of any is left. It is named by the find that covers it all, of several
 * by the most certain; where none covers it all, by the most certain.
 */
function withoutOverlaps(text: string, findings: readonly Finding[]): Finding[] {
  const groups: { start: number; end: number; members: Finding[] }[] = [];
  for (const finding of findings.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const last = groups.at(-1);
    if (last !== undefined && finding.start < last.end) {
      last.end = Math.max(last.end, finding.end);
      last.members.push(finding);
    } else groups.push({ start: finding.start, end: finding.end, members: [finding] });
  }
  return groups.map(({ start, end, members }) => {
    const covering = members.filter((member) => member.start === start && member.end === end);
    const candidates = covering.length > 0 ? covering : members;
    const best = candidates.reduce((one, other) => (other.certainty > one.certainty ? other : one));
    return covering.length > 0 ? best : { ...best, start, end, found: text.slice(start, end) };
  });
}
