import { useLayoutEffect, useRef } from "react";
import { usePalette } from "../palette.js";
import { useSize } from "../use-size.js";
import type { TimelineCamera } from "./camera.js";
import { prepareCanvas } from "./canvas.js";
import styles from "./timeline.module.css";
import { ticksOf, timeToX } from "./window.js";

/** The line of times over the bars; says nothing to assistive technology that the rows do not say. */
export function TimeAxis({ camera }: { readonly camera: TimelineCamera }) {
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const { widthPx, heightPx } = useSize(box);
  const palette = usePalette();
  useLayoutEffect(() => {
    const paint = () => {
      const context = prepareCanvas(canvas.current, widthPx, heightPx);
      if (context === null) return;
      context.fillStyle = palette.surface;
      context.fillRect(0, 0, widthPx, heightPx);
      context.font = `11px ${palette.font}`;
      for (const tick of ticksOf(camera.window, widthPx)) {
        const x = Math.round(timeToX(camera.window, widthPx, tick.atNs));
        context.fillStyle = palette.lineStrong;
        context.fillRect(x, 6, 1, heightPx - 6);
        context.fillStyle = palette.text3;
        context.fillText(tick.label, x + 4, 16);
      }
    };
    paint();
    return camera.subscribe(paint);
  }, [camera, palette, widthPx, heightPx]);
  return (
    <div ref={box} className={styles.axis} aria-hidden="true">
      <canvas ref={canvas} />
    </div>
  );
}
