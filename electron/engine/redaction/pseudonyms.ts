import { REDACTION_MARKS, type RedactionRuleId } from "../../../shared/model/redaction.js";
import { sameness } from "./finder.js";

/** The names that stand for what was taken out: the same thing has the same one, as long as this lives. */
export class Pseudonyms {
  readonly #names = new Map<string, string>();
  readonly #last = new Map<RedactionRuleId, number>();

  of(rule: RedactionRuleId, found: string): string {
    const thing = `${rule}\0${sameness(rule, found)}`;
    const known = this.#names.get(thing);
    if (known !== undefined) return known;
    const number = (this.#last.get(rule) ?? 0) + 1;
    const name = `${REDACTION_MARKS[rule]}_${number}`;
    this.#last.set(rule, number);
    this.#names.set(thing, name);
    return name;
  }

  /** How many different things of each rule. */
  counts(): Partial<Record<RedactionRuleId, number>> {
    return Object.fromEntries(this.#last);
  }
}
