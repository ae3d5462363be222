import { useMemo, useRef, useState } from "react";
import type { KeyboardEvent } from "react";
import { useSize } from "../../../lib/use-size.js";
import { usePalette } from "../palette.js";
import { prepareCanvas } from "../timeline/canvas.js";
import { panByKey } from "../timeline/camera-keys.js";
import { swatchColours } from "../timeline/row-colours.js";
import bars from "../timeline/timeline.module.css";
import { useCameraPaint } from "../timeline/use-camera-paint.js";
import { useTimeCanvas } from "../timeline/use-time-canvas.js";
import type { TimeModel } from "../timeline/use-time-model.js";
import { windowAround } from "../timeline/window.js";
import { hitLane } from "./hit.js";
import type { LaneHit } from "./hit.js";
import { LaneTooltip } from "./LaneTooltip.js";
import type { LaneLayout } from "./layout.js";
import type { LaneModel } from "./model.js";
import { paintLanes } from "./paint-lanes.js";
import type { LaneScene } from "./scene.js";
import { userWaits } from "./user-waits.js";

export interface LaneCanvasProps {
  readonly model: LaneModel;
  readonly layout: LaneLayout;
  readonly time: TimeModel;
  readonly scrollPx: number;
  readonly selectedRow: number | null;
  readonly focused: boolean;
  readonly label: string;
  readonly words: (message: number) => string;
  readonly onSelect: (row: number) => void;
  readonly onScrollBy: (byPx: number) => void;
  readonly onKey: (event: KeyboardEvent) => void;
}

/** The lanes: one canvas of those in sight, moved like the bars of the timeline. */
export function LaneCanvas(props: LaneCanvasProps) {
  const { model, layout, scrollPx, selectedRow, words } = props;
  const { drawn, camera } = props.time;
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const { widthPx, heightPx } = useSize(box);
  const palette = usePalette();
  const swatches = useMemo(() => swatchColours(drawn.colours, palette), [drawn.colours, palette]);
  const waits = useMemo(() => userWaits(model.structure), [model.structure]);
  const [hover, setHover] = useState<{ readonly hit: LaneHit; readonly x: number; readonly y: number } | null>(null);
  const sceneNow = (): LaneScene => ({
    model,
    layout,
    drawn,
    window: camera.window,
    widthPx,
    heightPx,
    scrollPx,
    palette,
    swatches,
    selectedRow,
    focused: props.focused,
    words,
    userWaits: waits,
  });
  useCameraPaint(camera, () => {
    const context = prepareCanvas(canvas.current, widthPx, heightPx);
    if (context !== null) paintLanes(context, sceneNow());
  });
  const show = (rows: readonly number[]) => {
    const from = Math.min(...rows.map((row) => drawn.startNs[row] ?? 0));
    camera.set(windowAround(from, Math.max(...rows.map((row) => drawn.endNs[row] ?? 0))));
  };
  const pointer = useTimeCanvas(box, camera, {
    onPoint(at, event) {
      const hit = at === null ? null : hitLane(sceneNow(), at.x, at.y);
      setHover(hit === null ? null : { hit, x: event.clientX, y: event.clientY });
    },
    onClick(at, event) {
      const hit = hitLane(sceneNow(), at.x, at.y);
      if (hit === null) return;
      if (event.shiftKey && selectedRow !== null) show([selectedRow, hit.row]);
      else props.onSelect(hit.row);
    },
    onScrollBy: props.onScrollBy,
  });
  return (
    <div
      ref={box}
      className={bars.bars}
      {...pointer}
      onDoubleClick={() => {
        if (selectedRow !== null) show([selectedRow]);
      }}
    >
      <canvas
        ref={canvas}
        role="img"
        tabIndex={0}
        aria-label={props.label}
        onKeyDown={(event) => {
          if (event.key === "Enter" && selectedRow !== null) show([selectedRow]);
          else if (!panByKey(camera, event)) props.onKey(event);
        }}
      />
      {hover === null ? null : <LaneTooltip model={model} hit={hover.hit} words={words} x={hover.x} y={hover.y} />}
    </div>
  );
}
