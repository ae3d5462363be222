import type { Importer } from "./importer.js";
import { exactIntegers } from "./json/exact-integers.js";
import type { Literal } from "./json/literal.js";

/** The parsed value of a span record with the digits that `JSON.parse` lost, as far as its format needs them. */
export function exactValue(
  importer: Pick<Importer, "bareIds">,
  value: unknown,
  literal: Pick<Literal, "window" | "start" | "end">,
): unknown {
  if (importer.bareIds === true) return exactIntegers(literal) ?? value;
  return withExactTimes(value, literal);
}

/** Nanoseconds written as bare integers lose digits in `JSON.parse`; they are read again from the literal. */
function withExactTimes(value: unknown, literal: Pick<Literal, "window" | "start" | "end">): unknown {
  if (typeof value !== "object" || value === null) return value;
  const object = value as Record<string, unknown>;
  const slice = (): string => literal.window.slice(literal.start, literal.end);
  for (const key of TIME_KEYS) {
    if (typeof object[key] !== "number" || Number(object[key]) < Number.MAX_SAFE_INTEGER) continue;
    const digits = new RegExp(`"${key}"\\s*:\\s*(\\d+)`).exec(slice())?.[1];
    if (digits !== undefined) object[key] = digits;
  }
  return object;
}
const TIME_KEYS = ["startTimeUnixNano", "endTimeUnixNano", "start_time_unix_nano", "end_time_unix_nano"];
