import { dictionaryAt } from "../../../../shared/model/columns.js";
import type { KindFamily, SpanKind } from "../../../../shared/model/kind.js";
import { familyAt, kindAt } from "../structure.js";
import type { TraceStructure } from "../structure.js";
import type { CostPath } from "./cost-path.js";
import type { CriticalPath } from "./critical-path.js";

/** A part of what a path is made of. */
export interface PathShare {
  readonly label: string;
  readonly family: KindFamily;
  /** 0 to 1. */
  readonly share: number;
  /** Time in which nothing of the run worked: drawn as waiting is. */
  readonly waiting?: boolean;
}

const LABELS: Readonly<Record<KindFamily, string>> = {
  agent: "own",
  llm: "model",
  tool: "tools",
  retriever: "retrieval",
  rank: "ranking",
  memory: "memory",
  guard: "checks",
  chain: "own",
};
/** What only holds others together: while such a row has nothing under way, the run waits. */
const CONTAINERS: ReadonlySet<SpanKind> = new Set(["workflow", "turn", "handoff", "message"]);

/**
 * Where the time of the path went, biggest share first. *Own* is what agents and steps did between their calls; *waiting*
 * is time between roots, in messages on their way, and in workflows while nothing inside them ran.
 */
export function timeShares(structure: TraceStructure, path: CriticalPath): PathShare[] {
  const wholeNs = structure.lastNs - structure.firstNs;
  if (wholeNs <= 0) return [];
  const sums = new Map<KindFamily, number>();
  let waitingNs = wholeNs;
  for (let index = 0; index < path.row.length; index++) {
    const row = path.row[index] ?? 0;
    const lengthNs = lengthOf(path, index);
    if (waits(structure, row)) continue;
    const family = familyAt(structure, row);
    const key = family === "agent" ? "chain" : family;
    sums.set(key, (sums.get(key) ?? 0) + lengthNs);
    waitingNs -= lengthNs;
  }
  const shares: PathShare[] = [...sums].map(([family, sum]) => ({
    family,
    label: LABELS[family],
    share: sum / wholeNs,
  }));
  if (waitingNs > wholeNs * 1e-9) {
    shares.push({ family: "chain", label: "waiting", share: waitingNs / wholeNs, waiting: true });
  }
  return shares.sort((a, b) => b.share - a.share);
}

function lengthOf(path: CriticalPath, index: number): number {
  return (path.toNs[index] ?? 0) - (path.fromNs[index] ?? 0);
}

function waits(structure: TraceStructure, row: number): boolean {
  return (
    CONTAINERS.has(kindAt(structure, row)) && ((structure.childCount[row] ?? 0) > 0 || structure.isCall[row] === 1)
  );
}

const HUES = ["llm", "retriever", "memory", "tool", "guard", "rank"] as const;

/** What the cost path was spent on: by model, and by kind where no model is named. */
export function costShares(structure: TraceStructure, cost: CostPath): PathShare[] {
  if (cost.pathUsd <= 0) return [];
  const sums = new Map<string, number>();
  for (const row of cost.path.row) {
    const label = dictionaryAt(structure.table.model, row) ?? LABELS[familyAt(structure, row)];
    sums.set(label, (sums.get(label) ?? 0) + (structure.table.costUsd[row] ?? 0));
  }
  return [...sums]
    .sort((a, b) => b[1] - a[1])
    .map(([label, sum], place) => ({ label, share: sum / cost.pathUsd, family: HUES[place] ?? "chain" }));
}
