import type { SpanKind } from "../../../../shared/model/kind.js";
import { displayName, nameCode } from "../display-name.js";
import { failedAt, kindAt, subtreeEndOf } from "../structure.js";
import type { TraceStructure } from "../structure.js";

/** One call as a square; equal calls in a row are one square. */
export interface GraphCall {
  readonly row: number;
  /** The rows of the equal calls after it; absent for one that stands for itself. */
  readonly more?: readonly number[];
  readonly kind: SpanKind;
  /** Equal for calls of one kind, name and outcome. */
  readonly code: number;
  readonly failed: boolean;
  readonly fromNs: number;
  readonly toNs: number;
}

/** How many calls a square stands for. */
export function countOf(call: GraphCall): number {
  return 1 + (call.more?.length ?? 0);
}

/** A stretch of an agent's own work: calls one after the other, those of one step side by side in time. */
export interface Episode {
  readonly type: "episode";
  /** Row of the agent, or of the root that no agent stands over. */
  readonly row: number;
  readonly kind: SpanKind;
  readonly name: string;
  /** The agent's own span failed, whatever its calls did. */
  readonly failed: boolean;
  readonly steps: readonly (readonly GraphCall[])[];
  /** The whole invocation lies in this one box. */
  readonly whole: boolean;
  readonly fromNs: number;
  readonly toNs: number;
  /** Invocations that were folded into this box: how many agents below it are not drawn. */
  readonly foldedInside: number;
}

/** Invocations that ran beside each other. */
export interface Fork {
  readonly type: "fork";
  readonly lanes: readonly Sequence[];
  readonly fromNs: number;
  readonly toNs: number;
}

/** Equal runs of an agent, one after the other or side by side, drawn once. */
export interface Repeat {
  readonly type: "repeat";
  /** They ran at the same time: lanes of a fork. */
  readonly beside: boolean;
  readonly all: readonly Episode[];
  readonly fromNs: number;
  readonly toNs: number;
}

/** What is too much to be drawn: the middle of a sequence, or the rest of a fork. */
export interface Gap {
  readonly type: "gap";
  readonly boxes: number;
  readonly blocks: readonly Block[];
  readonly row: number;
  readonly fromNs: number;
  readonly toNs: number;
}

export type Block = Episode | Fork | Repeat | Gap;
export interface Sequence {
  readonly blocks: readonly Block[];
  readonly fromNs: number;
  readonly toNs: number;
}

interface Item {
  readonly row: number;
  readonly agent: boolean;
  readonly fromNs: number;
  readonly toNs: number;
}

export interface ReadOptions {
  /** Agents nested deeper than this are folded into the box of the agent above. */
  readonly deepest: number;
  /** Equal calls in a row become one square with a count. */
  readonly foldCalls: boolean;
  /** What the reader opened (`a` agents, `c` calls of a box) or closed (`x` agents), each with its row. */
  readonly folds: ReadonlySet<string>;
}

const NOTHING_OVERLAPS_NS = 1000;
/** Agents nested deeper than anyone reads are folded, whatever is asked: the run is read by recursion. */
const DEEPEST = 400;

/** Reads a trace as the work of its agents: what came after what, and what ran side by side. */
export function readSequence(structure: TraceStructure, options: ReadOptions): Sequence {
  const roots: Item[] = [];
  for (let row = 0; row < structure.rowCount; row = subtreeEndOf(structure, row)) {
    collectItems(structure, row, roots);
  }
  // Calls under no agent belong to a box of the root, where there is one that is not itself a call.
  const root = structure.rootCount === 1 && structure.isCall[0] === 0 ? 0 : -1;
  return sequenceOf(structure, roots, 0, root, options, 0);
}

