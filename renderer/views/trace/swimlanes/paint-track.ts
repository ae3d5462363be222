import { xToReal } from "./scene.js";
import type { LaneScene } from "./scene.js";
import { firstEndingAfter, gallopPast } from "./track.js";
import type { Track } from "./track.js";

/**
 * Goes through what of a track is in sight, left to right, and leaves out what no pixel would show: at most one item a pixel,
 * however many there are.
 * @param pixelPx how wide a pixel is taken to be
 */
export function eachInSight(
  scene: LaneScene,
  track: Track,
  extentOf: (item: number) => { readonly left: number; readonly right: number },
  paint: (item: number, left: number, right: number) => void,
  pixelPx = 1,
): void {
  let lastX = Number.NEGATIVE_INFINITY;
  const { rows } = track;
  for (let index = Math.max(0, firstEndingAfter(track, xToReal(scene, -2)) - 1); index < rows.length;) {
    const item = rows[index] ?? 0;
    const { left, right } = extentOf(item);
    if (left > scene.widthPx + 2) break;
    if (right - lastX < pixelPx) {
      index = Math.max(index + 1, gallopPast(track, xToReal(scene, lastX + pixelPx), index));
      continue;
    }
    index++;
    if (right < -2) continue;
    const from = Math.max(left, lastX, -8);
    const to = Math.min(right, scene.widthPx + 8);
    paint(item, from, to);
    lastX = Math.max(lastX, to);
  }
}
