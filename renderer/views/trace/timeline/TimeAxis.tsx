import { memo, useRef } from "react";
import { usePalette } from "../palette.js";
import { useSize } from "../../../lib/use-size.js";
import { breaksOf, ticksOf } from "./axis.js";
import type { TimelineCamera } from "./camera.js";
import { prepareCanvas } from "./canvas.js";
import { paintGaps } from "./paint-gaps.js";
import styles from "./timeline.module.css";
import { useCameraPaint } from "./use-camera-paint.js";

/** The line of times over the bars; says nothing to assistive technology that the rows do not say. */
export const TimeAxis = memo(function TimeAxis({ camera }: { readonly camera: TimelineCamera }) {
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const { widthPx, heightPx } = useSize(box);
  const palette = usePalette();
  useCameraPaint(camera, () => {
    const context = prepareCanvas(canvas.current, widthPx, heightPx);
    if (context === null) return;
    context.fillStyle = palette.surface;
    context.fillRect(0, 0, widthPx, heightPx);
    context.font = `11px ${palette.font}`;
    paintGaps(context, { window: camera.window, widthPx, palette }, camera.scale, 0, heightPx);
    for (const tick of ticksOf(camera.scale, camera.window, widthPx)) {
      const x = Math.round(tick.x);
      context.fillStyle = palette.lineStrong;
      context.fillRect(x, 6, 1, heightPx - 6);
      context.fillStyle = palette.text3;
      if (x + 4 + context.measureText(tick.label).width < widthPx) context.fillText(tick.label, x + 4, 16);
    }
    for (const gap of breaksOf(camera.scale, camera.window, widthPx)) {
      const middle = (gap.left + gap.right) / 2;
      const width = context.measureText(gap.label).width;
      if (width + 12 < gap.right - gap.left) {
        context.fillStyle = palette.text3;
        context.fillText(gap.label, middle - width / 2, 16);
      }
    }
  });
  return (
    <div ref={box} className={styles.axis} aria-hidden="true">
      <canvas ref={canvas} />
    </div>
  );
});
