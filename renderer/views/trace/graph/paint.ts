import { familyOf } from "../../../../shared/model/kind.js";
import type { SpanKind } from "../../../../shared/model/kind.js";
import { formatDuration, formatNumber } from "../../../lib/format.js";
import { countOf } from "./episodes.js";
import type { GraphCall } from "./episodes.js";
import { episodeOfBox, failedRuns, SQUARE_PX } from "./geometry.js";
import type { GraphMarks } from "./marks.js";
import { countUpTo, playStateOf } from "./marks.js";
import type { Ink, Pen } from "./pen.js";
import type { BoxItem, CardItem, DotItem, FrameItem, Item, Wire } from "./picture.js";

/** Weight of what a search did not find, or of what has not yet happened in a playback. */
const FAINT = 0.32;

export type PaintMarks = Pick<GraphMarks, "selectedRow" | "selectedItem" | "matches" | "hits" | "playNs">;

export interface PaintContext {
  readonly marks: PaintMarks;
  /** What takes less time is lit for so long in a playback, ns. */
  readonly momentNs: number;
  /** Items whose words and buttons are on the page as elements. */
  readonly mounted?: ReadonlySet<number>;
}

export function kindInk(kind: SpanKind, soft = false): Ink {
  return `--kind-${familyOf(kind)}${soft ? "-soft" : ""}`;
}

/** Draws an item with everything in it. `index` is its place among the items of its picture. */
export function paintItem(pen: Pen, item: Item, index: number, context: PaintContext): void {
  const { marks } = context;
  const missed = marks.hits !== null && item.type !== "frame" && item.type !== "dot" && marks.hits[index] === 0;
  const paint = (): void => {
    if (item.type === "box") paintBox(pen, item, context);
    else if (item.type === "card") paintCard(pen, item, index, context);
    else if (item.type === "frame") paintFrame(pen, item, context.mounted?.has(index) !== true);
    else paintDot(pen, item);
  };
  if (missed || !hasBegun(item, marks.playNs)) pen.faded(FAINT, paint);
  else paint();
}

/** False while the playback has not come to an item. */
export function hasBegun(item: Item, playNs: number | null): boolean {
  if (playNs === null) return true;
  if (item.type === "box") return item.block.fromNs <= playNs;
  return item.type !== "card" || (item.startsNs[0] ?? 0) <= playNs;
}

function paintBox(pen: Pen, item: BoxItem, context: PaintContext): void {
  const { x, y, widthPx, heightPx, block, geometry } = item;
  const one = episodeOfBox(block);
  if (block.type === "gap" || one === null) {
    pen.rect(x, y, widthPx, heightPx, { stroke: "--line-control", radiusPx: 6, dashed: true });
    if (block.type !== "gap") return;
    pen.text(`${formatNumber(block.boxes)} folded`, x + widthPx / 2, y + heightPx / 2 + 4, {
      ink: "--text-3",
      sizePx: 12,
      align: "middle",
      roomPx: widthPx - 12,
    });
    return;
  }
  if (block.type === "repeat")
    pen.rect(x + 3, y + 3, widthPx, heightPx, { fill: "--surface", stroke: "--line-strong", radiusPx: 6 });
  const selected = context.marks.selectedRow === one.row && one.row >= 0;
  pen.rect(x, y, widthPx, heightPx, {
    fill: "--surface",
    stroke: selected ? "--accent" : "--line-strong",
    strokePx: selected ? 2 : 1,
    radiusPx: 6,
  });
  const failed = failedRuns(block) > 0;
  pen.icon(one.kind, x + 7, y + 8, 12, failed ? "--error" : kindInk(one.kind));
  let right = x + widthPx - 8;
  if (one.whole || block.type === "repeat") {
    pen.text(item.durationText, right, y + 18, { ink: "--text-3", sizePx: 11, align: "end" });
    right -= item.durationText.length * 6 + 6;
  }
  const chip =
    block.type === "repeat"
      ? `${formatNumber(block.all.length)} ×`
      : one.foldedInside > 0
        ? `+${formatNumber(one.foldedInside)}`
        : "";
  if (chip !== "") {
    pen.text(chip, right, y + 18, { ink: "--text-2", sizePx: 11, align: "end" });
    right -= chip.length * 6 + 4;
  }
  pen.text(one.name === "" ? "run" : one.name, x + 23, y + 18, {
    ink: failed ? "--error" : "--text",
    sizePx: 12,
    strong: true,
    roomPx: right - x - 22,
  });
  for (const { call, x: left, y: top, linked } of geometry.cells) {
    if (linked) {
      pen.path(`M${x + left - 12} ${y + top + SQUARE_PX / 2}h12`, {
        stroke: item.critical ? "--text" : "--data-strong",
        strokePx: item.critical ? 1.75 : 1.25,
      });
    }
    paintCall(pen, call, x + left, y + top, context);
  }
  for (const { x: left, y: top, calls } of geometry.more) {
    pen.text(`+${formatNumber(calls)}`, x + left, y + top + 15, { ink: "--text-3", sizePx: 11 });
  }
}

