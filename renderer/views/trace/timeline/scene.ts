import type { Palette } from "../palette.js";
import type { CriticalPath } from "./critical-path.js";
import type { DrawnTrace } from "./drawn.js";
import type { EventIndex } from "./events.js";
import type { VisibleRows } from "./rows.js";
import { timeToX } from "./window.js";
import type { TimeWindow } from "./window.js";

export const ROW_PX = 22;

/** Everything that a picture of the bars depends on. */
export interface BarScene {
  readonly drawn: DrawnTrace;
  readonly visible: VisibleRows;
  readonly window: TimeWindow;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly scrollPx: number;
  readonly palette: Palette;
  /** The colours of the legend, in its order. */
  readonly swatches: readonly string[];
  readonly selectedRow: number | null;
  readonly hoveredRow: number | null;
  /** The tree or this canvas has the keyboard. */
  readonly focused: boolean;
  /** In shown ns, as the events are. */
  readonly path: CriticalPath | null;
  readonly events: EventIndex;
  /** The words beside the selected bar. */
  readonly selectionLabel: string;
}

/** Where a bar lies, px; cut to just outside the canvas, for a far zoom gives numbers that no canvas takes. */
export function barExtent(scene: BarScene, row: number): { left: number; right: number } {
  const { drawn, window, widthPx } = scene;
  const left = timeToX(window, widthPx, drawn.startNs[row] ?? 0);
  const right = Math.max(timeToX(window, widthPx, drawn.endNs[row] ?? 0), left + 2);
  return { left: Math.min(Math.max(left, -8), widthPx + 8), right: Math.min(Math.max(right, -8), widthPx + 8) };
}
