import { KIND_FAMILIES } from "../../../../shared/model/kind.js";
import { SPAN_FLAG } from "../../../../shared/model/span-table.js";
import { failedAt, familyAt } from "../structure.js";
import { FAILED, foldedStrip } from "./folded-strip.js";
import { paintPath } from "./paint-path.js";
import { ROW_PX, barExtent } from "./scene.js";
import type { BarScene } from "./scene.js";
import { ticksOf, timeToX } from "./window.js";

/** Draws the rows in sight and nothing else: the work depends on the canvas, not on the trace. */
export function paintBars(context: CanvasRenderingContext2D, scene: BarScene): void {
  const { structure, visible, widthPx, heightPx, scrollPx, palette } = scene;
  context.fillStyle = palette.surface;
  context.fillRect(0, 0, widthPx, heightPx);
  const first = Math.max(0, Math.floor(scrollPx / ROW_PX));
  const last = Math.min(visible.rows.length, Math.ceil((scrollPx + heightPx) / ROW_PX));
  for (let place = first; place < last; place++) {
    const row = visible.rows[place];
    if (row === scene.selectedRow)
      context.fillStyle = scene.focused ? palette.surfaceSelected : palette.surfaceSelectedBlur;
    else if (row === scene.hoveredRow) context.fillStyle = palette.surfaceHover;
    else continue;
    context.fillRect(0, place * ROW_PX - scrollPx, widthPx, ROW_PX);
  }
  context.fillStyle = palette.grid;
  for (const tick of ticksOf(scene.window, widthPx)) {
    context.fillRect(Math.round(timeToX(scene.window, widthPx, tick.atNs)), 0, 1, heightPx);
  }
  for (let place = first; place < last; place++) {
    const row = visible.rows[place] ?? 0;
    const top = place * ROW_PX - scrollPx;
    if ((structure.childCount[row] ?? 0) === 0) paintLeaf(context, scene, row, top);
    else if (visible.folded[row] === 1) paintFolded(context, scene, row, top);
    else paintParent(context, scene, row, top);
    paintEvents(context, scene, row, top);
  }
  if (scene.path !== null) paintPath(context, scene, scene.path, first, last);
  context.font = `11px ${palette.font}`;
  context.textBaseline = "alphabetic";
  for (let place = first; place < last; place++) {
    const row = visible.rows[place] ?? 0;
    const error = structure.table.error[row] ?? null;
    const top = place * ROW_PX - scrollPx;
    if (failedAt(structure, row) && error !== null && error !== "") {
      paintLabel(context, scene, row, top, cutLabel(error), palette.error);
    } else if (row === scene.selectedRow) {
      paintLabel(context, scene, row, top, scene.selectionLabel, palette.text2);
    }
  }
}

function colourOf(scene: BarScene, row: number): string {
  return failedAt(scene.structure, row) ? scene.palette.error : scene.palette.kind[familyAt(scene.structure, row)];
}

function bar(
  context: CanvasRenderingContext2D,
  left: number,
  top: number,
  width: number,
  height: number,
  radius: number,
) {
  context.beginPath();
  context.roundRect(left, top, width, height, Math.min(radius, width / 2));
}

function paintLeaf(context: CanvasRenderingContext2D, scene: BarScene, row: number, top: number): void {
  const { left, right } = barExtent(scene, row);
  if (right < 0 || left > scene.widthPx) return;
  context.fillStyle = colourOf(scene, row);
  bar(context, left, top + 5, right - left, 12, 2);
  context.fill();
  const firstTokenNs = scene.structure.table.timeToFirstTokenNs[row] ?? Number.NaN;
  if (firstTokenNs > 0) {
    const x = timeToX(scene.window, scene.widthPx, (scene.structure.startNs[row] ?? 0) + firstTokenNs);
    if (x > left + 4 && x < right - 4) {
      context.fillStyle = scene.palette.surface;
      context.globalAlpha = 0.8;
      context.fillRect(x, top + 5, 1, 12);
      context.globalAlpha = 1;
    }
  }
  paintOpenEnd(context, scene, row, right, top + 11);
}

