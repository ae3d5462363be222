import type { Zone } from "../lib/format.js";
import { formatClock, formatDateTime, formatShortDateTime } from "../lib/format.js";

export interface Buckets {
  readonly startMs: number;
  readonly stepMs: number;
  readonly counts: readonly number[];
  readonly failed: readonly number[];
}

/** Buckets that are chosen: both ends belong to it, in either order. */
export interface Brush {
  readonly from: number;
  readonly to: number;
}

/** The time that a brush covers; `untilMs` is exclusive. */
export function brushedTime(buckets: Buckets, brush: Brush): { readonly fromMs: number; readonly untilMs: number } {
  const first = Math.min(brush.from, brush.to);
  const last = Math.max(brush.from, brush.to);
  return { fromMs: buckets.startMs + first * buckets.stepMs, untilMs: buckets.startMs + (last + 1) * buckets.stepMs };
}

/** How many rows a brush covers. */
export function brushedCount(buckets: Buckets, brush: Brush): number {
  const first = Math.min(brush.from, brush.to);
  return buckets.counts.slice(first, Math.max(brush.from, brush.to) + 1).reduce((sum, count) => sum + count, 0);
}

const SECOND_MS = 1000;
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** A time as a mark of the axis, no finer than what the steps tell apart; with its day where they are minutes and more. */
export function axisTime(ms: number, buckets: Buckets, zone: Zone): string {
  if (buckets.stepMs < SECOND_MS) return formatDateTime(ms, zone).split(", ")[1]?.split(" ")[0] ?? "";
  if (buckets.stepMs < MINUTE_MS) return formatClock(ms, zone);
  const [day = "", clock] = formatShortDateTime(ms, zone).split(", ");
  return buckets.stepMs < DAY_MS && clock !== undefined ? `${day}, ${clock}` : day;
}
