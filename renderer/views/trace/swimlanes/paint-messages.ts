import { formatDuration } from "../../../lib/format.js";
import type { PaintContext } from "../paint-context.js";
import { fitText, widthOf } from "./labels.js";
import type { LabelPlaces } from "./labels.js";
import { BAND_PX, LINE_GAP_PX, bandTop, userMiddle } from "./layout.js";
import { realToX, xToReal } from "./scene.js";
import type { LaneScene } from "./scene.js";
import { stayEnd } from "./stays.js";
import { firstEndingAfter } from "./track.js";

const LONGEST_WORDS_PX = 200;
/** With this much room words stand right of their arrow, though there may be more at the left. */
const ENOUGH_PX = 120;
const LEAST_PX = 64;
const HEAD_PX = 8;
/** More arrows than one in so many pixels are drawn as quiet lines without heads and words. */
const DENSE_PX = 10;
const MOST_A_PIXEL = 3;
/** How strong such lines are where there are just too many. */
const DENSE_INK = 0.35;

/** An arrow on the canvas. */
export interface Arrow {
  readonly message: number;
  readonly x: number;
  /** From the band that speaks to the one that is spoken to. */
  readonly fromY: number;
  readonly toY: number;
}

/** The arrows in sight, from left to right; where many share a pixel, the first few. */
export function arrowsInSight(scene: LaneScene): Arrow[] {
  const { messages } = scene.model;
  const arrows: Arrow[] = [];
  let pixel = Number.NEGATIVE_INFINITY;
  let inPixel = 0;
  let index = firstEndingAfter({ reachNs: messages.atNs }, xToReal(scene, -2));
  while (index < messages.atNs.length) {
    const x = realToX(scene, messages.atNs[index] ?? 0);
    if (x > scene.widthPx + 2) break;
    if (Math.floor(x) === pixel) inPixel++;
    else {
      pixel = Math.floor(x);
      inPixel = 1;
    }
    if (inPixel > MOST_A_PIXEL) {
      index = Math.max(index + 1, firstEndingAfter({ reachNs: messages.atNs }, xToReal(scene, pixel + 1), index));
      continue;
    }
    arrows.push({ message: index, x, ...ends(scene, index) });
    index++;
  }
  return arrows;
}

function ends(scene: LaneScene, message: number): { fromY: number; toY: number } {
  const { model, layout, scrollPx } = scene;
  const { messages, placed } = model;
  const from = layout.placeOf[messages.from[message] ?? 0] ?? 0;
  const to = layout.placeOf[messages.to[message] ?? 0] ?? 0;
  const stay = messages.stay[message] ?? 0;
  const line = placed.baseOfStay[stay] ?? 0;
  const lines = placed.heightOfStay[stay] ?? 1;
  const back = messages.back[message] === 1;
  const edge = (place: number, own: boolean, down: boolean): number => {
    if (model.lanes[layout.ids[place] ?? 0]?.type === "user") {
      return (layout.tops[place] ?? 0) + userMiddle(layout.heights[place] ?? 0) + (down ? 6 : -6) - scrollPx;
    }
    const top = bandTop(layout, place, own ? line : 0) - scrollPx;
    // It has no band here, only a place that the arrow comes from.
    if (model.lanes[layout.ids[place] ?? 0]?.type === "elsewhere") return top + BAND_PX / 2;
    return down ? top + (own ? lines : 1) * (BAND_PX + LINE_GAP_PX) - LINE_GAP_PX : top;
  };
  const downwards = to > from;
  return { fromY: edge(from, back, downwards), toY: edge(to, !back, !downwards) };
}

/** Calls and hand-offs as solid arrows, what comes back as dashed ones. Gives back those that have room for words. */
export function paintMessages(context: PaintContext, scene: LaneScene, labels: LabelPlaces): readonly Arrow[] {
  const arrows = arrowsInSight(scene);
  const dense = arrows.length > scene.widthPx / DENSE_PX;
  if (!dense) paintResultWaits(context, scene, arrows);
  if (dense) {
    // Rectangles cost a fraction of what lines do, and so many arrows are a texture anyway: the more, the fainter, so that
    // what the agents did shows through.
    context.globalAlpha = DENSE_INK * Math.sqrt(scene.widthPx / DENSE_PX / arrows.length);
    for (const { message, x, fromY, toY } of arrows) {
      context.fillStyle = scene.model.messages.back[message] === 1 ? scene.palette.data : scene.palette.dataStrong;
      context.fillRect(Math.round(x), Math.min(fromY, toY), 1, Math.abs(fromY - toY));
    }
    context.globalAlpha = 1;
    return [];
  }
  for (const dashed of [1, 0]) {
    context.beginPath();
    for (const arrow of arrows) {
      if (scene.model.messages.back[arrow.message] !== dashed) continue;
      const x = Math.round(arrow.x) + 0.5;
      context.moveTo(x, arrow.fromY);
      context.lineTo(x, arrow.toY + Math.sign(arrow.fromY - arrow.toY) * (HEAD_PX / 2));
    }
    context.lineWidth = 1.25;
    context.strokeStyle = dashed === 1 ? scene.palette.dataStrong : scene.palette.text;
    context.setLineDash(dashed === 1 ? [3, 3] : []);
    context.stroke();
    context.setLineDash([]);
  }
  for (const arrow of arrows) paintHead(context, scene, arrow);
  for (const { x, fromY, toY } of arrows) labels.block(x - 1, x + 1, Math.min(fromY, toY), Math.max(fromY, toY));
  return arrows;
}

