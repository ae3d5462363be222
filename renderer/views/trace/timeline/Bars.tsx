import { useEffect, useLayoutEffect, useRef, useState } from "react";
import type { KeyboardEvent, PointerEvent } from "react";
import { dictionaryAt } from "../../../../shared/model/columns.js";
import { usePalette } from "../palette.js";
import type { TraceStructure } from "../structure.js";
import { useSize } from "../use-size.js";
import type { TimelineCamera } from "./camera.js";
import { prepareCanvas } from "./canvas.js";
import type { CriticalPath } from "./critical-path.js";
import type { EventIndex } from "./events.js";
import { paintBars } from "./paint-bars.js";
import type { VisibleRows } from "./rows.js";
import { ROW_PX, barExtent } from "./scene.js";
import type { BarScene } from "./scene.js";
import { SpanTooltip } from "./SpanTooltip.js";
import type { Hover } from "./SpanTooltip.js";
import styles from "./timeline.module.css";
import { panWindow, windowAround, xToTime, zoomWindow } from "./window.js";

export interface BarsProps {
  readonly structure: TraceStructure;
  readonly visible: VisibleRows;
  readonly camera: TimelineCamera;
  readonly scrollPx: number;
  readonly selectedRow: number | null;
  readonly hoveredRow: number | null;
  readonly focused: boolean;
  readonly path: CriticalPath | null;
  readonly events: EventIndex;
  readonly selectionLabel: string;
  readonly onHover: (row: number | null) => void;
  readonly onSelect: (row: number) => void;
  readonly onScrollBy: (byPx: number) => void;
  readonly onTreeKey: (event: KeyboardEvent) => void;
}

const CLICK_SLOP_PX = 4;
const WHEEL_STEP = 0.0016;

/** The bars: one canvas of the rows in sight. Wheel zooms at the cursor, drag pans, a click selects, two clicks zoom in. */
export function Bars(props: BarsProps) {
  const { structure, visible, camera, scrollPx, selectedRow, hoveredRow, focused, path, events, selectionLabel } =
    props;
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const { widthPx, heightPx } = useSize(box);
  const palette = usePalette();
  const [hover, setHover] = useState<Hover | null>(null);
  const drag = useRef<{ x: number; y: number; lastY: number; fromNs: number; toNs: number; moved: boolean } | null>(
    null,
  );

  const sceneNow = (): BarScene => ({
    structure,
    visible,
    window: camera.window,
    widthPx,
    heightPx,
    scrollPx,
    palette,
    selectedRow,
    hoveredRow,
    focused,
    path,
    events,
    selectionLabel,
  });
  const scene = useRef(sceneNow);
  scene.current = sceneNow;

  // A render draws at once, so that tree and bars move together; it makes a frame that the camera asked for needless.
  const request = useRef(0);
  useLayoutEffect(() => {
    cancelAnimationFrame(request.current);
    request.current = 0;
    paint(canvas.current, scene.current());
  });
  useEffect(() => {
    const stop = camera.subscribe(() => {
      if (request.current !== 0) return;
      request.current = requestAnimationFrame(() => {
        request.current = 0;
        paint(canvas.current, scene.current());
      });
    });
    return () => {
      stop();
      cancelAnimationFrame(request.current);
    };
  }, [camera]);

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
  }, [camera]);

  const rowAt = (event: PointerEvent): number | null => {
    const rect = box.current?.getBoundingClientRect();
    if (rect === undefined) return null;
    return visible.rows[Math.floor((event.clientY - rect.top + scrollPx) / ROW_PX)] ?? null;
  };
  const onPointerDown = (event: PointerEvent) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { x: event.clientX, y: event.clientY, lastY: event.clientY, ...camera.window, moved: false };
    setHover(null);
  };
  const onPointerMove = (event: PointerEvent) => {
    const from = drag.current;
    if (from === null) {
      const row = rowAt(event);
      props.onHover(row);
      const x = event.clientX - (box.current?.getBoundingClientRect().left ?? 0);
      const extent = row === null ? null : barExtent(scene.current(), row);
      const over = extent !== null && x >= extent.left - 4 && x <= extent.right + 4;
      setHover(row !== null && over ? { row, x: event.clientX, y: event.clientY } : null);
      return;
    }
    if (Math.hypot(event.clientX - from.x, event.clientY - from.y) > CLICK_SLOP_PX) from.moved = true;
    if (!from.moved) return;
    box.current?.setAttribute("data-panning", "");
    const nsPerPx = (from.toNs - from.fromNs) / Math.max(widthPx, 1);
    camera.set(panWindow(from, camera.bounds, (from.x - event.clientX) * nsPerPx));
    props.onScrollBy(from.lastY - event.clientY);
    from.lastY = event.clientY;
  };
  const onPointerUp = (event: PointerEvent) => {
    const row = rowAt(event);
    if (drag.current?.moved === false && row !== null) props.onSelect(row);
    drag.current = null;
    box.current?.removeAttribute("data-panning");
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const length = camera.window.toNs - camera.window.fromNs;
    if (event.key === "ArrowLeft" || event.key === "ArrowRight") {
      event.preventDefault();
      event.stopPropagation();
      camera.set(panWindow(camera.window, camera.bounds, (event.key === "ArrowLeft" ? -0.15 : 0.15) * length));
      return;
    }
    props.onTreeKey(event);
  };
  const name = selectedRow === null ? null : dictionaryAt(structure.table.name, selectedRow);
  return (
    <div
      ref={box}
      className={styles.bars}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerUp}
      onPointerCancel={() => (drag.current = null)}
      onPointerLeave={() => {
        props.onHover(null);
        setHover(null);
      }}
      onDoubleClick={() => {
        if (selectedRow === null) return;
        camera.set(windowAround(structure.startNs[selectedRow] ?? 0, structure.endNs[selectedRow] ?? 0));
      }}
    >
      <canvas
        ref={canvas}
        role="img"
        tabIndex={0}
        aria-label={name === null ? "Bars of the spans over time" : `Bars of the spans over time, ${name} selected`}
        onKeyDown={onKeyDown}
      />
      {hover === null ? null : <SpanTooltip structure={structure} hover={hover} />}
    </div>
  );
}

function paint(canvas: HTMLCanvasElement | null, scene: BarScene): void {
  const context = prepareCanvas(canvas, scene.widthPx, scene.heightPx);
  if (context !== null) paintBars(context, scene);
}
