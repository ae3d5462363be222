import { useState } from "react";
import type { KeyboardEvent, ReactElement } from "react";
import { dictionaryAt } from "../../../../shared/model/columns.js";
import { documentPalette } from "../palette.js";
import { TimelinePicture } from "../picture/TimelinePicture.js";
import type { TimelineCamera } from "./camera.js";
import type { CriticalPath } from "./critical-path.js";
import type { DrawnTrace } from "./drawn.js";
import type { EventIndex } from "./events.js";
import { paintBars } from "./paint-bars.js";
import type { VisibleRows } from "./rows.js";
import { ROW_PX, barExtent } from "./scene.js";
import type { BarScene } from "./scene.js";
import { SpanTooltip } from "./SpanTooltip.js";
import type { Hover } from "./SpanTooltip.js";
import { TimeCanvas } from "./TimeCanvas.js";
import type { CanvasArea, RunPicture } from "./TimeCanvas.js";

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
  readonly picture: RunPicture;
  readonly onHover: (row: number | null) => void;
  readonly onSelect: (row: number) => void;
  readonly onScrollBy: (byPx: number) => void;
  readonly onTreeKey: (event: KeyboardEvent) => void;
}

/** The bars: one canvas of the rows in sight. */
export function Bars(props: BarsProps) {
  const { drawn, visible, camera, scrollPx, selectedRow, hoveredRow } = props;
  const [hover, setHover] = useState<Hover | null>(null);
  const sceneOf = (area: CanvasArea): BarScene => ({
    ...area,
    visible,
    scrollPx,
    selectedRow,
    hoveredRow,
    focused: props.focused,
    path: props.path,
    events: props.events,
    selectionLabel: props.selectionLabel,
  });
  const draw = (area: CanvasArea): ReactElement => (
    <TimelinePicture title={props.picture.title} scene={sceneOf(area)} palette={documentPalette()} />
  );
  const rowAt = (y: number): number | null => visible.rows[Math.floor((y + scrollPx) / ROW_PX)] ?? null;
  const name = selectedRow === null ? null : dictionaryAt(drawn.structure.table.name, selectedRow);
  return (
    <TimeCanvas
      drawn={drawn}
      camera={camera}
      label={name === null ? "Bars of the spans over time" : `Bars of the spans over time, ${name} selected`}
      selectedRow={selectedRow}
      picture={{
        ...props.picture,
        view: "timeline",
        draw,
      }}
      paint={(context, area) => paintBars(context, sceneOf(area))}
      rowAt={({ y }) => rowAt(y)}
      onPoint={(at, area, event) => {
        const row = at === null ? null : rowAt(at.y);
        props.onHover(row);
        const extent = row === null ? null : barExtent(sceneOf(area), row);
        const over = at !== null && extent !== null && at.x >= extent.left - 4 && at.x <= extent.right + 4;
        setHover(row !== null && over ? { row, x: event.clientX, y: event.clientY } : null);
      }}
      onSelect={props.onSelect}
      onScrollBy={props.onScrollBy}
      onKey={props.onTreeKey}
    >
      {hover === null ? null : <SpanTooltip structure={drawn.structure} hover={hover} />}
    </TimeCanvas>
  );
}
