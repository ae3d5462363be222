import { toPx, type Area, type View } from "./camera.js";
import { sizeTo } from "./gl-points.js";
import {
  ANSWER,
  drawingOrder,
  markSizesPx,
  QUERY,
  RING,
  TEXT,
  type PointLook,
  type PointPainter,
  type Points,
} from "./points.js";

/** So long the last picture is moved and stretched before the points are drawn anew. */
const STILL_MS = 90;

interface Picture {
  readonly canvas: OffscreenCanvas;
  readonly view: View;
  readonly area: Area;
}

/**
 * Points drawn pixel by pixel, for browsers without WebGL 2. While the camera moves the last picture moves with it; once
 * it rests (`refresh` asks for that painting) all points are drawn again, about 10 ms for 100,000.
 */
export function createRasterPainter(canvas: HTMLCanvasElement, refresh: () => void): PointPainter {
  const context = canvas.getContext("2d");
  let points: Points | null = null;
  let look: PointLook | null = null;
  let order: Uint32Array = new Uint32Array(0);
  let picture: Picture | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let due = true;

  const redraw = (view: View, area: Area, zoom: number, ratio: number): void => {
    if (points === null || look === null) return;
    const [width, height] = [canvas.width, canvas.height];
    const image = new ImageData(Math.max(1, width), Math.max(1, height));
    drawPoints(image, points, look, order, view, area, zoom, ratio);
    const drawn = new OffscreenCanvas(image.width, image.height);
    drawn.getContext("2d")?.putImageData(image, 0, 0);
    picture = { canvas: drawn, view, area };
  };

  return {
    load(nextPoints, nextLook) {
      if (nextPoints !== points) order = drawingOrder(nextPoints.kind);
      points = nextPoints;
      look = nextLook;
      due = true;
    },
    paint(view, area, zoom) {
      const ratio = devicePixelRatio;
      sizeTo(canvas, area, ratio);
      const resized = picture?.area.widthPx !== area.widthPx || picture.area.heightPx !== area.heightPx;
      if (due || resized) redraw(view, area, zoom, ratio);
      else if (picture !== null && picture.view !== view) {
        clearTimeout(timer);
        timer = setTimeout(() => {
          due = true;
          refresh();
        }, STILL_MS);
      }
      due = false;
      if (context === null || picture === null) return;
      context.clearRect(0, 0, canvas.width, canvas.height);
      const stretch = view.pxPerUnit / picture.view.pxPerUnit;
      const corner = toPx(view, area, cornerOf(picture));
      context.drawImage(
        picture.canvas,
        corner.x * ratio,
        corner.y * ratio,
        picture.canvas.width * stretch,
        picture.canvas.height * stretch,
      );
    },
    dispose() {
      clearTimeout(timer);
    },
  };
}

/** The place of the map in a picture's upper left corner. */
function cornerOf({ view, area }: Picture) {
  return {
    x: view.x - area.widthPx / 2 / view.pxPerUnit,
    y: view.y - area.heightPx / 2 / view.pxPerUnit,
  };
}

function drawPoints(
  image: ImageData,
  points: Points,
  look: PointLook,
  order: Uint32Array,
  view: View,
  area: Area,
  zoom: number,
  ratio: number,
): void {
  const pixels = new Uint32Array(image.data.buffer);
  const { width, height } = image;
  const inks = look.colours.map(([red, green, blue]) => {
    const channel = (value: number) => Math.round(value * 255);
    return ((255 << 24) | (channel(blue) << 16) | (channel(green) << 8) | channel(red)) >>> 0;
  });
  const radii = markSizesPx(points.x.length, zoom).map((size) => (size * ratio) / 2);
  const [left, top] = [area.widthPx / 2 - view.x * view.pxPerUnit, area.heightPx / 2 - view.y * view.pxPerUnit];
  for (const index of order) {
    const kind = points.kind[index] ?? 0;
    if (look.shown[kind] !== true) continue;
    const x = ((points.x[index] ?? 0) * view.pxPerUnit + left) * ratio;
    const y = ((points.y[index] ?? 0) * view.pxPerUnit + top) * ratio;
    const radius = radii[kind] ?? 2;
    if (x < -radius || y < -radius || x > width + radius || y > height + radius) continue;
    const ink = inks[look.code[index] ?? 0] ?? 0;
    for (let row = Math.max(0, Math.ceil(y - radius)); row <= Math.min(height - 1, y + radius); row++) {
      const off = Math.abs(row - y);
      const half =
        kind === QUERY ? radius - off : kind === ANSWER ? radius * 0.8 : Math.sqrt(radius * radius - off * off);
      if (kind === ANSWER && off > half) continue;
      const [from, to] = [Math.max(0, Math.round(x - half)), Math.min(width, Math.round(x + half))];
      if (to <= from) continue;
      const hollow = kind === TEXT ? radius * (RING.middle - RING.half) : 0;
      const gap = off < hollow ? Math.sqrt(hollow * hollow - off * off) : 0;
      const [gapFrom, gapTo] = [Math.round(x - gap), Math.round(x + gap)];
      if (gapTo <= gapFrom) pixels.fill(ink, row * width + from, row * width + to);
      else {
        pixels.fill(ink, row * width + from, row * width + Math.max(from, gapFrom));
        pixels.fill(ink, row * width + Math.min(to, gapTo), row * width + to);
      }
    }
  }
}