function paintCall(pen: Pen, call: GraphCall, x: number, y: number, { marks, momentNs }: PaintContext): void {
  const state = playStateOf(call.fromNs, call.toNs, marks.playNs, momentNs);
  const selected = marks.selectedRow === call.row;
  const lit = state === "now" && marks.playNs !== null;
  const matched = matchesCall(call, marks.matches);
  const draw = (): void => {
    if (matched) pen.rect(x - 2, y - 2, SQUARE_PX + 4, SQUARE_PX + 4, { fill: "--mark-bg", radiusPx: 6 });
    const ink = call.failed ? "--error" : kindInk(call.kind);
    pen.rect(x + 0.5, y + 0.5, SQUARE_PX - 1, SQUARE_PX - 1, {
      fill: lit ? ink : selected ? "--surface" : call.failed ? "--error-soft" : kindInk(call.kind, true),
      ...(selected ? { stroke: "--accent", strokePx: 2 } : call.failed ? { stroke: "--error" } : {}),
      radiusPx: 5,
    });
    pen.icon(call.kind, x + 4, y + 4, 14, lit ? "--surface" : ink);
    const count = countOf(call);
    if (count === 1) return;
    const words = formatNumber(count);
    const widthPx = words.length * 5.4 + 6;
    pen.rect(x + SQUARE_PX + 5 - widthPx, y - 6, widthPx, 12, {
      fill: "--surface",
      stroke: "--line-strong",
      radiusPx: 6,
    });
    pen.text(words, x + SQUARE_PX + 2, y + 3.5, { ink: "--text-2", sizePx: 9, align: "end" });
  };
  if (state === "before" || (marks.hits !== null && !matched)) pen.faded(FAINT, draw);
  else draw();
}

export function matchesCall(call: GraphCall, matches: ReadonlySet<number>): boolean {
  return matches.size > 0 && (matches.has(call.row) || (call.more?.some((row) => matches.has(row)) ?? false));
}

function paintCard(pen: Pen, item: CardItem, index: number, { marks, momentNs }: PaintContext): void {
  const { x, y, widthPx, heightPx, kind, name, agent, failed } = item;
  const selected = marks.selectedItem === index;
  if (item.opens !== null)
    pen.rect(x + 3, y + 3, widthPx, heightPx, { fill: "--surface", stroke: "--line-strong", radiusPx: 6 });
  if ((marks.hits?.[index] ?? 0) > 0)
    pen.rect(x - 2.5, y - 2.5, widthPx + 5, heightPx + 5, { fill: "--mark-bg", radiusPx: 8 });
  const lit = runningAt(item, marks.playNs, momentNs) > 0;
  pen.rect(x, y, widthPx, heightPx, {
    fill: lit ? kindInk(kind, true) : "--surface",
    stroke: selected ? "--accent" : lit ? kindInk(kind) : "--line-strong",
    strokePx: selected || lit ? 2 : 1,
    radiusPx: 6,
  });
  pen.rect(x + 1, y + 6, 3, heightPx - 12, { fill: kindInk(kind), radiusPx: 1 });
  pen.icon(kind, x + 10, y + 7, 14, kindInk(kind));
  const broken = failed > 0 ? `${formatNumber(failed)} failed` : "";
  if (broken !== "") pen.text(broken, x + widthPx - 8, y + 18, { ink: "--error", sizePx: 11, align: "end" });
  const roomPx = widthPx - 36 - (broken === "" ? 0 : broken.length * 6 + 4);
  pen.text(name, x + 29, y + 18, { ink: "--text", sizePx: 12, strong: true, roomPx });
  const figures = figuresOf(item, marks.playNs);
  pen.text(figures, x + widthPx - 8, y + 35, { ink: "--text-3", sizePx: 11, align: "end" });
  if (agent !== "")
    pen.text(agent, x + 10, y + 35, { ink: "--text-3", sizePx: 11, roomPx: widthPx - 24 - figures.length * 5.6 });
}

