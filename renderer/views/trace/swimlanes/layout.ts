import { lastAtOrBefore } from "../timeline/time-scale.js";
import type { LaneModel } from "./model.js";

export const BAND_PX = 24;
export const BAR_PX = 14;
export const LINE_GAP_PX = 2;
const ROOMY = { head: 46, foot: 12, user: 62 };
/** With many lanes each gives way; labels of arrows are then beside the bands. */
const DENSE = { head: 24, foot: 8, user: 48 };
const ROOMY_LANES = 9;

/** Where each shown lane lies, px from the top of all of them. */
export interface LaneLayout {
  /** Shown lanes, top down. */
  readonly ids: Int32Array;
  readonly tops: Float64Array;
  readonly heights: Float64Array;
  readonly headPx: number;
  /** Of a lane with one line. */
  readonly linePx: number;
  readonly totalPx: number;
  /** Place among the shown lanes by lane, of the lane that shows it. */
  readonly placeOf: Int32Array;
}

export function layOutLanes(model: LaneModel): LaneLayout {
  const ids = Int32Array.from(model.lanes.filter(({ id }) => model.shown[id] === id).map(({ id }) => id));
  const sizes = ids.length > ROOMY_LANES ? DENSE : ROOMY;
  const tops = new Float64Array(ids.length);
  const heights = new Float64Array(ids.length);
  const placeOf = new Int32Array(model.lanes.length);
  let totalPx = 0;
  ids.forEach((id, place) => {
    const lines = linesOf(model, id);
    const user = model.lanes[id]?.type === "user";
    const height = user ? sizes.user : sizes.head + lines * (BAND_PX + LINE_GAP_PX) - LINE_GAP_PX + sizes.foot;
    tops[place] = totalPx;
    heights[place] = height;
    placeOf[id] = place;
    totalPx += height;
  });
  model.shown.forEach((by, id) => (placeOf[id] = placeOf[by] ?? 0));
  const linePx = sizes.head + BAND_PX + sizes.foot;
  return { ids, tops, heights, headPx: sizes.head, linePx, totalPx, placeOf };
}

/** Top of the band on a line of a lane, px from the top of all lanes. */
export function bandTop(layout: LaneLayout, place: number, line: number): number {
  return (layout.tops[place] ?? 0) + layout.headPx + line * (BAND_PX + LINE_GAP_PX);
}

/** Half of what a lane's name and the line below it take, and the space below them in a lane of one line. */
const HALF_NAME_PX = 18;
const BELOW_NAME_PX = 8;

/**
 * How far above the foot of its lane a name ends. In a lane of one line it stands beside the band; in a taller one in the middle of
 * what is in sight between `scrollPx` and `heightPx` below.
 */
export function nameFoot(layout: LaneLayout, place: number, scrollPx: number, heightPx: number): number {
  const top = layout.tops[place] ?? 0;
  const height = layout.heights[place] ?? 0;
  if (height <= layout.linePx) return BELOW_NAME_PX;
  const seen = (Math.max(top, scrollPx) + Math.min(top + height, scrollPx + heightPx)) / 2 - top;
  const lowest = height - BELOW_NAME_PX - HALF_NAME_PX;
  // As far below the middle as in a lane of one line, whose head is taller than its foot.
  const middle = seen + layout.linePx / 2 - BELOW_NAME_PX - HALF_NAME_PX;
  const highest = layout.linePx - BELOW_NAME_PX - HALF_NAME_PX;
  return Math.round(height - Math.max(highest, Math.min(lowest, middle)) - HALF_NAME_PX);
}

/** The shown lane at a height; -1 for none. */
export function placeAt(layout: LaneLayout, y: number): number {
  const place = lastAtOrBefore(layout.tops, y);
  return place >= 0 && y < (layout.tops[place] ?? 0) + (layout.heights[place] ?? 0) ? place : -1;
}

/** Lines that a lane's bands take, at least one. */
export function linesOf(model: LaneModel, lane: number): number {
  const tracks = model.placed.lanes[lane];
  return Math.max(1, tracks?.calls.length ?? 0, tracks?.stays.length ?? 0);
}

/** Where in the user's lane its line is. */
export function userMiddle(heightPx: number): number {
  return Math.round(heightPx * 0.64);
}
