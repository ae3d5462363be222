import type { FuzzyGraph } from "./fuzzy-graph.js";

type Floats = Float32Array<ArrayBuffer>;

export interface LayoutOptions {
  readonly epochs: number;
  readonly seed: number;
  /** How near points of one neighbourhood may come, where 1 is the spread of a neighbourhood. */
  readonly minDistance: number;
  readonly onEpoch?: (done: number) => void;
}

/** Points that each one is pushed away from, for each that it is pulled to. */
const PUSHES = 5;
/** No step is longer than this in a direction. */
const LONGEST = 4;

/**
 * Moves points in the plane until near ones of the graph are near (McInnes, Healy and Melville, arXiv:1802.03426, algorithm 5):
 * an edge pulls its ends together, as often as its weight says, and the rest is pushed apart by samples. The likeness of two
 * points at distance d is 1 / (1 + a d^2b). Works in place on `x` and `y`.
 */
export function layOut(graph: FuzzyGraph, x: Floats, y: Floats, options: LayoutOptions): void {
  const { rows, starts, ends } = graph;
  const { a, b } = fitCurve(options.minDistance);
  const { pulls, pushes } = forces(a, b);
  const every = epochsBetween(graph, options.epochs);
  const next = every.slice();
  // Side by side, so that a point is one place in memory.
  const plane = Float32Array.from({ length: rows * 2 }, (_, at) => (at % 2 === 0 ? x : y)[at >> 1] ?? 0);
  // xorshift32 never leaves a state that is not 0.
  let state = (options.seed ^ 0x9e3779b9) | 0 || 1;
  const share = rows / 2 ** 32;
  for (let epoch = 1; epoch <= options.epochs; epoch++) {
    const step = 1 - (epoch - 1) / options.epochs;
    for (let row = 0; row < rows; row++) {
      const end = starts[row + 1] ?? 0;
      let px = plane[2 * row] ?? 0;
      let py = plane[2 * row + 1] ?? 0;
      for (let edge = starts[row] ?? 0; edge < end; edge++) {
        if ((next[edge] ?? 0) > epoch) continue;
        next[edge] = (next[edge] ?? 0) + (every[edge] ?? 0);
        const other = 2 * (ends[edge] ?? 0);
        let dx = px - (plane[other] ?? 0);
        let dy = py - (plane[other + 1] ?? 0);
        const pull = pulls[placeIn(dx * dx + dy * dy)] ?? 0;
        dx = step * clip(pull * dx);
        dy = step * clip(pull * dy);
        px += dx;
        py += dy;
        plane[other] = (plane[other] ?? 0) - dx;
        plane[other + 1] = (plane[other + 1] ?? 0) - dy;
        for (let push = 0; push < PUSHES; push++) {
          state ^= state << 13;
          state ^= state >>> 17;
          state ^= state << 5;
          // A product takes less time than a remainder.
          const away = ((state >>> 0) * share) | 0;
          if (away === row) continue;
          const ox = px - (plane[2 * away] ?? 0);
          const oy = py - (plane[2 * away + 1] ?? 0);
          const apart = pushes[placeIn(ox * ox + oy * oy)] ?? 0;
          px += step * clip(apart * ox);
          py += step * clip(apart * oy);
        }
      }
      plane[2 * row] = px;
      plane[2 * row + 1] = py;
    }
    options.onEpoch?.(epoch);
  }
  for (let row = 0; row < rows; row++) {
    x[row] = plane[2 * row] ?? 0;
    y[row] = plane[2 * row + 1] ?? 0;
  }
}

function clip(value: number): number {
  return value > LONGEST ? LONGEST : value < -LONGEST ? -LONGEST : value;
}

/** After how many epochs each edge has its turn again; never for those whose turn would not come. */
function epochsBetween({ weights }: FuzzyGraph, epochs: number): Floats {
  const heaviest = weights.reduce((most, weight) => Math.max(most, weight), 0);
  return Float32Array.from(weights, (weight) => {
    const between = heaviest / weight;
    return between > epochs ? Number.POSITIVE_INFINITY : between;
  });
}

