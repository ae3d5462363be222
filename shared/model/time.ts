import { z } from "zod";

/**
 * An absolute time on the wire: nanoseconds since 1970 in decimal digits, because a double is exact only up to 104 days.
 * Everything relative to it travels as a double in nanoseconds. There is no bigint in the renderer.
 */
export const unixNanos = z.string().regex(/^-?\d{1,19}$/);
export type UnixNanos = z.output<typeof unixNanos>;

/**
 * Milliseconds since 1970 of an absolute time plus an offset, for clocks and calendars; NaN where the offset is unknown (NaN).
 * Loses what is below a microsecond.
 */
export function toUnixMs(start: UnixNanos, offsetNs = 0): number {
  const digits = start.length;
  const millis = digits > 6 ? Number(start.slice(0, digits - 6)) : 0;
  const rest = Number(digits > 6 ? start.slice(digits - 6) : start);
  return millis + (rest + offsetNs) / 1e6;
}
