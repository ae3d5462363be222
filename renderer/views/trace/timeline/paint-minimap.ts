import { toPixel } from "../palette.js";
import type { Palette } from "../palette.js";
import type { DrawnTrace } from "./drawn.js";
import { swatchColours } from "./row-colours.js";
import type { VisibleRows } from "./rows.js";
import { timeToX } from "./window.js";
import type { TimeWindow } from "./window.js";

const TOP_PX = 4;
const BOTTOM_PX = 5;
/** More rows than this are sampled; failures never are. */
const MOST_ROWS = 150_000;

/**
 * The whole trace in a strip of pixels: a line a row, in the colour of each, failures last and two lines high.
 * Filled as pixels, because so many rectangles would take a canvas longer than opening the trace may.
 */
export function rasteriseMinimap(
  drawn: DrawnTrace,
  visible: VisibleRows,
  bounds: TimeWindow,
  widthPx: number,
  heightPx: number,
  scale: number,
  palette: Palette,
): { readonly pixels: Uint32Array<ArrayBuffer>; readonly width: number; readonly height: number } {
  const width = Math.max(1, Math.round(widthPx * scale));
  const height = Math.max(1, Math.round(heightPx * scale));
  const pixels = new Uint32Array(new ArrayBuffer(width * height * 4));
  const { structure, colours } = drawn;
  const swatches = Uint32Array.from(swatchColours(colours, palette), toPixel);
  const error = toPixel(palette.error);
  const count = visible.rows.length;
  const usable = heightPx - TOP_PX - BOTTOM_PX;
  const stepPx = count <= 1 ? 0 : Math.min(usable / (count - 1), 6);
  const stride = Math.max(1, Math.ceil(count / MOST_ROWS));
  const fill = (row: number, place: number, lines: number, colour: number): void => {
    const from = Math.max(0, Math.floor(timeToX(bounds, width, drawn.startNs[row] ?? 0)));
    const to = Math.min(width, Math.max(from + 1, Math.round(timeToX(bounds, width, drawn.endNs[row] ?? 0))));
    const top = Math.round((TOP_PX + place * stepPx) * scale);
    const bottom = Math.min(height, top + Math.max(1, Math.round(lines * scale)));
    for (let line = top; line < bottom; line++) pixels.fill(colour, line * width + from, line * width + to);
  };
  for (let place = 0; place < count; place += stride) {
    const row = visible.rows[place] ?? 0;
    fill(row, place, 1, swatches[colours.code[row] ?? 0] ?? 0);
  }
  let next = 0;
  const errors = structure.errorRows;
  for (let place = 0; place < count && next < errors.length; place++) {
    const row = visible.rows[place] ?? 0;
    while (next < errors.length && (errors[next] ?? 0) < row) next++;
    if (errors[next] === row) fill(row, place, 2, error);
  }
  return { pixels, width, height };
}
