import { MAP_KINDS, type MapAnswer, type MapKind } from "../../../../shared/contract/vectors.js";
import { NO_ENTRY, type DictionaryColumn } from "../../../../shared/model/columns.js";
import { SCORE_KINDS } from "../../../../shared/model/retrieval.js";
import { formatCounted, formatNumber, formatShortDateTime, type Zone } from "../../../lib/format.js";
import type { MapColour } from "../../../state/map-route.js";

/** A colour and what it stands for. `colour` is a CSS value. */
export interface LegendEntry {
  readonly colour: string;
  readonly label: string;
  readonly count: number;
}

/** The colour of each point: `code[point]` is a place in `legend`. */
export interface PointColours {
  readonly code: Uint8Array;
  readonly legend: readonly LegendEntry[];
  /** What an amount is of, as in "similarity"; null where colours stand for names. */
  readonly scale: string | null;
}

export const KIND_COLOURS: Readonly<Record<MapKind, string>> = {
  query: "var(--kind-retriever)",
  document: "var(--data-strong)",
  answer: "var(--kind-llm)",
  text: "var(--kind-chain)",
};
/** Hues in the order in which agents or sources get them; grey is for the rest. */
const HUES = ["agent", "llm", "tool", "retriever", "memory", "guard", "rank"];
const OTHERS = "var(--data-strong)";
const NONE = "var(--data)";
/** From a quiet grey to ink: equal steps of lightness, as OKLab counts it. */
const RAMP = [0, 20, 40, 60, 80, 100].map((share) => `color-mix(in oklab, var(--text) ${share}%, var(--data))`);

/** Gives each point its colour by what the reader chose, in O(n). */
export function colourPoints(map: MapAnswer, by: MapColour, zone: Zone): PointColours {
  switch (by) {
    case "kind":
      return counted(
        map.points,
        MAP_KINDS.map((kind) => ({ colour: KIND_COLOURS[kind], label: kind })),
        (point) => map.kind[point] ?? 0,
      );
    case "agent":
      return byName(map, map.agent, "no agent");
    case "source":
      return byName(map, map.source, "no source");
    case "score":
      return byScore(map);
    case "time":
      return byAmount(map.points, (point) => map.atMs[point] ?? Number.NaN, {
        format: (ms) => formatShortDateTime(ms, zone),
        none: "no time",
        scale: "time",
      });
  }
}

function counted(
  points: number,
  entries: readonly Omit<LegendEntry, "count">[],
  codeAt: (point: number) => number,
  scale: string | null = null,
): PointColours {
  const code = new Uint8Array(points);
  const counts = entries.map(() => 0);
  for (let point = 0; point < points; point++) {
    const own = codeAt(point);
    code[point] = own;
    counts[own] = (counts[own] ?? 0) + 1;
  }
  return { code, legend: entries.map((entry, place) => ({ ...entry, count: counts[place] ?? 0 })), scale };
}

/** The names that most points have get a hue each. */
function byName(map: MapAnswer, column: DictionaryColumn, none: string): PointColours {
  const counts = new Uint32Array(column.values.length);
  for (const entry of column.index) if (entry !== NO_ENTRY) counts[entry] = (counts[entry] ?? 0) + 1;
  const named = [...counts.keys()]
    .filter((entry) => (counts[entry] ?? 0) > 0)
    .sort((one, other) => (counts[other] ?? 0) - (counts[one] ?? 0) || one - other);
  const shown = named.slice(0, named.length > HUES.length ? HUES.length - 1 : HUES.length);
  const entries = shown.map((entry, place) => ({
    colour: `var(--kind-${HUES[place] ?? "chain"})`,
    label: column.values[entry] ?? "",
  }));
  const others = shown.length;
  const places = new Uint8Array(column.values.length).fill(others);
  shown.forEach((entry, place) => (places[entry] = place));
  entries.push({ colour: OTHERS, label: formatCounted(named.length - shown.length, "other") });
  entries.push({ colour: NONE, label: none });
  return counted(map.points, entries, (point) => {
    const entry = column.index[point] ?? NO_ENTRY;
    return entry === NO_ENTRY ? others + 1 : (places[entry] ?? others);
  });
}

/** Scores of one kind only: those of the kind that most points have. */
function byScore(map: MapAnswer): PointColours {
  const kind = commonScoreKind(map, allPoints(map.points));
  if (kind === null)
    return byAmount(map.points, () => Number.NaN, { format: String, none: "no score", scale: "score" });
  const others = map.scoreKind.some((code, point) => code !== kind && !Number.isNaN(map.score[point] ?? Number.NaN));
  return byAmount(
    map.points,
    (point) => (map.scoreKind[point] === kind ? (map.score[point] ?? Number.NaN) : Number.NaN),
    {
      format: formatScore,
      none: others ? "no score of this kind" : "no score",
      scale: scoreName(kind),
    },
  );
}

/** The kind of score that most of some points have; null where none has a score. */
export function commonScoreKind(map: MapAnswer, points: Iterable<number>): number | null {
  const counts = SCORE_KINDS.map(() => 0);
  for (const point of points) {
    const kind = map.scoreKind[point] ?? 0;
    if (!Number.isNaN(map.score[point] ?? Number.NaN)) counts[kind] = (counts[kind] ?? 0) + 1;
  }
  const most = Math.max(...counts);
  return most === 0 ? null : counts.indexOf(most);
}

export function scoreName(kind: number): string {
  const name = SCORE_KINDS[kind] ?? "unknown";
  return name === "unknown" ? "score" : name;
}

/** A score with the digits that tell it from others. */
export function formatScore(score: number): string {
  return Math.abs(score) >= 100 ? formatNumber(Math.round(score)) : score.toFixed(2);
}

function* allPoints(count: number): Iterable<number> {
  for (let point = 0; point < count; point++) yield point;
}

interface AmountWords {
  readonly format: (amount: number) => string;
  readonly none: string;
  readonly scale: string;
}

/** Steps of equal width from the least to the most. */
function byAmount(points: number, amountAt: (point: number) => number, words: AmountWords): PointColours {
  let [least, most] = [Infinity, -Infinity];
  for (let point = 0; point < points; point++) {
    const amount = amountAt(point);
    if (amount < least) least = amount;
    if (amount > most) most = amount;
  }
  const none = { colour: "var(--line-strong)", label: words.none };
  if (least > most) return counted(points, [none], () => 0, words.scale);
  const steps = least === most ? 1 : RAMP.length;
  const width = (most - least) / steps;
  const entries = RAMP.slice(RAMP.length - steps).map((colour, step) => ({
    colour,
    label: words.format(least + step * width),
  }));
  return counted(
    points,
    [...entries, none],
    (point) => {
      const amount = amountAt(point);
      return Number.isNaN(amount) ? steps : Math.min(steps - 1, Math.floor((amount - least) / (width || 1)));
    },
    words.scale,
  );
}
