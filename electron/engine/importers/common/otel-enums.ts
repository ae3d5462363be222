const KINDS = ["UNSPECIFIED", "INTERNAL", "SERVER", "CLIENT", "PRODUCER", "CONSUMER"];
const STATUSES = ["UNSET", "OK", "ERROR"];

/** OTLP's span kind, 0 to 5, from its number, its digits or its name (`SPAN_KIND_CLIENT`, `SpanKind.CLIENT`, `CLIENT`). */
export function kindCode(value: unknown): number {
  return code(value, KINDS);
}

/** OTLP's status code, 0 to 2, from its number, its digits or its name (`STATUS_CODE_ERROR`, `ERROR`). */
export function statusCode(value: unknown): number {
  return code(value, STATUSES);
}

function code(value: unknown, names: readonly string[]): number {
  if (typeof value === "number") return value >= 0 && value < names.length ? value : 0;
  if (typeof value !== "string") return 0;
  if (/^\d$/.test(value)) return code(Number(value), names);
  const upper = value.toUpperCase();
  return Math.max(
    0,
    names.findIndex((name) => upper === name || upper.endsWith(`_${name}`) || upper.endsWith(`.${name}`)),
  );
}
