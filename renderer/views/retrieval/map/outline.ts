import type { Bounds, Place } from "./camera.js";

/** A closed line: x and y of each corner, one after the other, in the map's units. */
export type Outline = readonly number[];

/** An address holds about 2 kB of state; an outline of so many corners stays well below. */
const MOST_CORNERS = 60;

/** Whether a place lies within a closed line, by how often a ray from it crosses the line (even-odd rule). */
export function isInside(outline: Outline, x: number, y: number): boolean {
  let inside = false;
  for (let at = 0, before = outline.length - 2; at < outline.length; before = at, at += 2) {
    const [ax = 0, ay = 0, bx = 0, by = 0] = [outline[at], outline[at + 1], outline[before], outline[before + 1]];
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  }
  return inside;
}

/** The numbers of the points within a closed line, in their order. */
export function pointsWithin(outline: Outline, x: Float32Array, y: Float32Array): number[] {
  const [xs, ys] = [outline.filter((_, at) => at % 2 === 0), outline.filter((_, at) => at % 2 === 1)];
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const found: number[] = [];
  for (let index = 0; index < x.length; index++) {
    const [px = 0, py = 0] = [x[index], y[index]];
    if (px >= left && px <= right && py >= top && py <= bottom && isInside(outline, px, py)) found.push(index);
  }
  return found;
}

/** The line with fewer corners: those that stand nearer than a tolerance to the line between their neighbours go. */
export function simplified(outline: Outline): Outline {
  const [xs, ys] = [outline.filter((_, at) => at % 2 === 0), outline.filter((_, at) => at % 2 === 1)];
  const extent = Math.max(Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys));
  let tolerance = extent / 200;
  let kept = thinned(outline, tolerance);
  while (kept.length > MOST_CORNERS * 2) {
    tolerance *= 1.5;
    kept = thinned(outline, tolerance);
  }
  return kept;
}

/** Douglas and Peucker, 1973: a stretch is one line where no corner of it stands further off than the tolerance. */
function thinned(outline: Outline, tolerance: number): Outline {
  const corners = outline.length / 2;
  const keep = new Uint8Array(corners);
  keep[0] = keep[corners - 1] = 1;
  const open: [number, number][] = [[0, corners - 1]];
  for (let stretch = open.pop(); stretch !== undefined; stretch = open.pop()) {
    const [from, to] = stretch;
    let [furthest, most] = [-1, tolerance];
    for (let corner = from + 1; corner < to; corner++) {
      const off = distanceToLine(outline, corner, from, to);
      if (off > most) [furthest, most] = [corner, off];
    }
    if (furthest === -1) continue;
    keep[furthest] = 1;
    open.push([from, furthest], [furthest, to]);
  }
  return outline.filter((_, at) => keep[at >> 1] === 1);
}

function distanceToLine(outline: Outline, corner: number, from: number, to: number): number {
  const [px = 0, py = 0] = [outline[corner * 2], outline[corner * 2 + 1]];
  const [ax = 0, ay = 0, bx = 0, by = 0] = [
    outline[from * 2],
    outline[from * 2 + 1],
    outline[to * 2],
    outline[to * 2 + 1],
  ];
  const length = Math.hypot(bx - ax, by - ay);
  if (length === 0) return Math.hypot(px - ax, py - ay);
  return Math.abs((bx - ax) * (ay - py) - (ax - px) * (by - ay)) / length;
}

/** The convex hull of points, with room around it; Andrew's monotone chain. */
export function hullOf(points: readonly Place[], room: number): Outline {
  const around = points.flatMap(({ x, y }) =>
    Array.from({ length: 12 }, (_, step) => ({
      x: x + room * Math.cos((step * Math.PI) / 6),
      y: y + room * Math.sin((step * Math.PI) / 6),
    })),
  );
  const sorted = around.sort((one, other) => one.x - other.x || one.y - other.y);
  const lower = chain(sorted);
  const upper = chain(sorted.toReversed());
  return [...lower.slice(0, -1), ...upper.slice(0, -1)].flatMap(({ x, y }) => [x, y]);
}

function chain(points: readonly Place[]): Place[] {
  const hull: Place[] = [];
  for (const point of points) {
    for (;;) {
      const [before, last] = [hull.at(-2), hull.at(-1)];
      if (before === undefined || last === undefined) break;
      const turn = (last.x - before.x) * (point.y - before.y) - (last.y - before.y) * (point.x - before.x);
      if (turn > 0) break;
      hull.pop();
    }
    hull.push(point);
  }
  return hull;
}

/** An outline for an address: each corner by how far it lies across and down the map, in thousandths. */
export function formatOutline(outline: Outline, { minX, minY, maxX, maxY }: Bounds): string {
  return outline
    .map((value, at) => (at % 2 === 0 ? (value - minX) / (maxX - minX) : (value - minY) / (maxY - minY)))
    .map((share) => Math.round(share * 1000))
    .join("_");
}

/** The outline of an address; null where it is none of at least three corners. */
export function parseOutline(text: string | undefined, { minX, minY, maxX, maxY }: Bounds): Outline | null {
  const shares = text?.split("_").map(Number) ?? [];
  if (shares.length < 6 || shares.length % 2 === 1 || !shares.every(Number.isFinite)) return null;
  return shares.map((share, at) =>
    at % 2 === 0 ? minX + (share / 1000) * (maxX - minX) : minY + (share / 1000) * (maxY - minY),
  );
}
