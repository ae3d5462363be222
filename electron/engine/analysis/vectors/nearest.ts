import { seeded } from "./random.js";

type Floats = Float32Array<ArrayBuffer>;

/** The nearest neighbours of some rows, without themselves. */
export interface Neighbours {
  /** How many rows have neighbours here. */
  readonly rows: number;
  /** Of each row; fewer than asked for where there are not so many rows. */
  readonly count: number;
  /** rows × count, nearest first; -1 where there is none. */
  readonly places: Int32Array<ArrayBuffer>;
  /** Distances, as in `places`. */
  readonly distances: Floats;
}

export interface NearestOptions {
  readonly count: number;
  readonly seed: number;
  /** Neighbours are looked for among the first so many rows; all where it is absent. */
  readonly among?: number;
  /** The first row whose neighbours are wanted; those before it have none in the answer. */
  readonly from?: number;
  /** Rows that are compared with each at most; with as many as there are rows, the answer is exact. */
  readonly most?: number;
  readonly onRows?: (done: number) => void;
}

/** Rows up to which the answer is exact, and comparisons in all that are spent beyond. */
const EXACT_ROWS = 20_000;
const COMPARISONS = 4e8;
/** Numbers of a row after which is looked whether it can still be near enough. */
const STEP = 8;
/** Rows that are gone through between two calls of `onRows`. */
const TELL_ROWS = 512;

/**
 * Nearest neighbours by Euclidean distance. Rows are put into about √n cells around rows chosen by chance; a row looks through
 * the cells from the nearest on and leaves out those that the triangle inequality rules out, which keeps the answer exact up to
 * `most` comparisons. A comparison ends as soon as it is too far, so the widest columns should come first, as principal components
 * do.
 */
export function nearestNeighbours(values: Floats, rows: number, width: number, options: NearestOptions): Neighbours {
  const { among = rows, from = 0 } = options;
  const asked = rows - from;
  const count = Math.max(0, Math.min(options.count, from === 0 ? among - 1 : among));
  const places = new Int32Array(asked * count).fill(-1);
  const distances = new Float32Array(asked * count).fill(Number.POSITIVE_INFINITY);
  if (count === 0) return { rows: asked, count, places, distances };
  const most = options.most ?? (rows <= EXACT_ROWS ? rows : Math.max(2000, Math.floor(COMPARISONS / rows)));
  const cells = makeCells(values, among, width, options.seed);
  const askers = from === 0 && among === rows ? cells : assign(values, from, rows, width, cells);
  const best = new Float64Array(count);
  const bestPlaces = new Int32Array(count);
  let route: Route = { order: new Int32Array(0), atLeast: new Float64Array(0) };
  let cellOfRoute = -1;
  for (let done = 0; done < asked; done++) {
    const row = askers.members[done] ?? 0;
    // Rows of one cell look through the cells in one order, that of the distance from their centre.
    while (done >= (askers.starts[cellOfRoute + 1] ?? 0)) route = routeFrom(++cellOfRoute, width, cells);
    best.fill(Number.POSITIVE_INFINITY);
    bestPlaces.fill(-1);
    const centre = cellOfRoute * width;
    const own = Math.sqrt(squaredDistance(values, row * width, cells.centres, centre, width, Number.POSITIVE_INFINITY));
    let compared = 0;
    for (let stop = 0; stop < route.order.length; stop++) {
      const farthest = best[count - 1] ?? 0;
      if (compared >= most || isFarther((route.atLeast[stop] ?? 0) - own, farthest)) break;
      const cell = route.order[stop] ?? 0;
      const reach = squaredDistance(values, row * width, cells.centres, cell * width, width, Number.POSITIVE_INFINITY);
      if (isFarther(Math.sqrt(reach) - (cells.radius[cell] ?? 0), farthest)) continue;
      const end = cells.starts[cell + 1] ?? 0;
      for (let at = cells.starts[cell] ?? 0; at < end; at++) {
        const other = cells.members[at] ?? 0;
        if (other !== row) compare(values, width, row, other, best, bestPlaces, count);
      }
      compared += end - (cells.starts[cell] ?? 0);
    }
    for (let rank = 0; rank < count; rank++) {
      places[(row - from) * count + rank] = bestPlaces[rank] ?? -1;
      distances[(row - from) * count + rank] = Math.sqrt(best[rank] ?? 0);
    }
    if (done % TELL_ROWS === TELL_ROWS - 1) options.onRows?.(done + 1);
  }
  return { rows: asked, count, places, distances };
}

