import type { PaintContext } from "../paint-context.js";
import type { CriticalPath } from "./critical-path.js";
import { ROW_PX } from "./scene.js";
import type { BarScene } from "./scene.js";
import { placeOf } from "./rows.js";
import { timeToX, xToTime } from "./window.js";

const UNDER_BAR_PX = 19;

/** The first piece of the path that ends after a time. */
function firstPieceAfter(path: CriticalPath, atNs: number): number {
  let low = 0;
  let high = path.row.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((path.toNs[middle] ?? 0) <= atNs) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * The ink line under the bars of the critical path, with risers where it goes on in another row. A parent's own time
 * shows as the gap between two pieces; a folded row carries what lies inside it.
 */
export function paintPath(
  context: PaintContext,
  scene: BarScene,
  path: CriticalPath,
  firstPlace: number,
  lastPlace: number,
): void {
  const { visible, window, widthPx, scrollPx, palette } = scene;
  const { structure } = scene.drawn;
  context.fillStyle = palette.text;
  let lastX = Number.NaN;
  let lastY = Number.NaN;
  let painted = 0;
  for (let piece = firstPieceAfter(path, window.fromNs); piece < path.row.length; piece++) {
    const fromNs = path.fromNs[piece] ?? 0;
    if (fromNs > window.toNs || painted > 4000) break;
    const end = Math.min(timeToX(window, widthPx, path.toNs[piece] ?? 0), widthPx + 4);
    // What falls into half a pixel of the last mark is no mark of its own: a long path costs what the canvas is wide.
    if (end - lastX < 0.5) {
      piece = Math.max(piece, firstPieceAfter(path, xToTime(window, widthPx, lastX + 0.5)) - 1);
      continue;
    }
    const x = Math.max(timeToX(window, widthPx, fromNs), -4);
    const row = path.row[piece] ?? 0;
    const place = placeOf(visible, row);
    const shown = visible.rows[place] ?? row;
    const open = (structure.childCount[shown] ?? 0) > 0 && visible.folded[shown] !== 1 && structure.isCall[shown] !== 1;
    if (open) continue;
    const y = place * ROW_PX - scrollPx + UNDER_BAR_PX;
    if (path.joined && !Number.isNaN(lastY) && lastY !== y) {
      const top = Math.max(Math.min(lastY, y) - 1, -4);
      const bottom = Math.min(Math.max(lastY, y) + 1, scene.heightPx + 4);
      if (bottom > top) context.fillRect(Math.round(x), top, 1, bottom - top);
    }
    if (place >= firstPlace && place < lastPlace) {
      context.fillRect(x, y - 1, Math.max(end - x, 1), 2);
      painted++;
    }
    lastX = end;
    lastY = y;
  }
}
