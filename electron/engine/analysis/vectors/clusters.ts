import { planeNeighbours } from "./plane-neighbours.js";

type Floats = Float32Array<ArrayBuffer>;

export interface ClusterOptions {
  /** Fewest points of a cluster. */
  readonly size: number;
}

/** Neighbours by which points hang together, and the one whose distance says how dense it is around a point. */
const NEIGHBOURS = 16;
const CORE = 8;
/** More than there are edges; a float's 31 bits and these make 53. */
const PLACES = 2 ** 22;

/** Fewest points of a cluster, where nobody says: a group that is seen among so many. */
export function usualClusterSize(points: number): number {
  return Math.max(4, Math.round(Math.sqrt(points) / 2));
}

/**
 * Dense groups of points in the plane, -1 for points of none: HDBSCAN (Campello, Moulavi and Sander, PAKDD 2013; McInnes and Healy,
 * 2017) over the graph of 16 nearest neighbours instead of all pairs. Points hang together at the distance max(d, core, core), core
 * being that of the 8th neighbour; a group lives from the density at which it splits off until it splits or falls apart; of a group
 * and those inside of it, those are kept whose points live longer in sum. Clusters are numbered by size, largest first.
 */
export function findClusters(x: Floats, y: Floats, options: ClusterOptions): Int32Array<ArrayBuffer> {
  const rows = x.length;
  const clusters = new Int32Array(rows).fill(-1);
  if (rows < Math.max(3, 2 * options.size)) return clusters;
  const condensed = condense(linkage(x, y), rows, options.size);
  const chosen = choose(condensed);
  const sizes = new Map<number, number>();
  const found = condensed.leftFrom.map((cluster) => chosen[cluster] ?? -1);
  for (const cluster of found) if (cluster >= 0) sizes.set(cluster, (sizes.get(cluster) ?? 0) + 1);
  const order = [...sizes].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([cluster]) => cluster);
  const numbers = new Map(order.map((cluster, number) => [cluster, number]));
  return clusters.map((_, row) => numbers.get(found[row] ?? -1) ?? -1);
}

/** Joins, from the nearest on: node `rows + i` joins `left[i]` and `right[i]` at `distance[i]`. */
interface Linkage {
  readonly left: Int32Array;
  readonly right: Int32Array;
  readonly distance: Float64Array;
  readonly size: Int32Array;
}

function linkage(x: Floats, y: Floats): Linkage {
  const rows = x.length;
  const { count, places, distances } = planeNeighbours(x, y, NEIGHBOURS);
  const core = (row: number): number => distances[row * count + Math.min(CORE, count) - 1] ?? 0;
  const weights = new Float64Array(rows * count);
  for (let row = 0; row < rows; row++) {
    for (let at = row * count; at < (row + 1) * count; at++) {
      weights[at] = Math.max(distances[at] ?? 0, core(row), core(places[at] ?? 0));
    }
  }
  const joins = new Joins(rows);
  for (const at of ascending(weights)) joins.join(Math.floor(at / count), places[at] ?? 0, weights[at] ?? 0);
  // What hangs together nowhere is one at no density at all.
  for (let row = 1; row < rows; row++) joins.join(0, row, Number.POSITIVE_INFINITY);
  return joins;
}

/** Places of the numbers, which are 0 or more, the least first. */
function* ascending(values: Float64Array): Generator<number> {
  // A positive float's bits are in its order. With the place behind them they are one number, and sorting needs no comparator.
  const bits = new Int32Array(Float32Array.from(values).buffer);
  const keys = Float64Array.from(bits, (bit, at) => bit * PLACES + at).sort();
  for (const key of keys) yield key % PLACES;
}

class Joins implements Linkage {
  readonly left: Int32Array;
  readonly right: Int32Array;
  readonly distance: Float64Array;
  readonly size: Int32Array;
  readonly #parent: Int32Array;
  readonly #node: Int32Array;
  #count = 0;

  constructor(readonly rows: number) {
    this.left = new Int32Array(rows - 1);
    this.right = new Int32Array(rows - 1);
    this.distance = new Float64Array(rows - 1);
    this.size = new Int32Array(rows - 1);
    this.#parent = Int32Array.from({ length: rows }, (_, row) => row);
    this.#node = this.#parent.slice();
  }

