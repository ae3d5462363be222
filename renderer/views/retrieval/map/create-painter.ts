import { createGlPainter } from "./gl-points.js";
import type { PointPainter } from "./points.js";
import { createRasterPainter } from "./raster-points.js";

/** The painter for this browser: the graphics card's, else one that sets the pixels itself. `refresh` asks for a painting. */
export function createPainter(canvas: HTMLCanvasElement, refresh: () => void): PointPainter {
  return createGlPainter(canvas) ?? createRasterPainter(canvas, refresh);
}
