import type { SpanKind } from "../../../../shared/model/kind.js";
import { displayName } from "../display-name.js";
import { failedAt } from "../structure.js";
import type { TraceStructure } from "../structure.js";
import type { Episode, GraphCall, Sequence } from "./episodes.js";

/** All calls of one kind and name by one agent; or, without calls, an agent that only hands on. */
export interface FlowNode {
  readonly key: string;
  readonly kind: SpanKind;
  readonly name: string;
  /** Index of its agent in `agents`. */
  readonly agent: number;
  /** Rows of its calls, in order of start; of an agent without calls, its own rows. */
  readonly rows: number[];
  failed: number;
}

export interface FlowAgent {
  readonly name: string;
  readonly kind: SpanKind;
  /** The first row of it, or -1 for the run itself. */
  readonly row: number;
  /** Rows of its runs, ascending. */
  readonly rows: Set<number>;
  /** Those of them that failed themselves, whatever their calls did. */
  readonly failedRows: Set<number>;
}

/** That one call came right after another, however often. */
export interface FlowEdge {
  readonly from: number;
  readonly to: number;
  /** When the later one began, ns, each time. */
  readonly timesNs: number[];
}

/** A run with its repeats collapsed: what came after what, how often. Nodes and edges in the order of their first sight. */
export interface Flow {
  readonly agents: readonly FlowAgent[];
  readonly nodes: readonly FlowNode[];
  readonly edges: readonly FlowEdge[];
  /** Nodes that the run began and ended with. */
  readonly first: ReadonlySet<number>;
  readonly last: ReadonlySet<number>;
}

/** Collapses a run, read with nothing folded, in O(calls). */
export function collapse(structure: TraceStructure, sequence: Sequence): Flow {
  const agents: FlowAgent[] = [];
  const agentOf = new Map<string, number>();
  const nodes: FlowNode[] = [];
  const nodeOf = new Map<string, number>();
  const edges: FlowEdge[] = [];
  const edgeOf = new Map<number, FlowEdge>();
  const first = new Set<number>();

  const agent = ({ name, kind, row }: Episode): number => {
    const key = `${kind} ${name}`;
    let index = agentOf.get(key);
    if (index === undefined) {
      index = agents.length;
      agentOf.set(key, index);
      agents.push({ name, kind, row, rows: new Set(), failedRows: new Set() });
    }
    if (row >= 0) agents[index]?.rows.add(row);
    if (row >= 0 && failedAt(structure, row)) agents[index]?.failedRows.add(row);
    return index;
  };
  const node = (key: string, make: () => Omit<FlowNode, "key" | "rows" | "failed">): number => {
    let index = nodeOf.get(key);
    if (index === undefined) {
      index = nodes.length;
      nodeOf.set(key, index);
      nodes.push({ key, ...make(), rows: [], failed: 0 });
    }
    return index;
  };
  const follow = (before: ReadonlySet<number> | null, to: number, atNs: number): void => {
    if (before === null) {
      first.add(to);
      return;
    }
    for (const from of before) {
      const id = from * 0x1000000 + to;
      let edge = edgeOf.get(id);
      if (edge === undefined) {
        edge = { from, to, timesNs: [] };
        edgeOf.set(id, edge);
        edges.push(edge);
      }
      edge.timesNs.push(atNs);
    }
  };
  const add = (owner: number, call: GraphCall, row: number): number => {
    // The last bit of a code is the outcome: failed calls are not another node.
    const index = node(`${owner} ${call.code >> 1}`, () => ({
      kind: call.kind,
      name: displayName(structure, row),
      agent: owner,
    }));
    const one = nodes[index];
    one?.rows.push(row);
    if (one !== undefined && failedAt(structure, row)) one.failed += 1;
    return index;
  };

  const walkEpisode = (episode: Episode, before: ReadonlySet<number> | null): ReadonlySet<number> => {
    const owner = agent(episode);
    if (episode.steps.length === 0) {
      const index = node(`${owner} alone`, () => ({ kind: episode.kind, name: episode.name, agent: owner }));
      const alone = nodes[index];
      alone?.rows.push(Math.max(episode.row, 0));
      if (alone !== undefined && episode.failed) alone.failed += 1;
      follow(before, index, episode.fromNs);
      return new Set([index]);
    }
    let latest = before;
    for (const step of episode.steps) {
      const now = new Set<number>();
      for (const call of step) {
        const index = add(owner, call, call.row);
        follow(latest, index, call.fromNs);
        now.add(index);
      }
      latest = now;
    }
    return latest ?? new Set();
  };
  const walk = (inner: Sequence, start: ReadonlySet<number> | null): ReadonlySet<number> | null => {
    let before = start;
    for (const block of inner.blocks) {
      if (block.type === "episode") before = walkEpisode(block, before);
      if (block.type !== "fork") continue;
      const ends = new Set<number>();
      for (const lane of block.lanes) for (const end of walk(lane, before) ?? []) ends.add(end);
      before = ends;
    }
    return before;
  };
  const last = walk(sequence, null) ?? new Set<number>();
  return { agents, nodes, edges, first, last };
}