function paintParent(context: CanvasRenderingContext2D, scene: BarScene, row: number, top: number): void {
  const { left, right } = barExtent(scene, row);
  if (right < 0 || left > scene.widthPx) return;
  context.fillStyle = colourOf(scene, row);
  context.globalAlpha = failedAt(scene.structure, row) ? 0.8 : 0.55;
  bar(context, left, top + 8, right - left, 5, 1.5);
  context.fill();
  context.globalAlpha = 1;
  paintOpenEnd(context, scene, row, right, top + 10.5);
}

/** A span without an end goes on as dots: it was never seen to stop. */
function paintOpenEnd(context: CanvasRenderingContext2D, scene: BarScene, row: number, right: number, y: number): void {
  if (((scene.structure.table.flags[row] ?? 0) & SPAN_FLAG.unfinished) === 0) return;
  context.fillStyle = colourOf(scene, row);
  for (let dot = 0; dot < 3; dot++) context.fillRect(right + 3 + dot * 4, y - 1, 2, 2);
}

function paintFolded(context: CanvasRenderingContext2D, scene: BarScene, row: number, top: number): void {
  const { left, right } = barExtent(scene, row);
  if (right < 0 || left > scene.widthPx) return;
  const { palette, structure, window, widthPx } = scene;
  const colour = colourOf(scene, row);
  context.fillStyle = palette.surface;
  context.strokeStyle = colour;
  context.lineWidth = 1;
  bar(context, left, top + 5, right - left, 12, 2);
  context.fill();
  context.stroke();
  const strip = foldedStrip(structure, row);
  for (let index = 0; index < strip.code.length; index++) {
    const from = Math.max(timeToX(window, widthPx, strip.fromNs[index] ?? 0), left + 1);
    const to = Math.min(timeToX(window, widthPx, strip.toNs[index] ?? 0), right - 1);
    if (to < 0 || from > widthPx) continue;
    const code = strip.code[index] ?? 0;
    context.fillStyle = code === FAILED ? palette.error : palette.kind[KIND_FAMILIES[code] ?? "chain"];
    context.fillRect(from, top + 8, Math.max(to - from, 0.75), 6);
  }
}

function paintEvents(context: CanvasRenderingContext2D, scene: BarScene, row: number, top: number): void {
  const { events, window, widthPx, palette } = scene;
  const begin = events.offsets[row] ?? 0;
  const end = Math.min(events.offsets[row + 1] ?? 0, begin + 200);
  for (let index = begin; index < end; index++) {
    const x = timeToX(window, widthPx, events.atNs[index] ?? 0);
    if (x < -4 || x > widthPx + 4) continue;
    context.fillStyle = palette.text;
    context.strokeStyle = palette.surface;
    context.lineWidth = 1;
    context.beginPath();
    context.arc(x, top + 11, 2.5, 0, 2 * Math.PI);
    context.fill();
    context.stroke();
  }
}

function cutLabel(text: string): string {
  const line = text.split("\n", 1)[0] ?? "";
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}

/** After the bar; before it where the right edge is near; inside it where neither side has room. */
function paintLabel(
  context: CanvasRenderingContext2D,
  scene: BarScene,
  row: number,
  top: number,
  label: string,
  colour: string,
): void {
  if (label === "") return;
  const { left, right } = barExtent(scene, row);
  const width = context.measureText(label).width;
  const y = top + 15;
  context.fillStyle = colour;
  if (right < 0) context.fillText(`‹ ${label}`, 6, y);
  else if (left > scene.widthPx) context.fillText(`${label} ›`, scene.widthPx - 14 - width, y);
  else if (right + 6 + width < scene.widthPx - 4) context.fillText(label, Math.max(right, 0) + 6, y);
  else if (left - 6 - width > 4) context.fillText(label, Math.min(left, scene.widthPx) - 6 - width, y);
  else if (right - left > width + 16 && (scene.structure.childCount[row] ?? 0) === 0) {
    context.fillStyle = scene.palette.surface;
    context.fillText(label, Math.min(right, scene.widthPx) - 6 - width, y);
  }
}
