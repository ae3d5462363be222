import { useMemo, useRef } from "react";
import type { KeyboardEvent, PointerEvent, ReactElement, ReactNode } from "react";
import type { TraceId } from "../../../../shared/model/ids.js";
import { useSize } from "../../../lib/use-size.js";
import { usePictureEvidence } from "../../../results/use-picture-evidence.js";
import { usePalette } from "../palette.js";
import type { Palette } from "../palette.js";
import type { TimelineCamera } from "./camera.js";
import { panByKey } from "./camera-keys.js";
import { prepareCanvas } from "./canvas.js";
import type { DrawnTrace } from "./drawn.js";
import { swatchColours } from "./row-colours.js";
import styles from "./timeline.module.css";
import { useCameraPaint } from "./use-camera-paint.js";
import { useTimeCanvas } from "./use-time-canvas.js";
import { windowAround } from "./window.js";
import type { TimeWindow } from "./window.js";

/** What a picture on a time axis is painted with, and into how much room. */
export interface CanvasArea {
  readonly drawn: DrawnTrace;
  /** Shown ns. */
  readonly window: TimeWindow;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly palette: Palette;
  readonly swatches: readonly string[];
}

/** A place on the canvas, px from its corner. */
export interface CanvasPlace {
  readonly x: number;
  readonly y: number;
}

/** The run that a picture is of, and what the picture is called. */
export interface RunPicture {
  readonly title: string;
  readonly traceId: TraceId;
}

export interface TimeCanvasProps {
  readonly drawn: DrawnTrace;
  readonly camera: TimelineCamera;
  readonly label: string;
  readonly selectedRow: number | null;
  readonly paint: (context: CanvasRenderingContext2D, area: CanvasArea) => void;
  /** The row at a place; null for none. */
  readonly rowAt: (at: CanvasPlace, area: CanvasArea) => number | null;
  /** The pointer rests on a place; null when it left or drags. */
  readonly onPoint: (at: CanvasPlace | null, area: CanvasArea, event: PointerEvent) => void;
  readonly onSelect: (row: number) => void;
  readonly onScrollBy: (byPx: number) => void;
  /** Keys that do not move the camera. */
  readonly onKey: (event: KeyboardEvent) => void;
  /** Enter shows the selected span at full width, as two clicks do. */
  readonly enterShows?: boolean;
  /** What is shown, as a drawing for an incident. */
  readonly picture: RunPicture & {
    readonly view: "timeline" | "swimlanes";
    readonly draw: (area: CanvasArea) => ReactElement;
  };
  /** Stands over the canvas. */
  readonly children?: ReactNode;
}

/**
 * A canvas with a time axis, painted when its camera moves. A click selects, two clicks show what is selected at full width; with
 * Shift a click shows the stretch from the selection to it.
 */
export function TimeCanvas(props: TimeCanvasProps) {
  const { drawn, camera, selectedRow } = props;
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const { widthPx, heightPx } = useSize(box);
  const palette = usePalette();
  const swatches = useMemo(() => swatchColours(drawn.colours, palette), [drawn.colours, palette]);
  const areaNow = (): CanvasArea => ({ drawn, window: camera.window, widthPx, heightPx, palette, swatches });
  useCameraPaint(camera, () => {
    const context = prepareCanvas(canvas.current, widthPx, heightPx);
    if (context !== null) props.paint(context, areaNow());
  });
  const show = (rows: readonly number[]) => {
    const from = Math.min(...rows.map((row) => drawn.startNs[row] ?? 0));
    camera.set(windowAround(from, Math.max(...rows.map((row) => drawn.endNs[row] ?? 0))));
  };
  const showSelected = () => {
    if (selectedRow !== null) show([selectedRow]);
  };
  const { picture } = props;
  usePictureEvidence(picture.view, picture.title, () => picture.draw(areaNow()), picture.traceId);
  const pointer = useTimeCanvas(box, camera, {
    onPoint: (at, event) => props.onPoint(at, areaNow(), event),
    onClick(at, event) {
      const row = props.rowAt(at, areaNow());
      if (row === null) return;
      if (event.shiftKey && selectedRow !== null) show([selectedRow, row]);
      else props.onSelect(row);
    },
    onScrollBy: props.onScrollBy,
  });
  return (
    <div ref={box} className={styles.bars} {...pointer} onDoubleClick={showSelected}>
      <canvas
        ref={canvas}
        role="img"
        tabIndex={0}
        aria-label={props.label}
        onKeyDown={(event) => {
          if (event.key === "Enter" && props.enterShows === true) showSelected();
          else if (!panByKey(camera, event)) props.onKey(event);
        }}
      />
      {props.children}
    </div>
  );
}
