import type { Attributes, AttributeValue } from "../../../shared/model/facts.js";
import type { MeaningField, MeaningScalars } from "../../../shared/model/meaning.js";
import type { MeaningWriter } from "./convention.js";

/** One attribute key that gives one field, at one place in the field's order. */
export interface Rule {
  readonly key: string;
  readonly field: MeaningField;
  readonly rank: number;
  apply(value: AttributeValue, attribute: string, out: MeaningWriter): void;
}

/** A rule of a vocabulary: `read` decodes the value, and answers null where it says nothing. */
export function rule<F extends MeaningField>(
  key: string,
  field: F,
  rank: number,
  read: (value: AttributeValue) => MeaningScalars[F] | null,
): Rule {
  return {
    key,
    field,
    rank,
    apply(value, attribute, out) {
      if (out.wants(field, rank)) out.set(field, read(value), attribute, rank);
    },
  };
}

export type RuleIndex = ReadonlyMap<string, readonly Rule[]>;

/** Rules by their key, in the order given: what the loop over a span's attributes looks up. */
export function indexRules(rules: readonly Rule[]): RuleIndex {
  const index = new Map<string, Rule[]>();
  for (const one of rules) {
    const present = index.get(one.key);
    if (present) present.push(one);
    else index.set(one.key, [one]);
  }
  return index;
}

/**
 * Applies the rules to every attribute that has one, and hands the other keys to `rest`. `prefix` is put before the
 * attribute's name in the provenance (for attributes of events).
 */
export function applyRules(
  index: RuleIndex,
  attributes: Attributes,
  out: MeaningWriter,
  rest: ((key: string, value: AttributeValue) => void) | null,
  prefix = "",
): void {
  for (const [key, value] of attributes) {
    const rules = index.get(key);
    if (rules === undefined) {
      rest?.(key, value);
      continue;
    }
    const attribute = prefix === "" ? key : prefix + key;
    for (const one of rules) one.apply(value, attribute, out);
  }
}