  join(one: number, other: number, distance: number): void {
    const [a, b] = [this.#rootOf(one), this.#rootOf(other)];
    if (a === b) return;
    const [left, right] = [this.#node[a] ?? 0, this.#node[b] ?? 0];
    const at = this.#count++;
    this.left[at] = left;
    this.right[at] = right;
    this.distance[at] = distance;
    this.size[at] = this.#sizeOf(left) + this.#sizeOf(right);
    this.#parent[b] = a;
    this.#node[a] = this.rows + at;
  }

  #sizeOf(node: number): number {
    return node < this.rows ? 1 : (this.size[node - this.rows] ?? 0);
  }

  #rootOf(row: number): number {
    let root = row;
    while (this.#parent[root] !== root) {
      const above = this.#parent[this.#parent[root] ?? 0] ?? 0;
      this.#parent[root] = above;
      root = above;
    }
    return root;
  }
}

/** The groups that have enough points; number 0 is all of them, and each has a higher number than the one that it is in. */
interface Condensed {
  readonly parents: number[];
  /** Sum over its points of how long, in density, they are in it. */
  readonly stability: number[];
  /** The last group that each point was in. */
  readonly leftFrom: Int32Array;
}

function condense({ left, right, distance, size }: Linkage, rows: number, least: number): Condensed {
  const widest = distance.reduce((most, value) => (Number.isFinite(value) ? Math.max(most, value) : most), 0);
  const densityOf = (at: number): number => 1 / Math.max(distance[at] ?? 0, widest * 1e-6, Number.MIN_VALUE);
  const sizeOf = (node: number): number => (node < rows ? 1 : (size[node - rows] ?? 0));
  const condensed: Condensed = { parents: [-1], stability: [0], leftFrom: new Int32Array(rows) };
  const births = [0];
  const leave = (node: number, group: number): void => {
    const inside = [node];
    for (let next = inside.pop(); next !== undefined; next = inside.pop()) {
      if (next < rows) condensed.leftFrom[next] = group;
      else inside.push(left[next - rows] ?? 0, right[next - rows] ?? 0);
    }
  };
  const open: { node: number; group: number }[] = [{ node: 2 * rows - 2, group: 0 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { node, group } = next;
    const at = node - rows;
    const density = densityOf(at);
    const children = [left[at] ?? 0, right[at] ?? 0];
    const isSplit = children.every((child) => sizeOf(child) >= least);
    for (const child of children) {
      const goesOn = !isSplit && sizeOf(child) >= least;
      if (!goesOn) {
        const age = density - (births[group] ?? 0);
        condensed.stability[group] = (condensed.stability[group] ?? 0) + age * sizeOf(child);
      }
      if (isSplit) {
        condensed.parents.push(group);
        condensed.stability.push(0);
        births.push(density);
        const own = condensed.parents.length - 1;
        if (child < rows) condensed.leftFrom[child] = own;
        else open.push({ node: child, group: own });
      } else if (goesOn && child >= rows) {
        open.push({ node: child, group });
      } else {
        leave(child, group);
      }
    }
  }
  return condensed;
}

/** For each group the kept one that it is in, or -1. All points together are no cluster. */
function choose({ parents, stability }: Condensed): Int32Array {
  const best = Float64Array.from(stability);
  const inside = new Float64Array(parents.length);
  const isKept = new Uint8Array(parents.length);
  for (let group = parents.length - 1; group > 0; group--) {
    const own = stability[group] ?? 0;
    const within = inside[group] ?? 0;
    isKept[group] = own >= within ? 1 : 0;
    best[group] = Math.max(own, within);
    const parent = parents[group] ?? 0;
    inside[parent] = (inside[parent] ?? 0) + (best[group] ?? 0);
  }
  const chosen = new Int32Array(parents.length).fill(-1);
  for (let group = 1; group < parents.length; group++) {
    const above = chosen[parents[group] ?? 0] ?? -1;
    chosen[group] = above >= 0 ? above : isKept[group] === 1 ? group : -1;
  }
  return chosen;
}
