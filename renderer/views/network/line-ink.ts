import type { NetworkFigure } from "../../state/network-route.js";
import { failedShare, FIGURES } from "./figures.js";
import type { Line } from "./lines.js";
import { shownFigures } from "./model.js";
import type { Scale } from "./scale.js";

/** How a line is drawn: grey, in a comparison ink where it is typical of one search; red only the share that failed. */
export interface LineInk {
  readonly colour: string;
  /** A dash pattern; "none" for a solid line. */
  readonly dash: string;
  /** The share that failed, drawn as the line's red end; 0 where the colour says something else. */
  readonly failed: number;
}

/** Thin lines need more contrast to be seen. */
const THIN_PX = 3.5;

/** Grey from quiet to full text, for 0 to 1. */
export function greyOf(darkness: number): string {
  return `color-mix(in oklab, var(--text-2) ${Math.round(Math.max(0, Math.min(1, darkness)) * 100)}%, var(--data))`;
}

/** The ink of a line under the figure that colour stands for. */
export function lineInk(line: Line, colour: NetworkFigure, scale: Scale, widthPx: number, compared: boolean): LineInk {
  if (compared) {
    if (line.lean === 0) return { colour: "var(--data)", dash: "none", failed: 0 };
    return { colour: "var(--text-2)", dash: line.lean === 1 ? "none" : `${Math.max(4, widthPx)} 3`, failed: 0 };
  }
  const figures = shownFigures(line);
  if (colour === "failed") {
    const share = figures === null ? 0 : (failedShare(figures) ?? 0);
    return { colour: widthPx < THIN_PX ? "var(--data-strong)" : "var(--data)", dash: "none", failed: share };
  }
  const value = figures === null ? null : FIGURES[colour].of(figures);
  return { colour: greyOf(scale.darkness(value)), dash: "none", failed: 0 };
}
