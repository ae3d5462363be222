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
  /** When the trace in the middle began, by time; null where none begins before it. */
  readonly middleMs: number | null;
}

/** Pairs that the workspace offers: the earlier and the later half of its traces, its two largest sources, its two most used models. */
export function offeredPairs({ sources, models, middleMs }: Known): SidePair[] {
  const pairs: SidePair[] = [];
  if (middleMs !== null) {
    pairs.push({
      id: "time",
      label: "Earlier half and later half",
      left: `start<${timeText(middleMs)}`,
      right: `start>=${timeText(middleMs)}`,
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

/** Where the two traces in the middle part, whole ms; null where they begin at once, or have no time. */
export function borderOf(beforeMs: number, afterMs: number): number | null {
  const border = Math.floor(afterMs);
  return border > beforeMs ? border : null;
}

const LONGEST = 30;
const END = 12;

/** A name as a button can hold it: how it begins and ends, as long names of files differ there. */
function shortName(name: string): string {
  const file = name.split("/").at(-1) ?? name;
  return file.length <= LONGEST ? file : `${file.slice(0, LONGEST - END - 1)}…${file.slice(-END)}`;
}

function timeText(ms: number): string {
  return new Date(ms).toISOString().replace(".000Z", "Z");
}

/** The search of one side among what the whole page is searched for. */
export function within(query: string, side: string): string {
  return query.trim() === "" ? side : `(${query.trim()}) ${side}`;
}
