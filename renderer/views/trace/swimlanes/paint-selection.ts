import type { PaintContext } from "../paint-context.js";
import { BAND_PX, BAR_PX, bandTop } from "./layout.js";
import { realToX } from "./scene.js";
import type { LaneScene } from "./scene.js";
import { callEnd, shownRow, stayEnd } from "./stays.js";

/** The ring around what is selected, and its time as a dotted line through all lanes. */
export function paintSelection(context: PaintContext, scene: LaneScene): void {
  const place = scene.selectedRow === null ? null : rowPlace(scene, scene.selectedRow);
  if (place === null) return;
  const { palette, widthPx, heightPx } = scene;
  const { left, right, top, height } = place;
  context.strokeStyle = palette.accent;
  const middle = Math.round((Math.max(left, 0) + Math.min(right, widthPx)) / 2) + 0.5;
  if (right >= 0 && left <= widthPx) {
    context.lineWidth = 1;
    context.setLineDash([2, 3]);
    context.beginPath();
    context.moveTo(middle, 0);
    context.lineTo(middle, heightPx);
    context.stroke();
    context.setLineDash([]);
  }
  context.lineWidth = scene.focused ? 2 : 1.5;
  context.beginPath();
  context.roundRect(left - 2.5, top - 2.5, Math.max(right - left, 2) + 5, height + 5, 4);
  context.stroke();
}

/** Where a row lies on the canvas, or what shows it, px; null where nothing of it is shown. */
export function rowPlace(
  scene: LaneScene,
  anyRow: number,
): { readonly left: number; readonly right: number; readonly top: number; readonly height: number } | null {
  const { model, layout, scrollPx } = scene;
  const { structure, stays, placed } = model;
  const row = shownRow(structure, stays, anyRow);
  const lane = model.laneOfRow[row] ?? -1;
  if (lane < 0) return null;
  const top = bandTop(layout, layout.placeOf[lane] ?? 0, placed.trackOfRow[row] ?? 0) - scrollPx;
  const left = Math.max(realToX(scene, structure.startNs[row] ?? 0), -100);
  const most = scene.widthPx + 100;
  if (structure.isCall[row] === 1) {
    const right = Math.min(realToX(scene, callEnd(structure, stays, row)), most);
    return { left, right, top: top + (BAND_PX - BAR_PX) / 2, height: BAR_PX };
  }
  const stay = stays.ofRow[row] ?? -1;
  if (stay < 0) return null;
  return { left, right: Math.min(realToX(scene, stayEnd(structure, stays, stay)), most), top, height: BAND_PX };
}
