import { formatCounted, formatDuration, formatNumber } from "../../../lib/format.js";
import { kindLabel } from "../../../lib/kinds.js";
import { displayName } from "../display-name.js";
import type { TraceStructure } from "../structure.js";
import { firstRowOf } from "./cut.js";
import { countOf } from "./episodes.js";
import type { Gap, GraphCall } from "./episodes.js";
import { callsFold, episodeOfBox, failedRuns, SQUARE_PX } from "./geometry.js";
import { figuresOf } from "./paint.js";
import type { BoxItem, CardItem, Item } from "./picture.js";

/** A place that the keyboard can be on, and that can be hit: a call, an agent, a fold. */
export interface Spot {
  readonly id: string;
  readonly item: number;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  /** What is selected there; -1 where there is nothing but a fold. */
  readonly row: number;
  /** What is opened there; null where nothing is folded. */
  readonly opens: string | null;
  /** A click opens it; else it selects the row, and what is folded there has a button of its own. */
  readonly folded: boolean;
  readonly label: string;
}

/** What a call is called where only its square is seen. */
export function labelOfCall(structure: TraceStructure, call: GraphCall): string {
  const count = countOf(call);
  const times = count > 1 ? `, ${formatNumber(count)} in a row, opens` : "";
  const took = count > 1 ? "" : `, ${formatDuration(call.toNs - call.fromNs)}`;
  return `${displayName(structure, call.row)}, ${kindLabel(call.kind)}${call.failed ? ", failed" : ""}${took}${times}`;
}

/** What a folded box opens with, and null for one that shows all. */
export function foldOfBox({ block }: BoxItem): string | null {
  if (block.type === "gap") return `g${block.row}`;
  if (block.type === "repeat") return `${block.beside ? "s" : "r"}${firstRowOf(block)}`;
  return block.foldedInside > 0 ? `a${block.row}` : null;
}

/** What a box is called: first what is read in its head, then what is folded in it. */
export function labelOfBox({ block, durationText }: BoxItem): string {
  if (block.type === "gap") return `${formatNumber(block.boxes)} folded: ${namesInGap(block)}`;
  const one = block.type === "repeat" ? block.all[0] : block;
  const name = one === undefined || one.name === "" ? "run" : one.name;
  const failed = failedRuns(block);
  const outcome = failed === 0 ? "" : block.type === "repeat" ? `, ${formatNumber(failed)} failed` : ", failed";
  const kind = `${kindLabel(one?.kind ?? "other")}${outcome}`;
  if (block.type === "repeat")
    return `${name} ${formatNumber(block.all.length)} × ${durationText}, ${kind}, ${block.beside ? "side by side" : "in a row"}, opens`;
  const inside = block.foldedInside > 0 ? `, ${formatCounted(block.foldedInside, "agent")} folded inside` : "";
  return `${name}${block.whole ? ` ${durationText}` : ""}, ${kind}${inside}`;
}

/** What a gap holds, the most frequent names first. */
export function namesInGap({ blocks }: Gap): string {
  const names = new Map<string, number>();
  for (const block of blocks) {
    const one = block.type === "repeat" ? block.all[0] : block.type === "episode" ? block : undefined;
    if (one !== undefined) names.set(one.name, (names.get(one.name) ?? 0) + 1);
  }
  const most = [...names].sort((a, b) => b[1] - a[1]).slice(0, 3);
  const words = most.map(([name, count]) => `${name === "" ? "run" : name} ${formatNumber(count)} ×`);
  return `${words.join(", ")}${names.size > 3 ? " and others" : ""}`;
}

/** What a card is called: first what is read on it, then what is folded in it. */
export function labelOfCard(item: CardItem, figures: string): string {
  const { name, kind, agent, failed, opens, inside } = item;
  const read = [name, failed > 0 ? `${formatNumber(failed)} failed` : "", agent, figures];
  const words = read.filter((part) => part !== "").join(" ");
  return `${words}, ${kindLabel(kind)}${opens === null ? "" : `, opens: ${inside}`}`;
}

/** All spots of an item, from its head to its last call. */
export function spotsOf(structure: TraceStructure, item: Item, index: number): Spot[] {
  const whole = {
    item: index,
    left: item.x,
    top: item.y,
    right: item.x + item.widthPx,
    bottom: item.y + item.heightPx,
  };
  if (item.type === "dot") return [];
  if (item.type === "frame") {
    const label = `${item.name}, frame, closes`;
    return [{ ...whole, bottom: item.y + 24, id: item.id, row: item.row, opens: item.closes, folded: false, label }];
  }
  if (item.type === "card") {
    const row = item.rows[0] ?? -1;
    return [
      {
        ...whole,
        id: item.id,
        row,
        opens: item.opens,
        folded: item.opens !== null,
        label: labelOfCard(item, figuresOf(item, null)),
      },
    ];
  }
  const one = episodeOfBox(item.block);
  const opens = foldOfBox(item);
  if (one === null) return [{ ...whole, id: item.id, row: -1, opens, folded: true, label: labelOfBox(item) }];
  const spots: Spot[] = [
    {
      ...whole,
      bottom: item.y + 28,
      id: `${item.id}/head`,
      row: one.row,
      opens,
      folded: item.block.type === "repeat",
      label: labelOfBox(item),
    },
  ];
  const square = (x: number, y: number) => ({
    left: item.x + x,
    top: item.y + y,
    right: item.x + x + SQUARE_PX,
    bottom: item.y + y + SQUARE_PX,
  });
  for (const { call, x, y } of item.geometry.cells) {
    const folded = countOf(call) > 1 ? callsFold(one) : null;
    spots.push({
      item: index,
      ...square(x, y),
      id: `${item.id}/${call.row}`,
      row: call.row,
      opens: folded,
      folded: folded !== null,
      label: labelOfCall(structure, call),
    });
  }
  item.geometry.more.forEach(({ x, y, calls, rest }, at) => {
    if (rest) return;
    const label = `${formatCounted(calls, "more call")}, opens`;
    spots.push({
      item: index,
      ...square(x, y),
      id: `${item.id}/more-${at}`,
      row: -1,
      opens: callsFold(one),
      folded: true,
      label,
    });
  });
  return spots;
}

export type Direction = "left" | "right" | "up" | "down";

/**
 * The nearest spot in a direction: what lies straight that way before what lies aside. Null where nothing does. O(spots).
 */
export function nextSpot(spots: readonly Spot[], from: Spot, direction: Direction): Spot | null {
  const sideways = direction === "left" || direction === "right";
  const sign = direction === "right" || direction === "down" ? 1 : -1;
  const x = (from.left + from.right) / 2;
  const y = (from.top + from.bottom) / 2;
  let best: Spot | null = null;
  let nearest = Infinity;
  for (const spot of spots) {
    if (spot.id === from.id) continue;
    const dx = (spot.left + spot.right) / 2 - x;
    const dy = (spot.top + spot.bottom) / 2 - y;
    const ahead = (sideways ? dx : dy) * sign;
    const aside = Math.abs(sideways ? dy : dx);
    if (ahead < 2 || aside > ahead * 4 + 60) continue;
    const distance = ahead + 3 * aside;
    if (distance < nearest) {
      nearest = distance;
      best = spot;
    }
  }
  return best;
}

/** The call of a card that a click selects: the first, or the one after the selected one, going round at the end. */
export function nextRowOf({ rows }: CardItem, selectedRow: number | null): number {
  const at = selectedRow === null ? -1 : rows.indexOf(selectedRow);
  return rows[(at + 1) % rows.length] ?? -1;
}