/** The calls and agents at or right below a row, without what lies inside them. A call that runs agents counts with its start alone. */
function collectItems(structure: TraceStructure, from: number, items: Item[]): void {
  const { startNs, endNs, isCall } = structure;
  const end = subtreeEndOf(structure, from);
  for (let row = from; row < end;) {
    const fromNs = startNs[row] ?? 0;
    if (kindAt(structure, row) === "agent") {
      items.push({ row, agent: true, fromNs, toNs: endNs[row] ?? fromNs });
      row = subtreeEndOf(structure, row);
      continue;
    }
    if (isCall[row] === 1) {
      const inside: Item[] = [];
      for (let below = row + 1; below < subtreeEndOf(structure, row);) {
        if (kindAt(structure, below) === "agent") {
          inside.push({ row: below, agent: true, fromNs: startNs[below] ?? 0, toNs: endNs[below] ?? 0 });
          below = subtreeEndOf(structure, below);
        } else below++;
      }
      items.push({ row, agent: false, fromNs, toNs: inside.length > 0 ? fromNs : (endNs[row] ?? fromNs) });
      items.push(...inside);
      row = subtreeEndOf(structure, row);
      continue;
    }
    row++;
  }
}

const byStart = (a: Item, b: Item): number => a.fromNs - b.fromNs || a.row - b.row;

function sequenceOf(
  structure: TraceStructure,
  items: Item[],
  ownFromNs: number,
  ownerRow: number,
  options: ReadOptions,
  depth: number,
): Sequence {
  items.sort(byStart);
  const blocks: Block[] = [];
  let calls: Item[] = [];
  const hasAgents = items.some((item) => item.agent);
  const flush = (): void => {
    if (calls.length === 0) return;
    blocks.push(episodeOf(structure, ownerRow, calls, !hasAgents, options));
    calls = [];
  };
  for (let index = 0; index < items.length;) {
    const item = items[index];
    if (item === undefined) break;
    if (!item.agent) {
      calls.push(item);
      index++;
      continue;
    }
    flush();
    // Agents that overlap run side by side; a call of the caller in between does not part them.
    const lanes: Item[] = [item];
    let reachNs = item.toNs;
    const later: Item[] = [];
    let next = index + 1;
    for (; next < items.length; next++) {
      const candidate = items[next];
      if (candidate === undefined || candidate.fromNs > reachNs - NOTHING_OVERLAPS_NS) break;
      if (!candidate.agent) {
        later.push(candidate);
        continue;
      }
      lanes.push(candidate);
      reachNs = Math.max(reachNs, candidate.toNs);
    }
    const read = lanes.map((lane) => laneOf(structure, lane, options, depth + 1));
    const [only] = read;
    if (read.length === 1 && only !== undefined) blocks.push(...only.blocks);
    else if (read.length > 1)
      blocks.push({ type: "fork", lanes: longestFirst(read), fromNs: item.fromNs, toNs: reachNs });
    calls.push(...later);
    index = next;
  }
  flush();
  return {
    blocks,
    fromNs: blocks[0]?.fromNs ?? ownFromNs,
    toNs: blocks.reduce((end, block) => Math.max(end, block.toNs), ownFromNs),
  };
}

/** The lane that the join waits for goes straight on, the others lie below it in the order of their starts. */
function longestFirst(lanes: readonly Sequence[]): Sequence[] {
  const longest = lanes.reduce((latest, lane) => (lane.toNs > latest.toNs ? lane : latest));
  return [longest, ...lanes.filter((lane) => lane !== longest)];
}

