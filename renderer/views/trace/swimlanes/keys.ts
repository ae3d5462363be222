import type { LaneLayout } from "./layout.js";
import type { LaneModel } from "./model.js";
import { shownRow } from "./stays.js";
import type { Track } from "./track.js";

/**
 * The row that a key goes to from the selected one: `j k` the next and previous call of the lane, up and down the call of the
 * lane above or below that runs nearest to it, Home and End the ends of the lane. Null for other keys and where there is none.
 */
export function laneStep(model: LaneModel, layout: LaneLayout, selectedRow: number | null, key: string): number | null {
  const { structure } = model;
  const row = selectedRow === null ? null : shownRow(structure, model.stays, selectedRow);
  const laneOf = (at: number) => {
    const lane = model.laneOfRow[at] ?? -1;
    return lane < 0 ? -1 : (model.shown[lane] ?? lane);
  };
  const lane = row === null ? -1 : laneOf(row);
  if (!["j", "k", "ArrowDown", "ArrowUp", "Home", "End"].includes(key)) return null;
  if (row === null || lane < 0) return firstRow(model, layout);
  const startsNs = structure.startNs[row] ?? 0;
  switch (key) {
    case "j":
      return nearest(model, lane, (at, start) => (isAfter(start, at, startsNs, row) ? start - startsNs : Number.NaN));
    case "k":
      return nearest(model, lane, (at, start) => (isAfter(startsNs, row, start, at) ? startsNs - start : Number.NaN));
    case "Home":
      return nearest(model, lane, (_, start) => start - structure.firstNs);
    case "End":
      return nearest(model, lane, (_, start) => structure.lastNs - start);
    default: {
      const step = key === "ArrowDown" ? 1 : -1;
      for (let place = (layout.placeOf[lane] ?? 0) + step; place >= 0 && place < layout.ids.length; place += step) {
        const found = nearest(model, layout.ids[place] ?? 0, (_, start) => Math.abs(start - startsNs));
        if (found !== null) return found;
      }
      return null;
    }
  }
}

function isAfter(startNs: number, row: number, otherNs: number, other: number): boolean {
  return startNs > otherNs || (startNs === otherNs && row > other);
}

function firstRow(model: LaneModel, layout: LaneLayout): number | null {
  for (const lane of layout.ids) {
    const first = nearest(model, lane, (_, start) => start - model.structure.firstNs);
    if (first !== null) return first;
  }
  return null;
}

/** The call (or where a lane has none, the beginning of a stay) with the smallest distance; NaN leaves one out. */
function nearest(model: LaneModel, lane: number, distanceOf: (row: number, startNs: number) => number): number | null {
  const { structure, stays, placed } = model;
  let best: number | null = null;
  let bestNs = Number.POSITIVE_INFINITY;
  const look = (tracks: readonly Track[], rowOf: (item: number) => number) => {
    for (const { rows } of tracks) {
      for (const item of rows) {
        const row = rowOf(item);
        const distance = distanceOf(row, structure.startNs[row] ?? 0);
        if (distance < bestNs || (distance === bestNs && best !== null && row < best)) {
          best = row;
          bestNs = distance;
        }
      }
    }
  };
  const tracks = placed.lanes[lane];
  look(tracks?.calls ?? [], (row) => row);
  if (best === null) look(tracks?.stays ?? [], (stay) => stays.row[stay] ?? 0);
  return best;
}
