import type { PaintContext } from "../paint-context.js";
import type { Palette } from "../palette.js";

let cached: { readonly palette: Palette; readonly pattern: CanvasPattern } | null = null;

/** The shading of waiting, as a fill; made once a theme. */
export function hatchOf(context: PaintContext, palette: Palette): CanvasPattern | string {
  if (cached?.palette === palette) return cached.pattern;
  const tile = new OffscreenCanvas(6, 6);
  const ink = tile.getContext("2d");
  if (ink === null) return palette.hatch;
  ink.strokeStyle = palette.hatch;
  ink.lineWidth = 1.5;
  ink.beginPath();
  for (const shift of [-6, 0, 6]) {
    ink.moveTo(shift - 1, 7);
    ink.lineTo(shift + 7, -1);
  }
  ink.stroke();
  const pattern = context.createPattern(tile, "repeat");
  if (pattern === null) return palette.hatch;
  cached = { palette, pattern };
  return pattern;
}
