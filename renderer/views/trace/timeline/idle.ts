import type { TraceStructure } from "../structure.js";
import { REAL_TIME, compressedScale } from "./time-scale.js";
import type { Stretch, TimeScale } from "./time-scale.js";

/** Of what is shown after compression at most this much is idle time that kept its length, as a share of busy time. */
const IDLE_LEFT = 0.1;
/** A compressed stretch takes this share of the busy time, and all of them together no more than the second. */
const GAP_SHARE = 0.015;
const ALL_GAPS_SHARE = 0.15;

/** Rows in the order of their starts; the order of the table where it is that already, as it mostly is. */
export function rowsByStart(startNs: Float64Array, rows: Int32Array): Int32Array {
  for (let index = 1; index < rows.length; index++) {
    if ((startNs[rows[index] ?? 0] ?? 0) < (startNs[rows[index - 1] ?? 0] ?? 0)) {
      return rows.slice().sort((a, b) => (startNs[a] ?? 0) - (startNs[b] ?? 0) || a - b);
    }
  }
  return rows;
}

/** Stretches of a trace in which no call runs, in order. What agents and workflows do by themselves counts as idle. */
export function idleStretches(structure: TraceStructure): Stretch[] {
  const { startNs, endNs, isCall, rowCount, firstNs, lastNs } = structure;
  const calls = new Int32Array(rowCount);
  let count = 0;
  for (let row = 0; row < rowCount; row++) if (isCall[row] === 1) calls[count++] = row;
  const idle: Stretch[] = [];
  let reachNs = firstNs;
  for (const row of rowsByStart(startNs, calls.subarray(0, count))) {
    const fromNs = startNs[row] ?? 0;
    if (fromNs > reachNs) idle.push({ fromNs: reachNs, toNs: fromNs });
    reachNs = Math.max(reachNs, endNs[row] ?? 0);
  }
  if (count > 0 && lastNs > reachNs) idle.push({ fromNs: reachNs, toNs: lastNs });
  return idle;
}

/**
 * Compresses the longest idle stretches, as many as needed for what is shown to be mostly work. `REAL_TIME` where there is
 * nothing to gain.
 */
export function idleScale(structure: TraceStructure): TimeScale {
  const idle = idleStretches(structure);
  const lengthOf = ({ fromNs, toNs }: Stretch) => toNs - fromNs;
  let leftNs = idle.reduce((sum, stretch) => sum + lengthOf(stretch), 0);
  const wholeNs = structure.lastNs - structure.firstNs;
  const busyNs = Math.max(wholeNs - leftNs, wholeNs / 1000);
  const longest = idle.toSorted((a, b) => lengthOf(b) - lengthOf(a));
  let count = 0;
  while (count < longest.length && leftNs > busyNs * IDLE_LEFT) {
    leftNs -= lengthOf(longest[count] ?? { fromNs: 0, toNs: 0 });
    count++;
  }
  const gapNs = busyNs * Math.min(GAP_SHARE, ALL_GAPS_SHARE / Math.max(count, 1));
  const chosen = longest.slice(0, count).filter((stretch) => lengthOf(stretch) > 2 * gapNs);
  if (chosen.length === 0) return REAL_TIME;
  return compressedScale(
    chosen.sort((a, b) => a.fromNs - b.fromNs),
    gapNs,
  );
}
