import { isTimeless } from "../structure.js";
import type { TraceStructure } from "../structure.js";
import type { RowColours } from "./row-colours.js";
import { REAL_TIME } from "./time-scale.js";
import type { TimeScale } from "./time-scale.js";

/** A trace as the time views draw it: where each row lies on the axis, and in what colour. */
export interface DrawnTrace {
  readonly structure: TraceStructure;
  readonly scale: TimeScale;
  /** Start and end of each row, shown ns. */
  readonly startNs: Float64Array;
  readonly endNs: Float64Array;
  readonly colours: RowColours;
  /** No span says when it began. */
  readonly timeless: boolean;
}

export function drawTrace(structure: TraceStructure, scale: TimeScale, colours: RowColours): DrawnTrace {
  const shown = (real: Float64Array) => (scale === REAL_TIME ? real : real.map((ns) => scale.toShown(ns)));
  return {
    structure,
    scale,
    colours,
    timeless: isTimeless(structure),
    startNs: shown(structure.startNs),
    endNs: shown(structure.endNs),
  };
}
