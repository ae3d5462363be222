import type { SpanKind } from "../../../../shared/model/kind.js";

/** What one card of the aggregated graph stands for: the calls of one name, or several such, put together. */
export interface Unit {
  readonly kind: SpanKind;
  readonly name: string;
  /** Index of its agent; -1 where it stands for several. */
  readonly agent: number;
  readonly rows: readonly number[];
  readonly failed: number;
  /** What opens it, and what is in it, in words; null where nothing is folded. */
  readonly fold: { readonly opens: string; readonly inside: string } | null;
}

export interface UnitEdge {
  readonly from: number;
  readonly to: number;
  readonly timesNs: readonly number[];
}

/** The aggregated graph while it is folded: edges name units by index. */
export interface UnitGraph {
  readonly units: readonly Unit[];
  readonly edges: readonly UnitEdge[];
  readonly first: ReadonlySet<number>;
  readonly last: ReadonlySet<number>;
}

/**
 * Puts units together: `leader[i]` is the index of the unit that `i` goes into, itself where it stays. Edges inside what was
 * put together go; those that become equal become one.
 */
export function merge(
  graph: UnitGraph,
  leader: readonly number[],
  make: (members: readonly Unit[]) => Unit,
): UnitGraph {
  const members = new Map<number, number[]>();
  leader.forEach((to, unit) => {
    const known = members.get(to);
    if (known === undefined) members.set(to, [unit]);
    else known.push(unit);
  });
  const indexOf = new Map<number, number>();
  const units = [...members].map(([to, all], index) => {
    indexOf.set(to, index);
    const found = all.map((unit) => graph.units[unit]).filter((unit) => unit !== undefined);
    const [only] = found;
    return found.length === 1 && only !== undefined ? only : make(found);
  });
  const at = (unit: number): number => indexOf.get(leader[unit] ?? -1) ?? -1;
  const edges = new Map<string, { from: number; to: number; timesNs: number[] }>();
  for (const edge of graph.edges) {
    const from = at(edge.from);
    const to = at(edge.to);
    if (from === to && (edge.from !== edge.to || (members.get(leader[edge.from] ?? -1)?.length ?? 0) > 1)) continue;
    const known = edges.get(`${from}>${to}`);
    if (known === undefined) edges.set(`${from}>${to}`, { from, to, timesNs: [...edge.timesNs] });
    else for (const time of edge.timesNs) known.timesNs.push(time);
  }
  const moved = (some: ReadonlySet<number>): Set<number> => new Set([...some].map(at));
  return { units, edges: [...edges.values()], first: moved(graph.first), last: moved(graph.last) };
}

/** The part of a graph whose units are kept. */
export function pick(graph: UnitGraph, keep: (unit: number) => boolean): UnitGraph {
  const indexOf = new Map<number, number>();
  const units = graph.units.filter((_, index) => {
    if (!keep(index)) return false;
    indexOf.set(index, indexOf.size);
    return true;
  });
  const edges = graph.edges.flatMap(({ from, to, timesNs }) => {
    const source = indexOf.get(from);
    const target = indexOf.get(to);
    return source === undefined || target === undefined ? [] : [{ from: source, to: target, timesNs }];
  });
  const moved = (some: ReadonlySet<number>): Set<number> =>
    new Set([...some].map((unit) => indexOf.get(unit) ?? -1).filter((unit) => unit >= 0));
  return { units, edges, first: moved(graph.first), last: moved(graph.last) };
}
