import { MAP_KINDS, type MapKind } from "../../../../shared/contract/vectors.js";
import type { Rgba } from "../../../lib/theme-inks.js";
import type { Area, View } from "./camera.js";

/** What a point of the map is, as codes of `MAP_KINDS`. */
export const QUERY = MAP_KINDS.indexOf("query");
export const DOCUMENT = MAP_KINDS.indexOf("document");
export const ANSWER = MAP_KINDS.indexOf("answer");
export const TEXT = MAP_KINDS.indexOf("text");
/** Queries are drawn last: they lie on top. */
const FROM_BACK_TO_FRONT = [TEXT, DOCUMENT, ANSWER, QUERY];
/** Widths of the marks in CSS px, by kind. */
const SIZES_PX: Readonly<Record<MapKind, number>> = { query: 9, document: 5.5, answer: 7, text: 5.5 };

/** The line of a ring, in shares of its radius: where its middle lies, and half its width. */
export const RING = { middle: 0.8, half: 0.2 } as const;

/** Where the points lie and what they are; one entry a point in each array. */
export interface Points {
  readonly x: Float32Array;
  readonly y: Float32Array;
  /** Code of `MAP_KINDS`. */
  readonly kind: Uint8Array;
}

/** What one drawing of all points needs besides the points. */
export interface PointLook {
  /** The colour of each point: a place in `colours`. */
  readonly code: Uint8Array;
  readonly colours: readonly Rgba[];
  /** Which kinds are shown, by the code of `MAP_KINDS`. */
  readonly shown: readonly boolean[];
}

/** The width of the marks of each kind in CSS px: less where there are many, more where one looks closely. */
export function markSizesPx(count: number, zoom: number): readonly number[] {
  const crowd = count > 30_000 ? 0.55 : count > 5_000 ? 0.7 : count > 800 ? 0.85 : 1;
  const near = Math.min(1.7, Math.max(1, zoom ** 0.3));
  return MAP_KINDS.map((kind) => SIZES_PX[kind]).map((size) => Math.max(2.5, size * crowd * near));
}

/** Numbers of the points in the order of drawing: by kind, then as they come. */
export function drawingOrder(kind: Uint8Array): Uint32Array {
  const order = new Uint32Array(kind.length);
  let at = 0;
  for (const wanted of FROM_BACK_TO_FRONT) {
    for (let index = 0; index < kind.length; index++) if (kind[index] === wanted) order[at++] = index;
  }
  return order;
}

/** Draws all points of a map on one canvas. */
export interface PointPainter {
  /** Takes points and colours; the next painting shows them. */
  load(points: Points, look: PointLook): void;
  /** Draws what the view shows. `zoom` is against the whole map. */
  paint(view: View, area: Area, zoom: number): void;
  dispose(): void;
}