/** What to multiply a difference with, by the place of the square of the distance. */
interface Forces {
  readonly pulls: Floats;
  readonly pushes: Floats;
}

/** Steps between two powers of two: the powers are read from a table within 0.1 %. */
const STEPS = 256;
const LOWEST = -20;
const HIGHEST = 20;
const PLACES = (HIGHEST - LOWEST) * STEPS;

/** The gradients of the two terms of the cross entropy. */
function forces(a: number, b: number): Forces {
  return {
    pulls: table((squared) => (-2 * a * b * squared ** (b - 1)) / (1 + a * squared ** b)),
    pushes: table((squared) => (2 * b) / ((0.001 + squared) * (1 + a * squared ** b))),
  };
}

const single = new Float32Array(1);
const bits = new Int32Array(single.buffer);

/** A float's bits are its logarithm, nearly: exponent and then mantissa, so that they make the place in the table. */
const SHIFT = 23 - Math.log2(STEPS);
single[0] = 2 ** LOWEST;
const FIRST = (bits[0] ?? 0) >> SHIFT;

function table(value: (squared: number) => number): Floats {
  return Float32Array.from({ length: PLACES }, (_, at) => {
    // The middle of the stretch that has this place.
    bits[0] = ((at + FIRST) << SHIFT) | (1 << (SHIFT - 1));
    return value(single[0] ?? 0);
  });
}

/** Points that lie on each other have a difference of 0, whatever it is multiplied with: the first pull that moves one drives them apart. */
function placeIn(squared: number): number {
  single[0] = squared;
  const at = ((bits[0] ?? 0) >> SHIFT) - FIRST;
  return at < 0 ? 0 : at < PLACES ? at : PLACES - 1;
}

/** What is fitted: as many distances as the reference implementation takes. */
const FITTED = 300;
const SPREAD = 1;

/**
 * a and b of 1 / (1 + a d^2b), fitted by least squares to 1 up to `minDistance` and exp(-(d - minDistance)) beyond, over distances
 * up to 3: Gauss and Newton with Levenberg's damping. For 0.1 they are 1.577 and 0.895.
 */
export function fitCurve(minDistance: number): { a: number; b: number } {
  const distances = Array.from({ length: FITTED }, (_, index) => ((index + 1) * 3 * SPREAD) / FITTED);
  const wanted = distances.map((distance) =>
    distance < minDistance ? 1 : Math.exp(-(distance - minDistance) / SPREAD),
  );
  let a = 1;
  let b = 1;
  let damping = 1e-3;
  const errorOf = (one: number, two: number): number =>
    distances.reduce((sum, d, at) => sum + (1 / (1 + one * d ** (2 * two)) - (wanted[at] ?? 0)) ** 2, 0);
  let error = errorOf(a, b);
  for (let round = 0; round < 200; round++) {
    let [aa, ab, bb, ra, rb] = [0, 0, 0, 0, 0];
    distances.forEach((distance, at) => {
      const power = distance ** (2 * b);
      const value = 1 / (1 + a * power);
      const da = -value * value * power;
      const db = -value * value * a * power * 2 * Math.log(distance);
      const rest = (wanted[at] ?? 0) - value;
      aa += da * da;
      ab += da * db;
      bb += db * db;
      ra += da * rest;
      rb += db * rest;
    });
    const determinant = (aa + damping) * (bb + damping) - ab * ab;
    const nextA = a + ((bb + damping) * ra - ab * rb) / determinant;
    const nextB = b + ((aa + damping) * rb - ab * ra) / determinant;
    const nextError = errorOf(nextA, nextB);
    if (nextError < error) {
      const isDone = error - nextError < 1e-14;
      [a, b, error] = [nextA, nextB, nextError];
      damping /= 4;
      if (isDone) break;
    } else {
      damping *= 4;
      if (damping > 1e12) break;
    }
  }
  return { a, b };
}
