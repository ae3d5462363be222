import { SPAN_FLAG } from "../../../../shared/model/span-table.js";
import { failedAt } from "../structure.js";
import type { PaintContext } from "../paint-context.js";
import { ticksOf } from "./axis.js";
import { foldedStrip } from "./folded-strip.js";
import { ownTime } from "./own-time.js";
import { paintEvents } from "./paint-events.js";
import { paintGaps } from "./paint-gaps.js";
import { paintNotes } from "./paint-notes.js";
import { paintPath } from "./paint-path.js";
import { ROW_PX, barExtent } from "./scene.js";
import type { BarScene } from "./scene.js";
import { timeToX } from "./window.js";

/** Draws the rows in sight and nothing else: the work depends on the canvas, not on the trace. */
export function paintBars(context: PaintContext, scene: BarScene): void {
  const { drawn, visible, widthPx, heightPx, scrollPx, palette } = scene;
  const { structure } = drawn;
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
  for (const tick of ticksOf(drawn.scale, scene.window, widthPx)) {
    context.fillRect(Math.round(tick.x), 0, 1, heightPx);
  }
  paintGaps(context, scene, drawn.scale, 0, heightPx);
  for (let place = first; place < last; place++) {
    const row = visible.rows[place] ?? 0;
    const top = place * ROW_PX - scrollPx;
    if ((structure.childCount[row] ?? 0) === 0) paintLeaf(context, scene, row, top);
    else if (visible.folded[row] === 1) paintFolded(context, scene, row, top);
    else paintParent(context, scene, row, top);
    paintEvents(context, scene, row, top);
    paintNotes(context, scene, row, top);
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
  return scene.swatches[scene.drawn.colours.code[row] ?? 0] ?? scene.palette.dataStrong;
}

function bar(context: PaintContext, left: number, top: number, width: number, height: number, radius: number) {
  context.beginPath();
  context.roundRect(left, top, width, height, Math.min(radius, width / 2));
}

/** A leaf is solid; what a model took to its first token is paler than what it took from there. */
function paintLeaf(context: PaintContext, scene: BarScene, row: number, top: number): void {
  const { left, right } = barExtent(scene, row);
  if (right < 0 || left > scene.widthPx) return;
  context.fillStyle = colourOf(scene, row);
  const { structure, scale } = scene.drawn;
  const firstTokenNs = structure.table.timeToFirstTokenNs[row] ?? Number.NaN;
  const firstX =
    firstTokenNs > 0
      ? timeToX(scene.window, scene.widthPx, scale.toShown((structure.startNs[row] ?? 0) + firstTokenNs))
      : Number.NaN;
  if (firstX > left + 4 && firstX < right - 4) {
    context.globalAlpha = 0.55;
    bar(context, left, top + 5, firstX - left, 12, 2);
    context.fill();
    context.globalAlpha = 1;
    bar(context, firstX + 1, top + 5, right - firstX - 1, 12, 2);
    context.fill();
  } else {
    bar(context, left, top + 5, right - left, 12, 2);
    context.fill();
  }
  paintOpenEnd(context, scene, row, right, top + 11);
}

/** A parent is thin; the pieces in which it worked by itself are in full colour. */
function paintParent(context: PaintContext, scene: BarScene, row: number, top: number): void {
  const { left, right } = barExtent(scene, row);
  if (right < 0 || left > scene.widthPx) return;
  const { window, widthPx } = scene;
  const colour = colourOf(scene, row);
  context.fillStyle = colour;
  context.globalAlpha = failedAt(scene.drawn.structure, row) || scene.drawn.colours.by !== "kind" ? 0.7 : 0.45;
  bar(context, left, top + 8, right - left, 5, 1.5);
  context.fill();
  context.globalAlpha = 1;
  const own = ownTime(scene.drawn, row);
  for (let piece = 0; piece < own.length; piece += 2) {
    const from = Math.max(timeToX(window, widthPx, own[piece] ?? 0), left);
    const to = Math.min(timeToX(window, widthPx, own[piece + 1] ?? 0), right);
    if (to - from >= 0.5) context.fillRect(from, top + 8, to - from, 5);
  }
  paintOpenEnd(context, scene, row, right, top + 10.5);
}

/** A span without an end goes on as dots: it was never seen to stop. */
function paintOpenEnd(context: PaintContext, scene: BarScene, row: number, right: number, y: number): void {
  if (((scene.drawn.structure.table.flags[row] ?? 0) & SPAN_FLAG.unfinished) === 0) return;
  context.fillStyle = colourOf(scene, row);
  for (let dot = 0; dot < 3; dot++) context.fillRect(right + 3 + dot * 4, y - 1, 2, 2);
}

function paintFolded(context: PaintContext, scene: BarScene, row: number, top: number): void {
  const { left, right } = barExtent(scene, row);
  if (right < 0 || left > scene.widthPx) return;
  const { palette, drawn, window, widthPx, swatches } = scene;
  context.fillStyle = palette.surface;
  context.strokeStyle = colourOf(scene, row);
  context.lineWidth = 1;
  bar(context, left, top + 5, right - left, 12, 2);
  context.fill();
  context.stroke();
  const strip = foldedStrip(drawn, row);
  for (let index = 0; index < strip.code.length; index++) {
    const from = Math.max(timeToX(window, widthPx, strip.fromNs[index] ?? 0), left + 1);
    const to = Math.min(timeToX(window, widthPx, strip.toNs[index] ?? 0), right - 1);
    if (to < 0 || from > widthPx) continue;
    context.fillStyle = swatches[strip.code[index] ?? 0] ?? palette.dataStrong;
    context.fillRect(from, top + 8, Math.max(to - from, 0.75), 6);
  }
}

function cutLabel(text: string): string {
  const line = text.split("\n", 1)[0] ?? "";
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}

/** After the bar; before it where the right edge is near; inside it where neither side has room. */
function paintLabel(
  context: PaintContext,
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
  else if (right - left > width + 16 && (scene.drawn.structure.childCount[row] ?? 0) === 0) {
    context.fillStyle = scene.palette.surface;
    context.fillText(label, Math.min(right, scene.widthPx) - 6 - width, y);
  }
}