function paintHead(context: PaintContext, scene: LaneScene, arrow: Arrow): void {
  const back = scene.model.messages.back[arrow.message] === 1;
  const x = Math.round(arrow.x) + 0.5;
  const away = Math.sign(arrow.fromY - arrow.toY) * HEAD_PX;
  const ink = back ? scene.palette.dataStrong : scene.palette.text;
  context.beginPath();
  context.moveTo(x - 3.5, arrow.toY + away);
  context.lineTo(x, arrow.toY);
  context.lineTo(x + 3.5, arrow.toY + away);
  if (back) {
    context.strokeStyle = ink;
    context.lineWidth = 1.25;
    context.stroke();
  } else {
    context.closePath();
    context.fillStyle = ink;
    context.fill();
  }
  context.fillStyle = ink;
  context.beginPath();
  context.arc(x, arrow.fromY, 2, 0, 2 * Math.PI);
  context.fill();
}

/** Beside the arrow, above the band of the agent whose words or whose task they are: right of it, else left, else nowhere. */
export function paintWords(context: PaintContext, scene: LaneScene, arrow: Arrow, labels: LabelPlaces): void {
  const said = scene.words(arrow.message);
  if (said === "") return;
  const { model, layout, palette, widthPx, scrollPx } = scene;
  const back = model.messages.back[arrow.message] === 1;
  const stay = model.messages.stay[arrow.message] ?? 0;
  // Between two lines of a lane there is no room: the words would lie on the bars of the line above.
  if ((model.placed.baseOfStay[stay] ?? 0) > 0) return;
  const place = layout.placeOf[model.stays.lane[stay] ?? 0] ?? 0;
  const baseline = bandTop(layout, place, 0) - scrollPx - 7;
  const top = baseline - 11;
  const full = Math.min(LONGEST_WORDS_PX, widthOf(context, said.slice(0, 120)) + 14);
  const room = (side: 1 | -1) => {
    const most = Math.min(full + 10, side === 1 ? widthPx - arrow.x : arrow.x);
    return labels.room(arrow.x + side * 2, top, baseline + 3, side, most) - 10;
  };
  const right = room(1);
  const left = right >= Math.min(full, ENOUGH_PX) ? 0 : room(-1);
  const longest = Math.max(right, left);
  if (longest < Math.min(full, LEAST_PX)) return;
  const cut = fitText(context, said, longest - 10);
  if (cut === "") return;
  const words = back ? cut : `“${cut}”`;
  const width = widthOf(context, words);
  const x = right >= left ? arrow.x + 6 : arrow.x - 6 - width;
  if (!labels.take(x - 3, x + width + 3, top, baseline + 3)) return;
  context.fillStyle = back ? palette.text3 : palette.text2;
  context.fillText(words, x, baseline);
}

/** A finished result that nobody reads yet: a dashed line in the lane of the agent that made it. */
function paintResultWaits(context: PaintContext, scene: LaneScene, arrows: readonly Arrow[]): void {
  const { model, layout, palette, scrollPx } = scene;
  for (const { message, x } of arrows) {
    if (model.messages.back[message] !== 1) continue;
    const stay = model.messages.stay[message] ?? 0;
    if (Number.isNaN(model.messages.resultReadNs[stay] ?? Number.NaN)) continue;
    const endNs = stayEnd(model.structure, model.stays, stay);
    const from = Math.max(realToX(scene, endNs), -4);
    if (x - from < 4) continue;
    const place = layout.placeOf[model.stays.lane[stay] ?? 0] ?? 0;
    const y = Math.round(bandTop(layout, place, model.placed.baseOfStay[stay] ?? 0) - scrollPx + BAND_PX / 2) + 0.5;
    context.strokeStyle = palette.dataStrong;
    context.lineWidth = 1;
    context.setLineDash([3, 3]);
    context.beginPath();
    context.moveTo(from, y);
    context.lineTo(x, y);
    context.stroke();
    context.setLineDash([]);
    const words = `its result waits ${formatDuration((model.messages.resultReadNs[stay] ?? 0) - endNs)}`;
    if (widthOf(context, words) + 16 > x - from) continue;
    context.fillStyle = palette.text3;
    context.fillText(words, from + 8, y - 5);
  }
}