/** How often, and how long a call takes: `7 ×  340 ms`. While the run plays, how often until now. */
export function figuresOf(item: CardItem, playNs: number | null): string {
  const calls =
    playNs === null
      ? formatNumber(item.calls)
      : `${formatNumber(countUpTo(item.startsNs, playNs))}/${formatNumber(item.calls)}`;
  return item.calls === 1 && playNs === null
    ? formatDuration(item.medianNs)
    : `${calls} ×  ${formatDuration(item.medianNs)}`;
}

/** How many calls of a card run at the time of the playback. */
export function runningAt(item: CardItem, playNs: number | null, momentNs: number): number {
  if (playNs === null) return 0;
  const begun = countUpTo(item.startsNs, playNs);
  const moment = begun - countUpTo(item.startsNs, playNs - momentNs);
  return Math.max(moment, begun - countUpTo(item.endsNs, playNs));
}

function paintFrame(pen: Pen, { x, y, widthPx, heightPx, name, kind, failed }: FrameItem, withHead: boolean): void {
  pen.faded(0.5, () => pen.rect(x, y, widthPx, heightPx, { fill: "--surface", stroke: "--data", radiusPx: 8 }));
  if (!withHead) return;
  pen.icon(kind, x + 9, y + 7, 12, failed > 0 ? "--error" : kindInk(kind));
  pen.text(name, x + 26, y + 17, {
    ink: failed > 0 ? "--error" : "--text-2",
    sizePx: 12,
    strong: true,
    roomPx: widthPx - 56,
  });
}

function paintDot(pen: Pen, { x, y, widthPx, look }: DotItem): void {
  const ink: Ink = look === "junction" ? "--data-strong" : "--text-3";
  if (look === "end") pen.rect(x + 0.5, y + 0.5, widthPx - 1, widthPx - 1, { stroke: ink, radiusPx: widthPx / 2 });
  const inset = look === "end" ? 3 : 0;
  pen.rect(x + inset, y + inset, widthPx - 2 * inset, widthPx - 2 * inset, { fill: ink, radiusPx: widthPx / 2 });
}

/** Draws a wire with its arrow and its label. */
export function paintWire(pen: Pen, wire: Wire, playNs: number | null, faint: boolean): void {
  const ink: Ink = wire.critical ? "--text" : "--data-strong";
  const gone = wire.timesNs.length === 0 ? 1 : countUpTo(wire.timesNs, playNs ?? Infinity);
  const draw = (): void => {
    pen.path(wire.path, { stroke: ink, strokePx: wire.critical ? 1.75 : wire.widthPx });
    if (wire.tip !== null) pen.path(arrowAt(wire.tip), { fill: ink });
    if (wire.label === "") return;
    pen.text(wire.label, wire.labelX, wire.labelY, { ink: "--text-3", sizePx: 11 });
  };
  if (faint || gone === 0) pen.faded(FAINT, draw);
  else draw();
}

function arrowAt({ x, y, angle }: { readonly x: number; readonly y: number; readonly angle: number }): string {
  const corner = (turn: number): string =>
    `${(x - 8 * Math.cos(angle + turn)).toFixed(1)} ${(y - 8 * Math.sin(angle + turn)).toFixed(1)}`;
  return `M${x.toFixed(1)} ${y.toFixed(1)}L${corner(0.45)}L${corner(-0.45)}Z`;
}
