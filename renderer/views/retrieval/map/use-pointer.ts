import { useEffect, useRef, type PointerEvent, type RefObject } from "react";
import { panned, toMap, zoomed, type Place, type View } from "./camera.js";
import { pointAt } from "./find-points.js";
import type { MapLabel } from "./labels.js";
import type { MapCamera } from "./map-camera.js";
import { simplified, type Outline } from "./outline.js";
import type { Points } from "./points.js";

const CLICK_SLOP_PX = 4;
const REACH_PX = 10;
const WHEEL_STEP = 0.0016;
/** Corners of a lasso stand at least so far apart. */
const CORNER_PX = 3;

interface PointerActions {
  readonly points: Points;
  readonly shown: readonly boolean[];
  readonly lassoing: boolean;
  readonly labelAt: (at: Place) => MapLabel | null;
  readonly onHover: (point: number | null) => void;
  readonly onSelect: (point: number | null) => void;
  readonly onOpen: (point: number) => void;
  readonly onLabel: (label: MapLabel) => void;
  /** The line so far, in the map's units; null where the drag was given up. */
  readonly onDraw: (outline: Outline | null) => void;
  readonly onDrawn: (outline: Outline | null) => void;
}

interface Drag {
  readonly from: Place;
  readonly view: View;
  readonly outline: number[] | null;
  last: Place;
  moved: boolean;
}

/** Wheel and pointer over the map: the wheel zooms at the cursor, a drag moves the map, with Shift it draws the lasso. */
export function usePointer(box: RefObject<HTMLElement | null>, camera: MapCamera, actions: PointerActions) {
  const drag = useRef<Drag | null>(null);
  useEffect(() => {
    const target = box.current;
    if (target === null) return;
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      const scale = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
      const rect = target.getBoundingClientRect();
      const at = { x: event.clientX - rect.left, y: event.clientY - rect.top };
      const delta = Math.max(-240, Math.min(event.deltaY * scale, 240));
      const factor = Math.exp(-delta * WHEEL_STEP * (event.ctrlKey ? 4 : 1));
      camera.set(zoomed(camera.view, camera.area, factor, at, camera.bounds));
    };
    target.addEventListener("wheel", onWheel, { passive: false });
    return () => target.removeEventListener("wheel", onWheel);
  }, [box, camera]);

  const placeOf = (event: { readonly clientX: number; readonly clientY: number }): Place => {
    const rect = box.current?.getBoundingClientRect();
    return { x: event.clientX - (rect?.left ?? 0), y: event.clientY - (rect?.top ?? 0) };
  };
  const found = (at: Place) => pointAt(actions.points, actions.shown, camera.view, camera.area, at, REACH_PX);
  const corner = (at: Place): readonly number[] => {
    const { x, y } = toMap(camera.view, camera.area, at);
    return [x, y];
  };
  const end = () => {
    drag.current = null;
    box.current?.removeAttribute("data-moving");
  };
  return {
    onPointerDown(event: PointerEvent) {
      if (event.button !== 0) return;
      const at = placeOf(event);
      event.currentTarget.setPointerCapture(event.pointerId);
      const outline = event.shiftKey || actions.lassoing ? [...corner(at)] : null;
      drag.current = { from: at, last: at, view: camera.view, outline, moved: false };
    },
    onPointerMove(event: PointerEvent) {
      const at = placeOf(event);
      const { current } = drag;
      if (current === null) {
        const point = found(at);
        box.current?.setAttribute("data-over", point === null && actions.labelAt(at) === null ? "" : "mark");
        actions.onHover(point);
        return;
      }
      if (Math.hypot(at.x - current.from.x, at.y - current.from.y) > CLICK_SLOP_PX && !current.moved) {
        current.moved = true;
        actions.onHover(null);
        if (current.outline === null) box.current?.setAttribute("data-moving", "");
      }
      if (!current.moved) return;
      if (current.outline === null) {
        camera.set(panned(current.view, { x: at.x - current.from.x, y: at.y - current.from.y }, camera.bounds));
      } else if (Math.hypot(at.x - current.last.x, at.y - current.last.y) >= CORNER_PX) {
        current.last = at;
        current.outline.push(...corner(at));
        actions.onDraw([...current.outline]);
      }
    },
    onPointerUp(event: PointerEvent) {
      const { current } = drag;
      end();
      if (current === null) return;
      if (current.outline !== null && current.moved) {
        actions.onDrawn(current.outline.length < 6 ? null : simplified(current.outline));
        return;
      }
      if (current.moved) return;
      const at = placeOf(event);
      const point = found(at);
      const label = point === null ? actions.labelAt(at) : null;
      if (label !== null) actions.onLabel(label);
      else actions.onSelect(point);
    },
    onPointerCancel() {
      if (drag.current?.outline != null) actions.onDraw(null);
      end();
    },
    onPointerLeave: () => actions.onHover(null),
    onDoubleClick(event: { readonly clientX: number; readonly clientY: number }) {
      const point = found(placeOf(event));
      if (point !== null) actions.onOpen(point);
    },
  };
}
