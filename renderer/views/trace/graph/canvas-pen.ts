import { iconOfKind } from "../../../ui/icons/kind-icons.js";
import { iconPaths } from "./icon-paths.js";
import type { ThemeInks } from "../../../lib/theme-inks.js";
import type { Pen } from "./pen.js";

const MOST_KEPT = 8000;
const paths = new Map<string, Path2D>();
const fitted = new Map<string, string>();

/** Draws on a canvas whose transform is already that of the viewport. */
export function canvasPen(context: CanvasRenderingContext2D, inks: ThemeInks): Pen {
  return {
    rect(x, y, widthPx, heightPx, { fill, stroke, strokePx = 1, radiusPx = 0, dashed = false }) {
      context.beginPath();
      if (radiusPx > 0) context.roundRect(x, y, widthPx, heightPx, radiusPx);
      else context.rect(x, y, widthPx, heightPx);
      if (fill !== undefined) {
        context.fillStyle = inks.token(fill);
        context.fill();
      }
      if (stroke === undefined) return;
      context.strokeStyle = inks.token(stroke);
      context.lineWidth = strokePx;
      context.setLineDash(dashed ? [4, 3] : []);
      context.stroke();
    },
    path(d, { fill, stroke, strokePx = 1, dashed = false }) {
      const path = keep(paths, d, () => new Path2D(d));
      if (fill !== undefined) {
        context.fillStyle = inks.token(fill);
        context.fill(path);
      }
      if (stroke === undefined) return;
      context.strokeStyle = inks.token(stroke);
      context.lineWidth = strokePx;
      context.setLineDash(dashed ? [4, 3] : []);
      context.stroke(path);
    },
    text(words, x, y, { ink, sizePx, strong = false, align = "start", roomPx }) {
      context.font = `${strong ? "500 " : ""}${sizePx}px ${inks.font}`;
      context.textAlign = align === "middle" ? "center" : align;
      context.fillStyle = inks.token(ink);
      const shown =
        roomPx === undefined
          ? words
          : keep(fitted, `${context.font} ${Math.round(roomPx)} ${words}`, () => fit(context, words, roomPx));
      context.fillText(shown, x, y);
    },
    icon(kind, x, y, sizePx, ink) {
      const scale = sizePx / 16;
      context.save();
      context.translate(x, y);
      context.scale(scale, scale);
      context.setLineDash([]);
      context.lineCap = "round";
      context.lineJoin = "round";
      context.lineWidth = sizePx <= 12 ? 1.75 : 1.5;
      context.strokeStyle = inks.token(ink);
      context.fillStyle = context.strokeStyle;
      for (const { path, solid } of iconPaths(iconOfKind(kind))) {
        if (solid) context.fill(path);
        else context.stroke(path);
      }
      context.restore();
    },
    faded(opacity, draw) {
      const before = context.globalAlpha;
      context.globalAlpha = before * opacity;
      draw();
      context.globalAlpha = before;
    },
  };
}

function keep<V>(cache: Map<string, V>, key: string, make: () => V): V {
  let value = cache.get(key);
  if (value === undefined) {
    if (cache.size > MOST_KEPT) cache.clear();
    value = make();
    cache.set(key, value);
  }
  return value;
}

function fit(context: CanvasRenderingContext2D, words: string, roomPx: number): string {
  if (context.measureText(words).width <= roomPx) return words;
  let low = 0;
  let high = Math.min(words.length, 200);
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (context.measureText(`${words.slice(0, middle)}…`).width <= roomPx) low = middle;
    else high = middle - 1;
  }
  return `${words.slice(0, low)}…`;
}
