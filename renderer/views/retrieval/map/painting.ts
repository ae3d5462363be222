import { createPainter } from "./create-painter.js";
import { sizeTo } from "./gl-points.js";
import type { MapCamera } from "./map-camera.js";
import { paintOver, type DrawnLabel, type Scene } from "./paint.js";
import type { PointLook, PointPainter } from "./points.js";

/** Keeps the canvases of a map painted, at most once a frame, beside React: a move of the camera renders nothing. */
export class MapPainting {
  #canvases: { readonly points: HTMLCanvasElement; readonly over: HTMLCanvasElement } | null = null;
  #painter: PointPainter | null = null;
  #camera: MapCamera | null = null;
  #scene: Scene | null = null;
  #look: PointLook | null = null;
  #frame = 0;
  /** Where words stand on the picture, px. */
  labels: readonly DrawnLabel[] = [];

  /** Takes the two canvases, the lower one for the points; gives what lets go of them. */
  attach(points: HTMLCanvasElement, over: HTMLCanvasElement): () => void {
    this.#canvases = { points, over };
    const renew = (): void => {
      this.#painter?.dispose();
      this.#painter = createPainter(points, this.request);
      this.#load();
    };
    // A graphics card may be taken away and come back; the points are then sent anew.
    const lost = (event: Event): void => event.preventDefault();
    renew();
    points.addEventListener("webglcontextlost", lost);
    points.addEventListener("webglcontextrestored", renew);
    return () => {
      points.removeEventListener("webglcontextlost", lost);
      points.removeEventListener("webglcontextrestored", renew);
      cancelAnimationFrame(this.#frame);
      this.#frame = 0;
      this.#painter?.dispose();
      this.#painter = null;
      this.#canvases = null;
    };
  }

  show(camera: MapCamera, scene: Scene, look: PointLook): void {
    const isSame = this.#look === look && this.#scene?.points === scene.points;
    this.#camera = camera;
    this.#scene = scene;
    this.#look = look;
    if (isSame) this.request();
    else this.#load();
  }

  /** Asks for a painting at the next frame. */
  readonly request = (): void => {
    if (this.#frame === 0) this.#frame = requestAnimationFrame(() => this.#paint());
  };

  #load(): void {
    if (this.#scene !== null && this.#look !== null) this.#painter?.load(this.#scene.points, this.#look);
    this.request();
  }

  #paint(): void {
    this.#frame = 0;
    const [canvases, camera, scene] = [this.#canvases, this.#camera, this.#scene];
    if (canvases === null || camera === null || scene === null || camera.area.widthPx === 0) return;
    this.#painter?.paint(camera.view, camera.area, camera.zoom);
    sizeTo(canvases.over, camera.area, devicePixelRatio);
    const context = canvases.over.getContext("2d");
    if (context === null) return;
    context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
    this.labels = paintOver(context, scene, camera.view, camera.area);
  }
}
