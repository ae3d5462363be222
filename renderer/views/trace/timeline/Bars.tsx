import { useMemo, useRef, useState } from "react";
import type { KeyboardEvent } from "react";
import { dictionaryAt } from "../../../../shared/model/columns.js";
import { usePalette } from "../palette.js";
import { useSize } from "../../../lib/use-size.js";
import type { TimelineCamera } from "./camera.js";
import { panByKey } from "./camera-keys.js";
import { prepareCanvas } from "./canvas.js";
import type { CriticalPath } from "./critical-path.js";
import type { DrawnTrace } from "./drawn.js";
import type { EventIndex } from "./events.js";
import { paintBars } from "./paint-bars.js";
import { swatchColours } from "./row-colours.js";
import type { VisibleRows } from "./rows.js";
import { ROW_PX, barExtent } from "./scene.js";
import type { BarScene } from "./scene.js";
import { SpanTooltip } from "./SpanTooltip.js";
import type { Hover } from "./SpanTooltip.js";
import styles from "./timeline.module.css";
import { useCameraPaint } from "./use-camera-paint.js";
import { useTimeCanvas } from "./use-time-canvas.js";
import { windowAround } from "./window.js";

export interface BarsProps {
  readonly drawn: DrawnTrace;
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

/** The bars: one canvas of the rows in sight. A click selects, two clicks zoom in; with Shift a click shows the stretch from the selection to it. */
export function Bars(props: BarsProps) {
  const { drawn, visible, camera, scrollPx, selectedRow, hoveredRow } = props;
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const { widthPx, heightPx } = useSize(box);
  const palette = usePalette();
  const swatches = useMemo(() => swatchColours(drawn.colours, palette), [drawn.colours, palette]);
  const [hover, setHover] = useState<Hover | null>(null);

  const sceneNow = (): BarScene => ({
    drawn,
    visible,
    window: camera.window,
    widthPx,
    heightPx,
    scrollPx,
    palette,
    swatches,
    selectedRow,
    hoveredRow,
    focused: props.focused,
    path: props.path,
    events: props.events,
    selectionLabel: props.selectionLabel,
  });
  useCameraPaint(camera, () => {
    const context = prepareCanvas(canvas.current, widthPx, heightPx);
    if (context !== null) paintBars(context, sceneNow());
  });

  const show = (rows: readonly number[]) => {
    const from = Math.min(...rows.map((row) => drawn.startNs[row] ?? 0));
    camera.set(windowAround(from, Math.max(...rows.map((row) => drawn.endNs[row] ?? 0))));
  };
  const rowAt = (y: number): number | null => visible.rows[Math.floor((y + scrollPx) / ROW_PX)] ?? null;
  const pointer = useTimeCanvas(box, camera, {
    onPoint(at, event) {
      const row = at === null ? null : rowAt(at.y);
      props.onHover(row);
      const extent = row === null ? null : barExtent(sceneNow(), row);
      const over = at !== null && extent !== null && at.x >= extent.left - 4 && at.x <= extent.right + 4;
      setHover(row !== null && over ? { row, x: event.clientX, y: event.clientY } : null);
    },
    onClick(at, event) {
      const row = rowAt(at.y);
      if (row === null) return;
      if (event.shiftKey && selectedRow !== null) show([selectedRow, row]);
      else props.onSelect(row);
    },
    onScrollBy: props.onScrollBy,
  });
  const name = selectedRow === null ? null : dictionaryAt(drawn.structure.table.name, selectedRow);
  return (
    <div
      ref={box}
      className={styles.bars}
      {...pointer}
      onDoubleClick={() => {
        if (selectedRow !== null) show([selectedRow]);
      }}
    >
      <canvas
        ref={canvas}
        role="img"
        tabIndex={0}
        aria-label={name === null ? "Bars of the spans over time" : `Bars of the spans over time, ${name} selected`}
        onKeyDown={(event) => {
          if (!panByKey(camera, event)) props.onTreeKey(event);
        }}
      />
      {hover === null ? null : <SpanTooltip structure={drawn.structure} hover={hover} />}
    </div>
  );
}
