import type { Palette } from "../palette.js";
import type { DrawnTrace } from "../timeline/drawn.js";
import { timeToX, xToTime } from "../timeline/window.js";
import type { TimeWindow } from "../timeline/window.js";
import type { LaneLayout } from "./layout.js";
import type { LaneModel } from "./model.js";

/** Everything that a picture of the lanes depends on. */
export interface LaneScene {
  readonly model: LaneModel;
  readonly layout: LaneLayout;
  readonly drawn: DrawnTrace;
  /** Shown ns. */
  readonly window: TimeWindow;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly scrollPx: number;
  readonly palette: Palette;
  readonly swatches: readonly string[];
  readonly selectedRow: number | null;
  readonly focused: boolean;
  /** Rows that the words of the search were found in, as far as lanes show them. */
  readonly matches: readonly number[];
  /** What was said in a message, by its place among them; empty where it is not known. */
  readonly words: (message: number) => string;
  /** Stretches in which the user waits, real ns. */
  readonly userWaits: readonly { readonly fromNs: number; readonly toNs: number }[];
}

/** Where a real time lies, px. */
export function realToX({ drawn, window, widthPx }: LaneScene, realNs: number): number {
  return timeToX(window, widthPx, drawn.scale.toShown(realNs));
}

/** The real time at a place, ns. */
export function xToReal({ drawn, window, widthPx }: LaneScene, x: number): number {
  return drawn.scale.toReal(xToTime(window, widthPx, x));
}
