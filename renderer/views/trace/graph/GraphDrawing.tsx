import type { ReactElement } from "react";
import type { SpanKind } from "../../../../shared/model/kind.js";
import { familyOf } from "../../../../shared/model/kind.js";
import { kindLabel } from "../../../lib/kinds.js";
import { PictureSheet } from "../../../ui/PictureSheet.js";
import { kindInk, paintItem, paintWire } from "./paint.js";
import type { PaintContext } from "./paint.js";
import type { Item, Picture } from "./picture.js";
import { shapePen } from "./shape-pen.js";

const MARGIN_PX = 20;
const HEAD_PX = 52;
const LEGEND_PX = 30;
const LEAST_WIDE_PX = 480;

interface GraphDrawingProps {
  readonly picture: Picture;
  readonly title: string;
  readonly context: PaintContext;
}

/** The whole graph as shapes and text, with its title and what its icons mean: a picture to save. */
export function GraphDrawing({ picture, title, context }: GraphDrawingProps) {
  const shapes: ReactElement[] = [];
  const pen = shapePen(shapes);
  const widthPx = Math.ceil(Math.max(picture.widthPx + 2 * MARGIN_PX + 24, LEAST_WIDE_PX));
  const heightPx = Math.ceil(picture.heightPx + HEAD_PX + LEGEND_PX + 2 * MARGIN_PX);
  const all = picture.items.map((item, index) => ({ item, index }));
  for (const { item, index } of all) if (item.type === "frame") paintItem(pen, item, index, context);
  for (const wire of picture.wires) paintWire(pen, wire, context.marks.playNs, false);
  for (const { item, index } of all) if (item.type !== "frame") paintItem(pen, item, index, context);
  const kinds = kindsIn(picture.items);
  const mode = picture.mode === "ran" ? "As it ran" : "Aggregated";
  const legend: ReactElement[] = [];
  const legendPen = shapePen(legend);
  let x = MARGIN_PX;
  for (const kind of kinds) {
    legendPen.icon(kind, x, heightPx - MARGIN_PX - 13, 14, kindInk(kind));
    legendPen.text(kindLabel(kind), x + 19, heightPx - MARGIN_PX - 2, { ink: "--text-2", sizePx: 11 });
    x += 36 + kindLabel(kind).length * 6;
  }
  return (
    <PictureSheet
      title={title}
      subtitle={[mode, ...picture.rules].join(". ")}
      widthPx={widthPx}
      heightPx={heightPx}
      marginPx={MARGIN_PX}
      fontSizePx={12}
    >
      <g transform={`translate(${MARGIN_PX} ${MARGIN_PX + HEAD_PX})`}>{shapes}</g>
      {legend}
    </PictureSheet>
  );
}

/** One kind of each hue that is drawn, in the order of their first sight. */
function kindsIn(items: readonly Item[]): SpanKind[] {
  const kinds = new Map<string, SpanKind>();
  const add = (kind: SpanKind): void => {
    if (!kinds.has(familyOf(kind))) kinds.set(familyOf(kind), kind);
  };
  for (const item of items) {
    if (item.type === "card" || item.type === "frame") add(item.kind);
    if (item.type !== "box") continue;
    if (item.block.type !== "gap")
      add(item.block.type === "repeat" ? (item.block.all[0]?.kind ?? "agent") : item.block.kind);
    for (const { call } of item.geometry.cells) add(call.kind);
  }
  return [...kinds.values()];
}
