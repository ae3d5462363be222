import { useEffect, useMemo, useRef, useState, type PointerEvent, type RefObject } from "react";
import { insertionAt } from "./order.js";

interface Place {
  readonly start: number;
  readonly end: number;
}

interface Drag {
  readonly from: number;
  /** Before which place it would be put; the count for the end. */
  readonly to: number;
}

/** What a grip does; `index` is the place of its item. */
export interface GripHandlers {
  readonly onPointerDown: (index: number, event: PointerEvent<HTMLElement>) => void;
  readonly onPointerMove: (event: PointerEvent<HTMLElement>) => void;
  readonly onPointerUp: (event: PointerEvent<HTMLElement>) => void;
  readonly onPointerCancel: () => void;
}

interface DragOrderOptions {
  readonly scroller: RefObject<HTMLElement | null>;
  /** Where each item lies, px from the top of what is scrolled. */
  readonly places: () => readonly Place[];
  readonly onMove: (from: number, to: number) => void;
}

/** Nearer to an edge than this the list scrolls by itself, and so much a frame. */
const EDGE_PX = 48;
const SCROLL_PX = 14;

/** Moving items by their grips. Escape leaves everything where it was. */
export function useDragOrder({ scroller, places, onMove }: DragOrderOptions) {
  const [drag, setDrag] = useState<Drag | null>(null);
  const pointerY = useRef(0);
  const held = useRef<number | null>(null);
  const latest = useRef({ places, onMove });
  useEffect(() => {
    latest.current = { places, onMove };
  });

  const dragging = drag !== null;
  useEffect(() => {
    const box = scroller.current;
    if (!dragging || box === null) return;
    let frame = 0;
    const follow = () => {
      const { top, bottom } = box.getBoundingClientRect();
      if (pointerY.current < top + EDGE_PX) box.scrollTop -= SCROLL_PX;
      else if (pointerY.current > bottom - EDGE_PX) box.scrollTop += SCROLL_PX;
      const to = insertionAt(latest.current.places(), pointerY.current - top + box.scrollTop);
      setDrag((now) => (now === null || now.to === to ? now : { ...now, to }));
      frame = requestAnimationFrame(follow);
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      held.current = null;
      setDrag(null);
    };
    frame = requestAnimationFrame(follow);
    window.addEventListener("keydown", onKey, true);
    return () => {
      cancelAnimationFrame(frame);
      window.removeEventListener("keydown", onKey, true);
    };
  }, [dragging, scroller]);

  // The same handlers for as long as the list stands, so that a row is not drawn anew for them.
  const grips = useMemo((): GripHandlers => {
    const end = () => {
      held.current = null;
      setDrag(null);
    };
    return {
      onPointerDown: (index, event) => {
        if (event.button !== 0) return;
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
        pointerY.current = event.clientY;
        held.current = index;
        setDrag({ from: index, to: index });
      },
      onPointerMove: (event) => {
        pointerY.current = event.clientY;
      },
      onPointerUp: (event) => {
        const box = scroller.current;
        const from = held.current;
        if (from === null || box === null) return;
        // As the pointer lies now: a frame may not have come since it moved.
        const yPx = event.clientY - box.getBoundingClientRect().top + box.scrollTop;
        end();
        latest.current.onMove(from, insertionAt(latest.current.places(), yPx));
      },
      onPointerCancel: end,
    };
  }, [scroller]);
  return { drag, grips };
}
