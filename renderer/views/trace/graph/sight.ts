import type { View } from "./scene.js";

/** A part of a picture, in its own px. */
export interface Bounds {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

interface Size {
  readonly widthPx: number;
  readonly heightPx: number;
}

const EDGE_PX = 24;

/** The view that shows a part, moved as little as it must; null where the part is seen already. */
export function showIn(bounds: Bounds, view: View, { widthPx, heightPx }: Size): View | null {
  const { x, y, zoom } = view;
  const dx = shift(bounds.left * zoom + x, bounds.right * zoom + x, widthPx);
  const dy = shift(bounds.top * zoom + y, bounds.bottom * zoom + y, heightPx);
  return dx === 0 && dy === 0 ? null : { x: x + dx, y: y + dy, zoom };
}

/**
 * The view that goes on showing a part after the window's size changed, as when the inspector opens over what was clicked;
 * null where nothing has to move: it is still seen, or it was out of sight before.
 */
export function keepInSight(bounds: Bounds, view: View, before: Size, after: Size): View | null {
  return touches(bounds, view, before) && !touches(bounds, view, after) ? showIn(bounds, view, after) : null;
}

/** Whether the middle of a part is seen: what is wider than the window can never be seen whole. */
function touches(bounds: Bounds, { x, y, zoom }: View, { widthPx, heightPx }: Size): boolean {
  const midX = ((bounds.left + bounds.right) / 2) * zoom + x;
  const midY = ((bounds.top + bounds.bottom) / 2) * zoom + y;
  return midX >= 0 && midX <= widthPx && midY >= 0 && midY <= heightPx;
}

/** How far something that lies between two points must move to be seen in a window of a size. */
function shift(from: number, to: number, size: number): number {
  if (from < EDGE_PX) return EDGE_PX - from;
  return to > size - EDGE_PX ? Math.max(size - EDGE_PX - to, EDGE_PX - from) : 0;
}
