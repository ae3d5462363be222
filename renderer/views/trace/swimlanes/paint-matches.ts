import type { PaintContext } from "../paint-context.js";
import { rowPlace } from "./paint-selection.js";
import type { LaneScene } from "./scene.js";

/** How far the ground of a match reaches around it. */
const AROUND_PX = 4;

/**
 * A ground under what the words of the search were found in, with an edge so that it is seen on any other. To be painted before
 * the bars (or the bands of agents) themselves; what touches has one ground.
 */
export function paintMatches(context: PaintContext, scene: LaneScene, of: "calls" | "stays"): void {
  const { palette, widthPx, heightPx } = scene;
  const painted = new Set<string>();
  context.beginPath();
  for (const row of scene.matches) {
    if ((scene.model.structure.isCall[row] === 1) !== (of === "calls")) continue;
    const place = rowPlace(scene, row);
    if (place === null || place.right < 0 || place.left > widthPx) continue;
    if (place.top + place.height < 0 || place.top > heightPx) continue;
    const left = Math.round(place.left);
    const width = Math.max(Math.round(place.right) - left, 2);
    // Of many in one pixel one is seen.
    const ground = `${left} ${width} ${place.top}`;
    if (painted.has(ground)) continue;
    painted.add(ground);
    const top = place.top - AROUND_PX;
    context.roundRect(left - AROUND_PX, top, width + 2 * AROUND_PX, place.height + 2 * AROUND_PX, 5);
  }
  if (painted.size === 0) return;
  context.lineWidth = 2;
  context.strokeStyle = palette.text3;
  context.stroke();
  context.fillStyle = palette.mark;
  context.fill();
}
