import { useEffect, useRef } from "react";
import type { PointerEvent, RefObject } from "react";
import type { TimelineCamera } from "./camera.js";
import { panWindow, xToTime, zoomWindow } from "./window.js";

const CLICK_SLOP_PX = 4;
const WHEEL_STEP = 0.0016;

export interface TimeCanvasActions {
  /** The pointer rests on a place; null when it left or drags. px from the element's corner. */
  readonly onPoint: (at: { readonly x: number; readonly y: number } | null, event: PointerEvent) => void;
  readonly onClick: (at: { readonly x: number; readonly y: number }, event: PointerEvent) => void;
  readonly onScrollBy: (byPx: number) => void;
}

interface Drag {
  readonly x: number;
  readonly y: number;
  lastY: number;
  readonly fromNs: number;
  readonly toNs: number;
  moved: boolean;
}

/** Wheel and pointer over a canvas with a time axis: the wheel zooms at the cursor, with Shift it pans; a drag pans both ways. */
export function useTimeCanvas(box: RefObject<HTMLElement | null>, camera: TimelineCamera, actions: TimeCanvasActions) {
  const drag = useRef<Drag | null>(null);
  useEffect(() => {
    const target = box.current;
    if (target === null) return;
    const onWheel = (event: WheelEvent) => {
      if (event.altKey) return;
      event.preventDefault();
      const scale = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
      const width = target.clientWidth;
      const sideways = event.shiftKey ? event.deltaY || event.deltaX : event.deltaX;
      if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
        const nsPerPx = (camera.window.toNs - camera.window.fromNs) / Math.max(width, 1);
        camera.set(panWindow(camera.window, camera.bounds, sideways * scale * nsPerPx));
        return;
      }
      const x = event.clientX - target.getBoundingClientRect().left;
      const factor = Math.exp(
        Math.max(-240, Math.min(event.deltaY * scale, 240)) * WHEEL_STEP * (event.ctrlKey ? 4 : 1),
      );
      camera.set(zoomWindow(camera.window, camera.bounds, factor, xToTime(camera.window, width, x)));
    };
    target.addEventListener("wheel", onWheel, { passive: false });
    return () => target.removeEventListener("wheel", onWheel);
  }, [box, camera]);

  const placeOf = (event: PointerEvent) => {
    const rect = box.current?.getBoundingClientRect();
    return { x: event.clientX - (rect?.left ?? 0), y: event.clientY - (rect?.top ?? 0) };
  };
  const end = () => {
    drag.current = null;
    box.current?.removeAttribute("data-panning");
  };
  return {
    onPointerDown(event: PointerEvent) {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      drag.current = { x: event.clientX, y: event.clientY, lastY: event.clientY, ...camera.window, moved: false };
      actions.onPoint(null, event);
    },
    onPointerMove(event: PointerEvent) {
      const from = drag.current;
      if (from === null) {
        actions.onPoint(placeOf(event), event);
        return;
      }
      if (Math.hypot(event.clientX - from.x, event.clientY - from.y) > CLICK_SLOP_PX) from.moved = true;
      if (!from.moved) return;
      box.current?.setAttribute("data-panning", "");
      const nsPerPx = (from.toNs - from.fromNs) / Math.max(box.current?.clientWidth ?? 1, 1);
      camera.set(panWindow(from, camera.bounds, (from.x - event.clientX) * nsPerPx));
      actions.onScrollBy(from.lastY - event.clientY);
      from.lastY = event.clientY;
    },
    onPointerUp(event: PointerEvent) {
      if (drag.current?.moved === false) actions.onClick(placeOf(event), event);
      end();
    },
    onPointerCancel: end,
    onPointerLeave: (event: PointerEvent) => actions.onPoint(null, event),
  };
}
