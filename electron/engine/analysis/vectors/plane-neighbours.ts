import type { Neighbours } from "./nearest.js";

type Floats = Float32Array<ArrayBuffer>;

/** Points that are compared one by one. */
const LEAF = 12;

/**
 * The nearest neighbours of all points of a plane, without themselves, exact: by a tree that halves them along the wider side
 * (Bentley, "Multidimensional binary search trees", CACM 18, 1975). Of equally near ones any may be taken, the same each time.
 */
export function planeNeighbours(x: Floats, y: Floats, count: number): Neighbours {
  const rows = x.length;
  const wanted = Math.max(0, Math.min(count, rows - 1));
  const places = new Int32Array(rows * wanted).fill(-1);
  const distances = new Float32Array(rows * wanted).fill(Number.POSITIVE_INFINITY);
  if (wanted === 0) return { rows, count: wanted, places, distances };
  const tree = new PlaneTree(x, y);
  const best = new Float64Array(wanted);
  const nearest = new Int32Array(wanted);
  // In the order of the tree those that follow each other are near each other, and look at the same points.
  for (const row of tree.order) {
    best.fill(Number.POSITIVE_INFINITY);
    tree.search(x[row] ?? 0, y[row] ?? 0, row, best, nearest);
    for (let rank = 0; rank < wanted; rank++) {
      places[row * wanted + rank] = nearest[rank] ?? -1;
      distances[row * wanted + rank] = Math.sqrt(best[rank] ?? 0);
    }
  }
  return { rows, count: wanted, places, distances };
}

class PlaneTree {
  /** Points, half by half: those from the middle of a stretch on lie at or beyond its border. */
  readonly order: Int32Array<ArrayBuffer>;
  readonly #x: Floats;
  readonly #y: Floats;
  /** At the middle of each stretch: 1 where it is halved from top to bottom, and where. */
  readonly #isDown: Uint8Array;
  readonly #border: Floats;

  constructor(x: Floats, y: Floats) {
    const rows = x.length;
    this.order = Int32Array.from({ length: rows }, (_, row) => row);
    this.#isDown = new Uint8Array(rows);
    this.#border = new Float32Array(rows);
    this.#halve(x, y, 0, rows);
    this.#x = Float32Array.from(this.order, (row) => x[row] ?? 0);
    this.#y = Float32Array.from(this.order, (row) => y[row] ?? 0);
  }

  #halve(x: Floats, y: Floats, from: number, to: number): void {
    if (to - from <= LEAF) return;
    const middle = (from + to) >> 1;
    const isDown = rangeOf(y, this.order, from, to) > rangeOf(x, this.order, from, to);
    const along = isDown ? y : x;
    putInPlace(this.order, along, from, to - 1, middle);
    this.#isDown[middle] = isDown ? 1 : 0;
    this.#border[middle] = along[this.order[middle] ?? 0] ?? 0;
    this.#halve(x, y, from, middle);
    this.#halve(x, y, middle, to);
  }

  /** Fills `best` with the squares of the least distances, and `nearest` with whose they are. */
  search(px: number, py: number, row: number, best: Float64Array, nearest: Int32Array): void {
    this.#searchIn(0, this.order.length, px, py, row, best, nearest);
  }

  #searchIn(
    from: number,
    to: number,
    px: number,
    py: number,
    row: number,
    best: Float64Array,
    nearest: Int32Array,
  ): void {
    const last = best.length - 1;
    if (to - from <= LEAF) {
      for (let at = from; at < to; at++) {
        const dx = px - (this.#x[at] ?? 0);
        const dy = py - (this.#y[at] ?? 0);
        const squared = dx * dx + dy * dy;
        if (squared >= (best[last] ?? 0)) continue;
        const other = this.order[at] ?? 0;
        if (other === row) continue;
        let rank = last;
        for (; rank > 0 && (best[rank - 1] ?? 0) > squared; rank--) {
          best[rank] = best[rank - 1] ?? 0;
          nearest[rank] = nearest[rank - 1] ?? 0;
        }
        best[rank] = squared;
        nearest[rank] = other;
      }
      return;
    }
    const middle = (from + to) >> 1;
    const over = (this.#isDown[middle] === 1 ? py : px) - (this.#border[middle] ?? 0);
    if (over < 0) this.#searchIn(from, middle, px, py, row, best, nearest);
    else this.#searchIn(middle, to, px, py, row, best, nearest);
    if (over * over >= (best[last] ?? 0)) return;
    if (over < 0) this.#searchIn(middle, to, px, py, row, best, nearest);
    else this.#searchIn(from, middle, px, py, row, best, nearest);
  }
}

function rangeOf(values: Floats, order: Int32Array, from: number, to: number): number {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let at = from; at < to; at++) {
    const value = values[order[at] ?? 0] ?? 0;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return high - low;
}

/** Puts the one at its place that would stand there if all were in order, and lesser ones before it (Hoare's quickselect). */
function putInPlace(order: Int32Array, values: Floats, from: number, to: number, wanted: number): void {
  let [low, high] = [from, to];
  while (low < high) {
    const pivot = values[order[(low + high) >> 1] ?? 0] ?? 0;
    let [left, right] = [low, high];
    while (left <= right) {
      while ((values[order[left] ?? 0] ?? 0) < pivot) left++;
      while ((values[order[right] ?? 0] ?? 0) > pivot) right--;
      if (left > right) break;
      const swapped = order[left] ?? 0;
      order[left++] = order[right] ?? 0;
      order[right--] = swapped;
    }
    if (wanted <= right) high = right;
    else if (wanted >= left) low = left;
    else return;
  }
}
