import type { PaintContext } from "../paint-context.js";
import { barExtent, type BarScene } from "./scene.js";

const FLAG_PX = 7;

/** A small corner over the beginning of a bar of which something is said; how much stands beside its name. */
export function paintNotes(context: PaintContext, scene: BarScene, row: number, top: number): void {
  const { table } = scene.drawn.structure;
  if ((table.notes[row] ?? 0) + (table.labels[row] ?? 0) === 0) return;
  const { left, right } = barExtent(scene, row);
  if (right < 0 || left > scene.widthPx) return;
  const x = Math.max(left, 0);
  context.fillStyle = scene.palette.text2;
  context.beginPath();
  context.moveTo(x, top + 1);
  context.lineTo(x + FLAG_PX, top + 1);
  context.lineTo(x, top + 1 + FLAG_PX);
  context.closePath();
  context.fill();
}
