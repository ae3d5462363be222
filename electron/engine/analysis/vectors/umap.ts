import { fuzzyGraph } from "./fuzzy-graph.js";
import { layOut } from "./layout.js";
import { type Neighbours, nearestNeighbours } from "./nearest.js";
import { seeded } from "./random.js";

type Floats = Float32Array<ArrayBuffer>;

export interface Plane {
  readonly x: Floats;
  readonly y: Floats;
}

export interface UmapOptions {
  readonly neighbours: number;
  readonly minDistance: number;
  readonly seed: number;
  readonly onNeighbours?: (share: number) => void;
  readonly onLayout?: (share: number) => void;
  /** Neighbours that are known already. */
  readonly known?: Neighbours;
}

/** How far the points spread before they are moved, as in the reference implementation. */
const BEGIN = 10;

/**
 * Uniform manifold approximation and projection of rows to two dimensions. It begins with the first two columns, which for
 * principal components keeps the large picture (Kobak and Linderman, Nature Biotechnology 39, 2021); the same seed gives the same
 * picture.
 */
export function umap(values: Floats, rows: number, width: number, options: UmapOptions): Plane {
  const { x, y } = beginning(values, rows, width, options.seed);
  if (rows < 3) return { x, y };
  const neighbours =
    options.known ??
    nearestNeighbours(values, rows, width, {
      count: options.neighbours,
      seed: options.seed,
      onRows: (done) => options.onNeighbours?.(done / rows),
    });
  const epochs = epochsFor(rows);
  layOut(fuzzyGraph(neighbours), x, y, {
    epochs,
    seed: options.seed,
    minDistance: options.minDistance,
    onEpoch: (done) => options.onLayout?.(done / epochs),
  });
  return { x, y };
}

/** More rows need fewer rounds: each is then pulled and pushed by more others. */
function epochsFor(rows: number): number {
  if (rows <= 5000) return 500;
  return rows <= 20_000 ? 300 : 200;
}

function beginning(values: Floats, rows: number, width: number, seed: number): Plane {
  const random = seeded(seed);
  const column = (index: number): Floats => {
    const one = Float32Array.from({ length: rows }, (_, row) =>
      index < width ? (values[row * width + index] ?? 0) : 0,
    );
    const widest = one.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    // A little chance, so that no two points lie on each other.
    return one.map((value) => (widest === 0 ? 0 : (value / widest) * BEGIN) + random.normal() * 1e-4 * BEGIN);
  };
  const x = column(0);
  return { x, y: column(1) };
}
