import type { PaintContext } from "../paint-context.js";
import type { BarScene } from "./scene.js";
import { timeToX } from "./window.js";

const MOST_EVENTS = 200;

/** The events of a span as dots on its bar. Those that fall into one place are one dot. */
export function paintEvents(context: PaintContext, scene: BarScene, row: number, top: number): void {
  const { events, window, widthPx, palette } = scene;
  const begin = events.offsets[row] ?? 0;
  const end = events.offsets[row + 1] ?? 0;
  let lastX = Number.NEGATIVE_INFINITY;
  let painted = 0;
  for (let index = begin; index < end && painted < MOST_EVENTS; index++) {
    const x = timeToX(window, widthPx, events.atNs[index] ?? 0);
    if (x < -4 || x > widthPx + 4 || Math.abs(x - lastX) < 1) continue;
    lastX = x;
    painted++;
    context.fillStyle = palette.text;
    context.strokeStyle = palette.surface;
    context.lineWidth = 1;
    context.beginPath();
    context.arc(x, top + 11, 2.5, 0, 2 * Math.PI);
    context.fill();
    context.stroke();
  }
}
