const DURATION_UNITS: Readonly<Record<string, number>> = {
  ns: 1,
  us: 1e3,
  µs: 1e3,
  μs: 1e3,
  ms: 1e6,
  s: 1e9,
  m: 60e9,
  min: 60e9,
  h: 3600e9,
  d: 86_400e9,
};
const MULTIPLES: Readonly<Record<string, number>> = { "": 1, k: 1e3, m: 1e6, g: 1e9, b: 1e9 };
const TIME =
  /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(Z|[+-]\d{2}:?\d{2})?)?)?)?$/i;

/** Nanoseconds of `2s`, `150ms`, `1m30s`, `1.5h`; null where it is no duration or has no unit. */
export function parseDuration(text: string): number | null {
  if (!/^(?:\d+(?:\.\d+)?(?:ns|us|µs|μs|ms|s|min|m|h|d))+$/i.test(text)) return null;
  let total = 0;
  for (const [, digits, unit] of text.matchAll(/(\d+(?:\.\d+)?)([a-zµμ]+)/gi)) {
    total += Number(digits) * (DURATION_UNITS[(unit ?? "").toLowerCase()] ?? Number.NaN);
  }
  return Number.isFinite(total) ? total : null;
}

/** The shortest writing of a duration in ns that reads back as the same number. */
export function formatDuration(durationNs: number): string {
  for (const unit of ["h", "m", "s", "ms", "us"]) {
    const size = DURATION_UNITS[unit] ?? 1;
    const count = durationNs / size;
    if (Number.isInteger(count) && count < 1e15 && count * size === durationNs && count !== 0) return `${count}${unit}`;
  }
  return durationNs === 0 ? "0s" : `${formatNumber(durationNs)}ns`;
}

/** A number such as `8000`, `8k`, `1.5M`, `1_000`; null where it is none. */
export function parseNumber(text: string): number | null {
  const parts = /^(-?\d[\d_]*(?:\.\d+)?)([kmgb]?)$/i.exec(text);
  if (parts === null) return null;
  const value =
    Number((parts[1] ?? "").replaceAll("_", "")) * (MULTIPLES[(parts[2] ?? "").toLowerCase()] ?? Number.NaN);
  return Number.isFinite(value) ? value + 0 : null;
}

/** US dollars: `0.05` or `$0.05`; null where it is none. */
export function parseMoney(text: string): number | null {
  return parseNumber(text.startsWith("$") ? text.slice(1) : text);
}

/** The span of time that a written time means: a day, a minute, an instant. Nanoseconds since 1970; `untilNs` is exclusive. */
export interface TimePeriod {
  readonly fromNs: bigint;
  readonly untilNs: bigint;
}

/**
 * Reads `2026`, `2026-11`, `2026-11-01`, `2026-11-01T10:00`, with seconds, fractions and a zone (`Z`, `+01:00`) as far as given.
 * A time without a zone is in the zone that is `zoneOffsetMinutes` ahead of UTC. Null where it is no time of the calendar.
 */
export function parseTime(text: string, zoneOffsetMinutes = 0): TimePeriod | null {
  const parts = TIME.exec(text);
  if (parts === null) return null;
  const [, year, month, day, hour, minute, second, fraction, zone] = parts;
  const numbers = [year, month ?? "1", day ?? "1", hour ?? "0", minute ?? "0", second ?? "0"].map(Number);
  const [y = 0, mo = 1, d = 1, h = 0, mi = 0, s = 0] = numbers;
  const instant = new Date(0);
  instant.setUTCFullYear(y, mo - 1, d);
  instant.setUTCHours(h, mi, s);
  // The calendar wraps what does not exist (the 31st of November); what wrapped was no time.
  if (instant.getUTCMonth() !== mo - 1 || instant.getUTCDate() !== d || h > 23 || mi > 59 || s > 59) return null;
  const offsetMinutes = zone === undefined ? zoneOffsetMinutes : zoneMinutes(zone);
  const zoneMs = offsetMinutes * 60_000;
  const fractionNs = BigInt((fraction ?? "").padEnd(9, "0"));
  const fromNs = BigInt(instant.getTime() - zoneMs) * 1_000_000n + fractionNs;
  return { fromNs, untilNs: fromNs + periodLengthNs(parts, instant) };
}

function periodLengthNs([, , month, day, hour, , second, fraction]: RegExpExecArray, start: Date): bigint {
  if (fraction !== undefined) return 10n ** BigInt(9 - fraction.length);
  if (second !== undefined) return 1_000_000_000n;
  if (hour !== undefined) return 60_000_000_000n;
  if (day !== undefined) return 86_400_000_000_000n;
  const end = new Date(start);
  if (month === undefined) end.setUTCFullYear(start.getUTCFullYear() + 1);
  else end.setUTCMonth(start.getUTCMonth() + 1);
  return BigInt(end.getTime() - start.getTime()) * 1_000_000n;
}

function zoneMinutes(zone: string): number {
  if (zone.toUpperCase() === "Z") return 0;
  const digits = zone.replace(":", "");
  const minutes = Number(digits.slice(1, 3)) * 60 + Number(digits.slice(3, 5));
  return digits.startsWith("-") ? -minutes : minutes;
}

/** A number in digits that `parseNumber` reads back, without the exponent that JavaScript writes for very large and very small ones. */
export function formatNumber(value: number): string {
  const text = String(value);
  const parts = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text);
  if (parts === null) return text;
  const [, sign = "", first = "", rest = "", exponent = "0"] = parts;
  const shift = Number(exponent);
  const digits = first + rest;
  if (shift < 0) return `${sign}0.${"0".repeat(-shift - 1)}${digits}`;
  return sign + digits.padEnd(shift + 1, "0");
}
