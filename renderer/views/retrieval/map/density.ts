import type { Bounds } from "./camera.js";

/** Cells along each side of the grid that points are counted in. */
const CELLS = 96;
const BLUR_CELLS = 2;
/** Contours stand where the density is this share of its 98th percentile. */
const LEVELS = [0.06, 0.3];

/** Fewer points show by themselves where they lie dense. */
const FEWEST = 300;

/** Lines of equal density, in the map's units: x and y of both ends of each stretch, one after the other. */
export type Contour = Float32Array;

/**
 * Where points lie dense: a histogram of 96 x 96 cells, blurred twice with a box of five cells (nearly a normal
 * distribution), and lines of equal density through it by marching squares. O(points).
 */
export function densityContours(x: Float32Array, y: Float32Array, bounds: Bounds): readonly Contour[] {
  if (x.length < FEWEST) return [];
  const [stepX, stepY] = [(bounds.maxX - bounds.minX) / CELLS, (bounds.maxY - bounds.minY) / CELLS];
  // A margin of cells around, so that lines close.
  const margin = 2 * BLUR_CELLS + 2;
  const size = CELLS + 2 * margin;
  let grid = new Float32Array(size * size);
  for (let index = 0; index < x.length; index++) {
    const column = Math.min(CELLS - 1, Math.floor(((x[index] ?? 0) - bounds.minX) / stepX)) + margin;
    const row = Math.min(CELLS - 1, Math.floor(((y[index] ?? 0) - bounds.minY) / stepY)) + margin;
    const cell = row * size + column;
    grid[cell] = (grid[cell] ?? 0) + 1;
  }
  for (let round = 0; round < 2; round++) grid = blurred(blurred(grid, size, 1), size, size);
  const filled = grid.filter((value) => value > 0).sort();
  const top = filled[Math.floor(filled.length * 0.98)] ?? 0;
  const place = (column: number, row: number) => ({
    x: bounds.minX + (column - margin + 0.5) * stepX,
    y: bounds.minY + (row - margin + 0.5) * stepY,
  });
  return LEVELS.map((share) => contourAt(grid, size, top * share, place));
}

/** The mean of five cells in a row (`step` 1) or a column (`step` the row's length). */
function blurred(grid: Float32Array, size: number, step: number): Float32Array<ArrayBuffer> {
  const next = new Float32Array(grid.length);
  const across = step === 1 ? size : 1;
  for (let line = 0; line < size; line++) {
    for (let at = 0; at < size; at++) {
      let sum = 0;
      for (let off = -BLUR_CELLS; off <= BLUR_CELLS; off++) {
        if (at + off >= 0 && at + off < size) sum += grid[line * across + (at + off) * step] ?? 0;
      }
      next[line * across + at * step] = sum / (2 * BLUR_CELLS + 1);
    }
  }
  return next;
}

function contourAt(
  grid: Float32Array,
  size: number,
  level: number,
  place: (column: number, row: number) => { x: number; y: number },
): Contour {
  const ends: number[] = [];
  for (let row = 0; row + 1 < size; row++) {
    for (let column = 0; column + 1 < size; column++) {
      const corners = [
        [column, row],
        [column + 1, row],
        [column + 1, row + 1],
        [column, row + 1],
      ] as const;
      const values = corners.map(([across, down]) => grid[down * size + across] ?? 0);
      const crossings: number[] = [];
      for (let side = 0; side < 4; side++) {
        const [one = 0, other = 0] = [values[side], values[(side + 1) % 4]];
        if (one >= level === other >= level) continue;
        const [from, to] = [corners[side], corners[(side + 1) % 4]];
        if (from === undefined || to === undefined) continue;
        const share = (level - one) / (other - one);
        const at = place(from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share);
        crossings.push(at.x, at.y);
      }
      // Two crossings are a line; four are two lines.
      ends.push(...crossings);
    }
  }
  return Float32Array.from(ends);
}
