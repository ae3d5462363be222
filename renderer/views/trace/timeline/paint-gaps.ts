import type { PaintContext } from "../paint-context.js";
import type { Palette } from "../palette.js";
import { breaksOf } from "./axis.js";
import type { TimeScale } from "./time-scale.js";
import type { TimeWindow } from "./window.js";

interface GapScene {
  readonly window: TimeWindow;
  readonly widthPx: number;
  readonly palette: Palette;
}

const SHARD_PX = 6;

/** Idle time that was compressed: a sunken band with torn edges over the whole height. */
export function paintGaps(context: PaintContext, scene: GapScene, scale: TimeScale, top: number, bottom: number): void {
  const { window, widthPx, palette } = scene;
  for (const { left, right } of breaksOf(scale, window, widthPx)) {
    context.fillStyle = palette.surfaceSunken;
    context.fillRect(left, top, right - left, bottom - top);
    if (right - left < 4) continue;
    context.strokeStyle = palette.lineStrong;
    context.lineWidth = 1;
    context.beginPath();
    for (const edge of [left, right]) {
      if (edge < -SHARD_PX || edge > widthPx + SHARD_PX) continue;
      for (let y = top, side = 0; y <= bottom + SHARD_PX; y += SHARD_PX, side = 1 - side) {
        const x = edge + (side === 0 ? -1.5 : 1.5);
        if (y === top) context.moveTo(x, y);
        else context.lineTo(x, y);
      }
    }
    context.stroke();
  }
}
