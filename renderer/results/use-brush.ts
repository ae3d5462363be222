import { useRef, useState, type KeyboardEvent, type PointerEvent, type RefObject } from "react";
import type { Brush } from "./histogram-model.js";

interface BrushHandle {
  /** Null while nothing is being chosen. */
  readonly brush: Brush | null;
  readonly frame: RefObject<HTMLDivElement | null>;
  /** Handlers of the frame that the buckets lie in, side by side and equally wide. */
  readonly handlers: {
    readonly onKeyDown: (event: KeyboardEvent) => void;
    readonly onPointerDown: (event: PointerEvent) => void;
    readonly onPointerMove: (event: PointerEvent) => void;
    readonly onPointerUp: (event: PointerEvent) => void;
    readonly onPointerCancel: () => void;
  };
}

/** Chooses buckets of a histogram by dragging, or with the arrow keys (with Shift several) and Enter. */
export function useBrush(count: number, onChoose: (chosen: Brush) => void): BrushHandle {
  const frame = useRef<HTMLDivElement>(null);
  const dragging = useRef(false);
  const [brush, setBrush] = useState<Brush | null>(null);
  const last = count - 1;
  const clamp = (bucket: number) => Math.max(0, Math.min(last, bucket));
  const bucketAt = (event: PointerEvent): number => {
    const box = frame.current?.getBoundingClientRect();
    if (box === undefined || box.width === 0) return 0;
    return clamp(Math.floor(((event.clientX - box.left) / box.width) * count));
  };
  const choose = (chosen: Brush) => {
    setBrush(null);
    onChoose(chosen);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const places: Readonly<Record<string, number>> = {
      ArrowLeft: brush === null ? last : clamp(brush.to - 1),
      ArrowRight: brush === null ? 0 : clamp(brush.to + 1),
      Home: 0,
      End: last,
    };
    const to = places[event.key];
    if (to !== undefined) {
      setBrush({ from: event.shiftKey && brush !== null ? brush.from : to, to });
    } else if (event.key === "Enter" && brush !== null) choose(brush);
    else if (event.key === "Escape" && brush !== null) setBrush(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return {
    brush,
    frame,
    handlers: {
      onKeyDown,
      onPointerDown: (event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        dragging.current = true;
        setBrush({ from: bucketAt(event), to: bucketAt(event) });
      },
      onPointerMove: (event) => {
        if (dragging.current && brush !== null) setBrush({ from: brush.from, to: bucketAt(event) });
      },
      onPointerUp: (event) => {
        if (!dragging.current || brush === null) return;
        dragging.current = false;
        choose({ from: brush.from, to: bucketAt(event) });
      },
      onPointerCancel: () => {
        dragging.current = false;
        setBrush(null);
      },
    },
  };
}
