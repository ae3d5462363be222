import type { AttributeValue } from "../../../shared/model/facts.js";
import type { MeaningField, MeaningScalars } from "../../../shared/model/meaning.js";
import { interpret } from "./meaning-builder.js";
import { spanOf } from "./span-fixture.js";

/** A row of a vocabulary's table, in tests: an attribute alone on a span, and the field that it gives. */
export type RuleCase = readonly [
  key: string,
  value: AttributeValue,
  field: MeaningField,
  expected: MeaningScalars[MeaningField],
];

/** What the row's field is when the attribute is alone: its value, whose it is, and by which attribute. */
export function readRule([key, value, field]: RuleCase): readonly [unknown, string | undefined, string | undefined] {
  const meaning = interpret(spanOf({ [key]: value }));
  const source = meaning.sources.get(field);
  return [meaning.scalars[field], source?.convention, source?.attribute];
}