/** Puts `other` among the best where it is near enough. Equally near ones are in order of their places. */
function compare(
  values: Floats,
  width: number,
  row: number,
  other: number,
  best: Float64Array,
  places: Int32Array,
  count: number,
): void {
  const limit = best[count - 1] ?? 0;
  let a = row * width;
  let b = other * width;
  const end = a + width;
  let sum = 0;
  while (a < end) {
    const stop = Math.min(end, a + STEP);
    for (; a < stop; a++, b++) {
      const difference = (values[a] ?? 0) - (values[b] ?? 0);
      sum += difference * difference;
    }
    if (sum > limit) return;
  }
  if (sum === limit && other > (places[count - 1] ?? -1) && places[count - 1] !== -1) return;
  let at = count - 1;
  while (at > 0 && ((best[at - 1] ?? 0) > sum || (best[at - 1] === sum && (places[at - 1] ?? 0) > other))) {
    best[at] = best[at - 1] ?? 0;
    places[at] = places[at - 1] ?? 0;
    at--;
  }
  best[at] = sum;
  places[at] = other;
}

/** Rows, cell by cell; those of cell `c` from `starts[c]` on. */
interface Members {
  readonly members: Int32Array;
  readonly starts: Int32Array;
}

interface Cells extends Members {
  readonly count: number;
  readonly centres: Floats;
  /** Distance from its centre to the farthest member. */
  readonly radius: Float64Array;
}

function makeCells(values: Floats, rows: number, width: number, seed: number): Cells {
  const random = seeded(seed);
  const count = Math.max(1, Math.round(Math.sqrt(rows)));
  const centres = new Float32Array(count * width);
  for (let cell = 0; cell < count; cell++) {
    // One out of each stretch of rows: no row is a centre twice.
    const from = Math.floor((cell * rows) / count);
    const row = from + random.below(Math.max(1, Math.floor(((cell + 1) * rows) / count) - from));
    centres.set(values.subarray(row * width, (row + 1) * width), cell * width);
  }
  const radius = new Float64Array(count);
  return { count, centres, radius, ...assign(values, 0, rows, width, { count, centres, radius }) };
}

/** Puts rows into the cells of the nearest centres, and widens those. */
function assign(
  values: Floats,
  from: number,
  to: number,
  width: number,
  { count, centres, radius }: Pick<Cells, "count" | "centres" | "radius">,
): Members {
  const cellOf = new Int32Array(to - from);
  const starts = new Int32Array(count + 1);
  for (let row = from; row < to; row++) {
    let nearest = 0;
    let least = Number.POSITIVE_INFINITY;
    for (let cell = 0; cell < count; cell++) {
      const distance = squaredDistance(values, row * width, centres, cell * width, width, least);
      if (distance >= least) continue;
      least = distance;
      nearest = cell;
    }
    cellOf[row - from] = nearest;
    radius[nearest] = Math.max(radius[nearest] ?? 0, Math.sqrt(least));
    starts[nearest + 1] = (starts[nearest + 1] ?? 0) + 1;
  }
  for (let cell = 0; cell < count; cell++) starts[cell + 1] = (starts[cell + 1] ?? 0) + (starts[cell] ?? 0);
  const next = starts.slice();
  const members = new Int32Array(to - from);
  for (let row = from; row < to; row++) {
    const cell = cellOf[row - from] ?? 0;
    members[next[cell] ?? 0] = row;
    next[cell] = (next[cell] ?? 0) + 1;
  }
  return { members, starts };
}

/** In which order to look through the cells, and how near to the centre the members of one and of all behind it can be. */
interface Route {
  readonly order: Int32Array;
  readonly atLeast: Float64Array;
}

/** All cells, nearest to a cell's centre first; itself is the first, unless another has the same centre. */
function routeFrom(of: number, width: number, { count, centres, radius }: Cells): Route {
  const far = Float64Array.from({ length: count }, (_, cell) =>
    Math.sqrt(squaredDistance(centres, of * width, centres, cell * width, width, Number.POSITIVE_INFINITY)),
  );
  const order = Int32Array.from({ length: count }, (_, cell) => cell).sort(
    (a, b) => (far[a] ?? 0) - (far[b] ?? 0) || a - b,
  );
  const atLeast = new Float64Array(count);
  for (let stop = count - 1, least = Number.POSITIVE_INFINITY; stop >= 0; stop--) {
    const cell = order[stop] ?? 0;
    least = Math.min(least, (far[cell] ?? 0) - (radius[cell] ?? 0));
    atLeast[stop] = least;
  }
  return { order, atLeast };
}

/** Whether a distance is surely above one that is given by its square; single precision is not taken at its word. */
function isFarther(distance: number, squared: number): boolean {
  return distance > 0 && distance * distance * 0.999999 > squared;
}

/** At least `limit` where it is more than that. */
function squaredDistance(
  left: Floats,
  leftAt: number,
  right: Floats,
  rightAt: number,
  width: number,
  limit: number,
): number {
  let sum = 0;
  for (let at = 0; at < width;) {
    const stop = Math.min(width, at + STEP);
    for (; at < stop; at++) {
      const difference = (left[leftAt + at] ?? 0) - (right[rightAt + at] ?? 0);
      sum += difference * difference;
    }
    if (sum >= limit) return sum;
  }
  return sum;
}
