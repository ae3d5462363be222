import { toPx, type Area, type Place, type View } from "./camera.js";
import type { Points } from "./points.js";

/** The shown point nearest to a place of the picture, px, and not further than `reachPx`; null where there is none. O(points). */
export function pointAt(
  points: Points,
  shown: readonly boolean[],
  view: View,
  area: Area,
  at: Place,
  reachPx: number,
): number | null {
  const reach = reachPx / view.pxPerUnit;
  const x = (at.x - area.widthPx / 2) / view.pxPerUnit + view.x;
  const y = (at.y - area.heightPx / 2) / view.pxPerUnit + view.y;
  let [nearest, least]: [number | null, number] = [null, reach * reach];
  for (let point = 0; point < points.x.length; point++) {
    const dx = (points.x[point] ?? 0) - x;
    const dy = (points.y[point] ?? 0) - y;
    const distance = dx * dx + dy * dy;
    if (distance <= least && shown[points.kind[point] ?? 0] === true) [nearest, least] = [point, distance];
  }
  return nearest;
}

const DIRECTIONS: Readonly<Record<string, Place>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

/**
 * The next point from another in the direction of an arrow key: the nearest within 60° of it, where what lies aside counts
 * twice. Without a point to start from, the one nearest to the middle of the picture. Null where there is none.
 */
export function pointTowards(
  points: Points,
  shown: readonly boolean[],
  from: number | null,
  key: string,
  view: View,
): number | null {
  const direction = DIRECTIONS[key];
  if (direction === undefined) return null;
  const start = from === null ? view : { x: points.x[from] ?? 0, y: points.y[from] ?? 0 };
  let [best, least]: [number | null, number] = [null, Infinity];
  for (let point = 0; point < points.x.length; point++) {
    if (point === from || shown[points.kind[point] ?? 0] !== true) continue;
    const dx = (points.x[point] ?? 0) - start.x;
    const dy = (points.y[point] ?? 0) - start.y;
    const ahead = dx * direction.x + dy * direction.y;
    const aside = Math.abs(dx * direction.y) + Math.abs(dy * direction.x);
    if (from !== null && (ahead <= 0 || aside > ahead * 1.74)) continue;
    const cost = from === null ? Math.hypot(dx, dy) : ahead + 2 * aside;
    if (cost < least) [best, least] = [point, cost];
  }
  return best;
}

/** True where a point lies within the picture. */
export function isInSight(points: Points, point: number, view: View, area: Area): boolean {
  const at = toPx(view, area, { x: points.x[point] ?? 0, y: points.y[point] ?? 0 });
  return at.x >= 0 && at.y >= 0 && at.x <= area.widthPx && at.y <= area.heightPx;
}
