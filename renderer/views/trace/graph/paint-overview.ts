import { canvasPen } from "./canvas-pen.js";
import { failedRuns, isBoxFailed, SQUARE_PX } from "./geometry.js";
import type { ThemeInks } from "../../../lib/theme-inks.js";
import { hasBegun, kindInk, paintItem, paintWire } from "./paint.js";
import type { PaintContext } from "./paint.js";
import { playStateOf } from "./marks.js";
import type { BoxItem, Item } from "./picture.js";
import { READABLE_ZOOM, seenPart } from "./scene.js";
import type { Scene, View } from "./scene.js";

/** Under this zoom a box is a patch: its calls could not be told apart. */
const PATCHES_ZOOM = 0.12;

export interface Overview {
  readonly scene: Scene;
  readonly view: View;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly inks: ThemeInks;
  readonly context: PaintContext;
}

/** Paints the part of a picture that is seen, as finely as it can be seen. */
export function paintOverview(canvas: CanvasRenderingContext2D, overview: Overview, ratio: number): void {
  const { scene, view, widthPx, heightPx, inks, context } = overview;
  const { zoom } = view;
  const { marks } = context;
  canvas.setTransform(ratio, 0, 0, ratio, 0, 0);
  canvas.clearRect(0, 0, widthPx, heightPx);
  canvas.setTransform(ratio * zoom, 0, 0, ratio * zoom, ratio * view.x, ratio * view.y);
  const pen = canvasPen(canvas, inks);
  const part = seenPart(view, widthPx, heightPx);
  const items = scene.itemGrid.in(part);
  const itemAt = (index: number): Item | undefined => scene.picture.items[index];
  for (const index of items) {
    const item = itemAt(index);
    if (item?.type === "frame") paintItem(pen, item, index, context);
  }
  const missed = (id: string): boolean => {
    const index = scene.indexOf.get(id) ?? -1;
    const item = itemAt(index);
    if (item === undefined || item.type === "dot") return false;
    return (marks.hits !== null && marks.hits[index] === 0) || !hasBegun(item, marks.playNs);
  };
  if (zoom >= PATCHES_ZOOM / 4) {
    for (const index of scene.wireGrid.in(part)) {
      const wire = scene.picture.wires[index];
      if (wire === undefined) continue;
      paintWire(
        pen,
        zoom < READABLE_ZOOM ? { ...wire, label: "" } : wire,
        marks.playNs,
        missed(wire.from) || missed(wire.to),
      );
    }
  }
  for (const index of items) {
    const item = itemAt(index);
    if (item === undefined || item.type === "frame" || context.mounted?.has(index) === true) continue;
    if (zoom >= READABLE_ZOOM || item.type !== "box") paintItem(pen, item, index, context);
    else paintPatches(canvas, item, index, overview);
  }
}

/** A box as patches of its calls' colours; further away as one patch, red where a call failed. */
function paintPatches(canvas: CanvasRenderingContext2D, item: BoxItem, index: number, overview: Overview): void {
  const { inks, view, context } = overview;
  const { marks, momentNs } = context;
  const { x, y, widthPx, heightPx, geometry, block } = item;
  const hits = marks.hits?.[index] ?? 0;
  const faint = (marks.hits !== null && hits === 0) || !hasBegun(item, marks.playNs);
  canvas.globalAlpha = faint ? 0.32 : 1;
  canvas.fillStyle = inks.token("--surface");
  canvas.fillRect(x, y, widthPx, heightPx);
  const lit = marks.playNs !== null && playStateOf(block.fromNs, block.toNs, marks.playNs, momentNs) === "now";
  if (view.zoom < PATCHES_ZOOM) {
    const failed = isBoxFailed(block, geometry);
    const first = geometry.cells[0]?.call;
    canvas.fillStyle = inks.token(failed ? "--error" : first === undefined ? "--data" : kindInk(first.kind));
    canvas.fillRect(x, y + heightPx * 0.4, widthPx, heightPx * 0.6);
  } else {
    for (const { call, x: left, y: top } of geometry.cells) {
      canvas.fillStyle = inks.token(call.failed ? "--error" : kindInk(call.kind));
      canvas.fillRect(x + left, y + top, SQUARE_PX, SQUARE_PX);
    }
  }
  const selected = marks.selectedItem === index;
  canvas.strokeStyle = inks.token(selected || lit ? "--accent" : hits > 0 ? "--warn" : "--line-strong");
  canvas.lineWidth = (selected || lit ? 2 : 1) / view.zoom;
  canvas.setLineDash(block.type === "gap" ? [4 / view.zoom, 3 / view.zoom] : []);
  canvas.strokeRect(x, y, widthPx, heightPx);
  const name =
    block.type === "gap"
      ? `${block.boxes} folded`
      : ((block.type === "repeat" ? block.all[0]?.name : block.name) ?? "");
  // A name stays as large as it must be to be read, where it has the room for it.
  if (view.zoom >= PATCHES_ZOOM && name !== "") {
    canvas.font = `${Math.min(22, 10 / view.zoom)}px ${inks.font}`;
    canvas.textAlign = "left";
    canvas.fillStyle = inks.token(failedRuns(block) > 0 ? "--error" : "--text-2");
    canvas.save();
    canvas.beginPath();
    canvas.rect(x, y, widthPx - 4, heightPx);
    canvas.clip();
    canvas.fillText(name, x + 6, y + 22);
    canvas.restore();
  }
  canvas.globalAlpha = 1;
}
