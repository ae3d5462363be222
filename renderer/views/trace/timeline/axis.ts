import { formatDuration } from "../../../lib/format.js";
import type { TimeScale } from "./time-scale.js";
import { tickLabel, tickStep, timeToX } from "./window.js";
import type { TimeWindow } from "./window.js";

/** A round time on the axis. */
export interface Tick {
  /** px from the left edge. */
  readonly x: number;
  readonly label: string;
}

/** A break in the axis: idle time that is not drawn at its length. */
export interface Break {
  readonly left: number;
  readonly right: number;
  /** How long it really is. */
  readonly label: string;
}

const SPACING_PX = 120;
/** Ticks on both sides of a break may come close; then the later one is left out. */
const CLOSEST_PX = 56;
/** Between breaks round times are looked for down to this distance. */
const FINEST_PX = 3;

/**
 * Round times within a window of shown time, about 120 px apart. Breaks have none; where most round times fall into breaks, less
 * round ones are named.
 */
export function ticksOf(scale: TimeScale, window: TimeWindow, widthPx: number): Tick[] {
  let ticks: Tick[] = [];
  for (let spacingPx = SPACING_PX; spacingPx >= FINEST_PX; spacingPx /= 2) {
    ticks = ticksEvery(tickStep(window, widthPx, spacingPx), scale, window, widthPx);
    if (scale.gaps.length === 0 || ticks.length * SPACING_PX * 2 >= widthPx) break;
  }
  return ticks;
}

function ticksEvery(stepNs: number, scale: TimeScale, window: TimeWindow, widthPx: number): Tick[] {
  const ticks: Tick[] = [];
  let fromNs = window.fromNs;
  const until = (toNs: number): void => {
    const lastNs = scale.toReal(toNs);
    for (let index = Math.ceil(scale.toReal(fromNs) / stepNs); index * stepNs <= lastNs; index++) {
      const x = timeToX(window, widthPx, scale.toShown(index * stepNs));
      if (ticks.length > 200) return;
      if (x - (ticks.at(-1)?.x ?? Number.NEGATIVE_INFINITY) >= CLOSEST_PX) {
        ticks.push({ x, label: tickLabel(index * stepNs, stepNs) });
      }
    }
  };
  for (const gap of scale.gaps) {
    if (gap.shownToNs <= window.fromNs) continue;
    if (gap.shownFromNs >= window.toNs) break;
    if (gap.shownFromNs > fromNs) until(gap.shownFromNs);
    fromNs = Math.max(fromNs, gap.shownToNs);
  }
  if (fromNs < window.toNs) until(window.toNs);
  return ticks;
}

/** The breaks within a window that are at least a pixel wide. */
export function breaksOf(scale: TimeScale, window: TimeWindow, widthPx: number): Break[] {
  const breaks: Break[] = [];
  for (const gap of scale.gaps) {
    if (gap.shownToNs <= window.fromNs) continue;
    if (gap.shownFromNs >= window.toNs) break;
    const left = timeToX(window, widthPx, gap.shownFromNs);
    const right = timeToX(window, widthPx, gap.shownToNs);
    if (right - left >= 1) breaks.push({ left, right, label: formatDuration(gap.toNs - gap.fromNs) });
  }
  return breaks;
}
