import { type RedactionOptions, redactionOptions, type RedactionRuleId } from "../../shared/model/redaction.js";

/** Lists of the reader's own. */
export type RedactionList = "names" | "words" | "patterns" | "allow" | "dropKeys";

/** Why a text can't be put on a list; null where it can, or where there is none yet. */
export function entryProblem(list: RedactionList, text: string): string | null {
  const entry = text.trim();
  if (entry === "") return null;
  const checked = redactionOptions.safeParse({ [list]: [entry] });
  if (checked.success) return null;
  const [issue] = checked.error.issues;
  if (issue?.code === "too_small") return "At least 2 characters";
  if (issue?.code === "too_big") return "At most 200 characters";
  return issue?.message ?? "This can't be kept";
}

/** With one entry more; as they are where it is there already, is none, or can't be kept. */
export function withEntry(options: RedactionOptions, list: RedactionList, text: string): RedactionOptions {
  const entry = text.trim();
  const isThere = options[list].some((other) => other.toLowerCase() === entry.toLowerCase());
  if (entry === "" || isThere || entryProblem(list, entry) !== null) return options;
  return { ...options, [list]: [...options[list], entry] };
}

export function withoutEntry(options: RedactionOptions, list: RedactionList, entry: string): RedactionOptions {
  return { ...options, [list]: options[list].filter((other) => other !== entry) };
}

export function withRule(options: RedactionOptions, rule: RedactionRuleId, isOn: boolean): RedactionOptions {
  const off = options.off.filter((other) => other !== rule);
  return { ...options, off: isOn ? off : [...off, rule] };
}

/**
 * What puts a find on the allow list. `*` stands for any characters there, so a find that has one stands for a few more; null
 * for one that is too long to be kept.
 */
export function allowEntryOf(found: string): string | null {
  const entry = found.trim();
  return entryProblem("allow", entry) === null && entry !== "" ? entry : null;
}
