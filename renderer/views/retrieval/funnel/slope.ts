import type { RetrievalFunnel } from "../../../../shared/contract/retrieval.js";
import { fateOf, lastRanked, type Fate } from "../../../results/documents/document-model.js";

export interface SlopeColumn {
  /** Place in `stages`. */
  readonly stage: number;
  readonly xPx: number;
  /** Room for its heading. */
  readonly widthPx: number;
}

export interface SlopePoint {
  readonly xPx: number;
  readonly yPx: number;
}

/** The way of one document through the stages. */
export interface SlopeLine {
  /** Place in `documents`. */
  readonly document: number;
  readonly title: string;
  readonly fate: Fate;
  /** Where it has a rank, in order, and where it was kept and cited. */
  readonly points: readonly SlopePoint[];
  /** Through the points. */
  readonly path: string;
  /** To its place among those that were left out before the last order; "" where it is in that. */
  readonly leftOutPath: string;
  /** Its end, where its title stands. */
  readonly end: SlopePoint;
  readonly leftOut: boolean;
  /** What it is, for those who hear it. */
  readonly said: string;
}

export interface Slope {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly columns: readonly SlopeColumn[];
  /** The ranks at the left, from 0. */
  readonly ranks: readonly { readonly rank: number; readonly yPx: number }[];
  readonly lines: readonly SlopeLine[];
  /** The border between the last order and those that were left out before; null where none was. */
  readonly cutPx: number | null;
  /** Where titles begin and how long they may be. */
  readonly titleXPx: number;
  readonly titleWidthPx: number;
  /** Documents that are not drawn, and how many of them were kept. */
  readonly folded: number;
}

export interface SlopeOptions {
  readonly widthPx: number;
  /** Draws all documents. */
  readonly all: boolean;
  /** A document that is drawn in any case, by its place. */
  readonly selected: number | null;
}

/** More are folded: lines could not be told from each other. */
export const MOST_LINES = 30;
export const ROW_PX = 18;
const TOP_PX = 16;
const LEFT_PX = 36;
/** The least room for a title, and the most that is given to one. */
const TITLE_PX = { least: 96, most: 240 } as const;
/** Between kept and cited, and behind it. */
const TAIL_PX = { least: 58, most: 92 } as const;
const STEP_PX = { least: 60, most: 170 } as const;

/**
 * Lays out the slope chart of a retrieval's documents: a column a stage, a row a rank. Documents that the last order leaves out
 * end below it, apart. Kept and cited ones go on at the height of their title.
 */
export function slopeOf(funnel: RetrievalFunnel, { widthPx, all, selected }: SlopeOptions): Slope {
  const { stages, documents } = funnel;
  const last = lastRanked(stages);
  const columns = columnsOf(stages.length, last, widthPx);
  const drawn = drawnOf(funnel, all, selected);
  const order = [...drawn].sort(
    (one, other) => placeIn(funnel, one, last) - placeIn(funnel, other, last) || one - other,
  );
  const inLast = order.filter((index) => documents[index]?.ranks[last] != null);
  const rows = rowsOf(funnel, drawn, last);
  const yOfRank = (rank: number) => TOP_PX + (rows.get(rank) ?? rows.size) * ROW_PX;
  const lastRow = Math.max(-1, ...inLast.map((index) => rows.get(documents[index]?.ranks[last] ?? 0) ?? 0));
  const leftOut = order.filter((index) => documents[index]?.ranks[last] == null);
  const firstOut = lastRow + (inLast.length === 0 ? 1 : 1.5);
  const xOf = (stage: number) => columns[stage]?.xPx ?? 0;

  const lines = order.map((index): SlopeLine => {
    const document = documents[index];
    const ranks = document?.ranks ?? [];
    const ranked: SlopePoint[] = [];
    for (let stage = 0; stage <= last; stage += 1) {
      const rank = ranks[stage];
      if (rank != null) ranked.push({ xPx: xOf(stage), yPx: yOfRank(rank) });
    }
    const out = leftOut.indexOf(index);
    const end = out < 0 ? ranked.at(-1) : { xPx: xOf(last), yPx: TOP_PX + (firstOut + out) * ROW_PX };
    const at = end ?? { xPx: xOf(last), yPx: TOP_PX };
    const fate = document === undefined ? "unknown" : fateOf(document);
    const tail: SlopePoint[] = [];
    for (const [stage, { type }] of stages.entries()) {
      const there = type === "kept" ? fate === "kept" || fate === "cited" : type === "cited" && fate === "cited";
      if (there) tail.push({ xPx: xOf(stage), yPx: at.yPx });
    }
    const from = ranked.at(-1);
    return {
      document: index,
      title: document?.title ?? "",
      fate,
      points: [...ranked, ...tail],
      path: pathOf(out < 0 ? [...ranked, ...tail] : ranked) + (out >= 0 ? pathOf([at, ...tail]) : ""),
      leftOutPath: out >= 0 && from !== undefined && from !== at ? pathOf([from, at]) : "",
      end: at,
      leftOut: out >= 0,
      said: saidOf(funnel, index, fate),
    };
  });
  const rowCount = Math.max(rows.size, Math.ceil(firstOut + leftOut.length));
  const title = columns[last]?.xPx ?? LEFT_PX;
  return {
    widthPx,
    heightPx: TOP_PX + rowCount * ROW_PX,
    columns,
    ranks: [...rows].map(([rank, row]) => ({ rank, yPx: TOP_PX + row * ROW_PX })),
    lines,
    cutPx: leftOut.length > 0 && inLast.length > 0 ? TOP_PX + (lastRow + 0.75) * ROW_PX : null,
    titleXPx: title + 10,
    titleWidthPx: Math.max(40, (columns[last + 1]?.xPx ?? widthPx) - title - 26),
    folded: documents.length - drawn.length,
  };
}

