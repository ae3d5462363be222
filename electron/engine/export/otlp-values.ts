import type { Attributes, AttributeValue } from "../../../shared/model/facts.js";

type AnyValue = Readonly<Record<string, unknown>>;
export interface KeyValue {
  readonly key: string;
  readonly value: AnyValue;
}

/** A value as OTLP writes it. Whole numbers are integers, which stand as digits in JSON. */
export function otlpValue(value: AttributeValue): AnyValue {
  if (value === null) return {};
  if (typeof value === "string") return { stringValue: value };
  if (typeof value === "boolean") return { boolValue: value };
  if (typeof value === "number") {
    return Number.isSafeInteger(value) && !Object.is(value, -0) ? { intValue: String(value) } : { doubleValue: value };
  }
  if (isList(value)) return { arrayValue: { values: value.map(otlpValue) } };
  return { kvlistValue: { values: Object.entries(value).map(([key, member]) => ({ key, value: otlpValue(member) })) } };
}

export function otlpAttributeList(attributes: Attributes): KeyValue[] {
  return [...attributes].map(([key, value]) => ({ key, value: otlpValue(value) }));
}

/** Nanoseconds as digits. Nineteen of them: Skein takes shorter ones for coarser units, and nobody minds zeros in front. */
export function otlpTime(timeNs: bigint): string {
  return timeNs.toString().padStart(19, "0");
}

function isList(value: AttributeValue): value is readonly AttributeValue[] {
  return Array.isArray(value);
}
