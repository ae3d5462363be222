import { quoteValue } from "../../../../shared/query/format.js";

/** Two searches of traces to be compared, and what they are called together. */
export interface SidePair {
  readonly id: string;
  readonly label: string;
  readonly left: string;
  readonly right: string;
}

interface Known {
  /** Names by how many traces have them, most first. */
  readonly sources: readonly string[];
  readonly models: readonly string[];
  /** How many traces began in each step of time. */
  readonly histogram: { readonly startMs: number | null; readonly stepMs: number; readonly counts: readonly number[] };
}

/** Pairs that the workspace offers: the halves of its time, its two largest sources, its two most used models. */
export function offeredPairs({ sources, models, histogram }: Known): SidePair[] {
  const pairs: SidePair[] = [];
  const middle = middleOf(histogram);
  if (middle !== null) {
    pairs.push({
      id: "time",
      label: "First half and second half of the time",
      left: `start<${timeText(middle)}`,
      right: `start>=${timeText(middle)}`,
    });
  }
  const two = (id: string, field: string, [left, right]: readonly string[]): void => {
    if (left === undefined || right === undefined) return;
    pairs.push({
      id,
      label: `${shortName(left)} and ${shortName(right)}`,
      left: `${field}:${quoteValue(left)}`,
      right: `${field}:${quoteValue(right)}`,
    });
  };
  two("source", "source", sources);
  two("model", "model", models);
  return pairs;
}

const LONGEST = 30;
const END = 12;

/** A name as a button can hold it: how it begins and ends, as long names of files differ there. */
function shortName(name: string): string {
  const file = name.split("/").at(-1) ?? name;
  return file.length <= LONGEST ? file : `${file.slice(0, LONGEST - END - 1)}…${file.slice(-END)}`;
}

/** The border of steps that parts the traces most evenly; null where all are in one step. */
function middleOf({ startMs, stepMs, counts }: Known["histogram"]): number | null {
  if (startMs === null) return null;
  const total = counts.reduce((sum, count) => sum + count, 0);
  let before = 0;
  let best: { readonly place: number; readonly off: number } | null = null;
  for (const [place, count] of counts.entries()) {
    before += count;
    if (before === 0 || before === total) continue;
    const off = Math.abs(before * 2 - total);
    if (best === null || off < best.off) best = { place: place + 1, off };
  }
  return best === null ? null : startMs + best.place * stepMs;
}

function timeText(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}

/** The search of one side among what the whole page is searched for. */
export function within(query: string, side: string): string {
  return query.trim() === "" ? side : `(${query.trim()}) ${side}`;
}