/** Ordered stages at even steps, room for titles, then kept and cited. */
function columnsOf(count: number, last: number, widthPx: number): SlopeColumn[] {
  const tails = count - last - 1;
  const tail = Math.max(TAIL_PX.least, Math.min(TAIL_PX.most, widthPx * 0.13));
  const free = widthPx - LEFT_PX - tails * tail;
  const step =
    last === 0
      ? 0
      : Math.max(STEP_PX.least, Math.min(STEP_PX.most, (free - TITLE_PX.most) / last, (free - TITLE_PX.least) / last));
  const title = Math.max(TITLE_PX.least, free - last * step);
  const xs = Array.from({ length: count }, (_, stage) =>
    stage <= last ? LEFT_PX + stage * step : LEFT_PX + last * step + title + (stage - last - 1) * tail,
  );
  return xs.map((xPx, stage) => ({ stage, xPx, widthPx: (xs[stage + 1] ?? xPx + tail) - xPx - 8 }));
}

/** Where few enough all, else those that were kept, the selected one, and the best of the rest. */
function drawnOf(funnel: RetrievalFunnel, all: boolean, selected: number | null): number[] {
  const indexes = funnel.documents.map((_, index) => index);
  if (all || indexes.length <= MOST_LINES) return indexes;
  const must = new Set(indexes.filter((index) => funnel.documents[index]?.kept === true || index === selected));
  const chosen = new Set([...must].slice(0, MOST_LINES));
  for (const index of indexes) {
    if (chosen.size >= MOST_LINES) break;
    chosen.add(index);
  }
  return indexes.filter((index) => chosen.has(index));
}

/** The row of each rank that is drawn. With gaps closed, where some documents are folded. */
function rowsOf({ documents }: RetrievalFunnel, drawn: readonly number[], last: number): Map<number, number> {
  const ranks = new Set<number>();
  for (const index of drawn) {
    for (const rank of documents[index]?.ranks.slice(0, last + 1) ?? []) if (rank !== null) ranks.add(rank);
  }
  return new Map([...ranks].sort((one, other) => one - other).map((rank, row) => [rank, row]));
}

/** Left out ones come in the order of the stage that still had them, the later stage first. */
function placeIn({ documents }: RetrievalFunnel, index: number, last: number): number {
  const ranks = documents[index]?.ranks ?? [];
  for (let stage = last; stage >= 0; stage -= 1) {
    const rank = ranks[stage];
    if (rank != null) return (last - stage) * 1e6 + rank;
  }
  return Number.MAX_SAFE_INTEGER;
}

function pathOf(points: readonly SlopePoint[]): string {
  return points
    .map(({ xPx, yPx }, at) => {
      const before = points[at - 1];
      if (before === undefined) return `M${round(xPx)} ${round(yPx)}`;
      if (before.yPx === yPx) return `H${round(xPx)}`;
      const middle = round((before.xPx + xPx) / 2);
      return `C${middle} ${round(before.yPx)} ${middle} ${round(yPx)} ${round(xPx)} ${round(yPx)}`;
    })
    .join("");
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

const FATE_WORDS: Readonly<Record<Fate, string>> = {
  cited: "kept and cited",
  kept: "kept",
  dropped: "dropped",
  unknown: "not known whether it was kept",
};

function saidOf({ documents, stages }: RetrievalFunnel, index: number, fate: Fate): string {
  const document = documents[index];
  const last = lastRanked(stages);
  const ranks = stages
    .slice(0, last + 1)
    .map(({ label }, stage) => [label, document?.ranks[stage]] as const)
    .map(([label, rank]) => (rank == null ? `not in ${label}` : `${label} ${rank + 1}`));
  return [document?.title ?? "", ...ranks, FATE_WORDS[fate]].join(", ");
}
