import { memo, useLayoutEffect, useRef } from "react";
import type { PointerEvent } from "react";
import { toPixel, usePalette } from "../palette.js";
import { useSize } from "../../../lib/use-size.js";
import type { TimelineCamera } from "./camera.js";
import { prepareCanvas } from "./canvas.js";
import type { DrawnTrace } from "./drawn.js";
import { rasteriseMinimap } from "./paint-minimap.js";
import type { VisibleRows } from "./rows.js";
import styles from "./timeline.module.css";
import { panWindow, timeToX, xToTime } from "./window.js";

interface Drag {
  readonly part: "window" | "from" | "to" | "new";
  readonly startX: number;
  readonly fromNs: number;
  readonly toNs: number;
}

const GRIP_PX = 6;

export interface MinimapProps {
  readonly drawn: DrawnTrace;
  readonly visible: VisibleRows;
  readonly camera: TimelineCamera;
}

/** The whole trace with the shown stretch as a window: drag it, drag its edges, or draw a new one beside it. */
export const Minimap = memo(function Minimap({ drawn, visible, camera }: MinimapProps) {
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const drag = useRef<Drag | null>(null);
  const { widthPx, heightPx } = useSize(box);
  const palette = usePalette();

  useLayoutEffect(() => {
    const context = prepareCanvas(canvas.current, widthPx, heightPx);
    if (context === null) return;
    const { pixels, width, height } = rasteriseMinimap(
      drawn,
      visible,
      camera.bounds,
      widthPx,
      heightPx,
      devicePixelRatio,
      palette,
    );
    const ground = toPixel(palette.surfaceSunken);
    for (let index = 0; index < pixels.length; index++) if (pixels[index] === 0) pixels[index] = ground;
    context.putImageData(new ImageData(new Uint8ClampedArray(pixels.buffer), width, height), 0, 0);
  }, [drawn, visible, camera, palette, widthPx, heightPx]);

  useLayoutEffect(() => {
    const place = () => {
      if (frame.current === null) return;
      const left = timeToX(camera.bounds, widthPx, camera.window.fromNs);
      const right = timeToX(camera.bounds, widthPx, camera.window.toNs);
      frame.current.style.transform = `translateX(${left}px)`;
      frame.current.style.width = `${Math.max(right - left, 4)}px`;
    };
    place();
    return camera.subscribe(place);
  }, [camera, widthPx]);

  const xOf = (event: PointerEvent) => event.clientX - (box.current?.getBoundingClientRect().left ?? 0);
  const start = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const x = xOf(event);
    const { fromNs, toNs } = camera.window;
    const left = timeToX(camera.bounds, widthPx, fromNs);
    const right = timeToX(camera.bounds, widthPx, toNs);
    const inside = x > left && x < right;
    const part =
      Math.abs(x - left) <= GRIP_PX
        ? "from"
        : Math.abs(x - right) <= GRIP_PX
          ? "to"
          : inside && !camera.fitted
            ? "window"
            : "new";
    drag.current = { part, startX: x, fromNs, toNs };
  };
  const move = (event: PointerEvent<HTMLDivElement>) => {
    const from = drag.current;
    if (from === null) return;
    const x = xOf(event);
    const atNs = xToTime(camera.bounds, widthPx, x);
    const startNs = xToTime(camera.bounds, widthPx, from.startX);
    if (from.part === "window") camera.set(panWindow(from, camera.bounds, atNs - startNs));
    else if (from.part === "from") camera.set({ fromNs: Math.min(atNs, from.toNs - 1), toNs: from.toNs });
    else if (from.part === "to") camera.set({ fromNs: from.fromNs, toNs: Math.max(atNs, from.fromNs + 1) });
    else if (Math.abs(x - from.startX) > 3) {
      camera.set({ fromNs: Math.min(startNs, atNs), toNs: Math.max(startNs, atNs) });
    }
  };
  const end = () => (drag.current = null);
  return (
    <div
      ref={box}
      className={styles.minimap}
      onPointerDown={start}
      onPointerMove={move}
      onPointerUp={end}
      onPointerCancel={end}
      onDoubleClick={() => camera.set(camera.bounds)}
      title="Drag the window to move in time, its edges to zoom. Double click shows all"
    >
      <canvas ref={canvas} role="img" aria-label="The whole trace" />
      <div ref={frame} className={styles.window} />
    </div>
  );
});