function laneOf(structure: TraceStructure, agent: Item, options: ReadOptions, depth: number): Sequence {
  const items: Item[] = [];
  const end = subtreeEndOf(structure, agent.row);
  for (let row = agent.row + 1; row < end; row = subtreeEndOf(structure, row)) collectItems(structure, row, items);
  items.sort(byStart);
  const nested = items.filter((item) => item.agent);
  const closed = options.folds.has(`x${agent.row}`);
  const tooDeep = depth >= options.deepest && !options.folds.has(`a${agent.row}`);
  if (nested.length > 0 && (closed || tooDeep || depth >= DEEPEST)) {
    const folded = episodeOf(structure, agent.row, items, true, options);
    const foldedInside = agentsBelow(structure, agent.row);
    const one: Episode = { ...folded, fromNs: agent.fromNs, toNs: agent.toNs, foldedInside };
    return { blocks: [one], fromNs: agent.fromNs, toNs: agent.toNs };
  }
  const inner = sequenceOf(structure, items, agent.fromNs, agent.row, options, depth);
  if (inner.blocks.length === 0) {
    const bare = episodeOf(structure, agent.row, [], true, options);
    return { blocks: [{ ...bare, fromNs: agent.fromNs, toNs: agent.toNs }], fromNs: agent.fromNs, toNs: agent.toNs };
  }
  // An agent that only hands on has a box too: who called whom is what the picture is for.
  if (items.every((item) => item.agent)) {
    const firstNs = inner.blocks[0]?.fromNs ?? agent.fromNs;
    const bare: Episode = {
      ...episodeOf(structure, agent.row, [], false, options),
      fromNs: agent.fromNs,
      toNs: firstNs,
    };
    return { blocks: [bare, ...inner.blocks], fromNs: agent.fromNs, toNs: agent.toNs };
  }
  // One box that holds the whole invocation shows how long that took, not only its calls.
  const [only] = inner.blocks;
  const blocks =
    inner.blocks.length === 1 && only?.type === "episode" && only.row === agent.row
      ? [{ ...only, fromNs: agent.fromNs, toNs: agent.toNs }]
      : inner.blocks;
  return { blocks, fromNs: agent.fromNs, toNs: agent.toNs };
}

function episodeOf(
  structure: TraceStructure,
  row: number,
  items: readonly Item[],
  whole: boolean,
  options: ReadOptions,
): Episode {
  const steps: GraphCall[][] = [];
  const foldCalls = options.foldCalls && !options.folds.has(`c${items[0]?.row ?? row}`);
  let reachNs = Number.NEGATIVE_INFINITY;
  let open: OpenCall | null = null;
  for (const item of items) {
    const call = callOf(structure, item);
    const step = steps.at(-1);
    if (open !== null && foldCalls && step?.length === 1 && open.code === call.code) {
      (open.more ??= []).push(call.row);
      open.toNs = Math.max(open.toNs, call.toNs);
    } else if (step !== undefined && item.fromNs < reachNs - NOTHING_OVERLAPS_NS) step.push((open = call));
    else steps.push([(open = call)]);
    reachNs = Math.max(reachNs, item.toNs);
  }
  const above = row < 0 ? null : row;
  return {
    type: "episode",
    row,
    kind: above === null ? "other" : kindAt(structure, above),
    name: above === null ? "" : displayName(structure, above),
    failed: above !== null && failedAt(structure, above),
    steps,
    whole,
    fromNs: items[0]?.fromNs ?? (row < 0 ? 0 : (structure.startNs[row] ?? 0)),
    toNs: items.reduce((end, item) => Math.max(end, item.toNs), items[0]?.toNs ?? 0),
    foldedInside: 0,
  };
}

/** A call that the next ones may still join. */
interface OpenCall extends GraphCall {
  more?: number[];
  toNs: number;
}

function callOf(structure: TraceStructure, item: Item): OpenCall {
  const { table } = structure;
  const failed = failedAt(structure, item.row);
  return {
    row: item.row,
    kind: kindAt(structure, item.row),
    failed,
    code: (nameCode(structure, item.row) * 32 + (table.kind[item.row] ?? 0)) * 2 + (failed ? 1 : 0),
    fromNs: item.fromNs,
    toNs: item.toNs,
  };
}

/** Agents in the subtree of a row, the row itself not counted. */
function agentsBelow(structure: TraceStructure, row: number): number {
  let agents = 0;
  for (let below = row + 1; below < subtreeEndOf(structure, row); below++) {
    if (structure.owner[below] === below) agents++;
  }
  return agents;
}
