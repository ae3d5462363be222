import { useMemo, useState } from "react";
import type { KeyboardEvent, ReactElement } from "react";
import { documentPalette } from "../palette.js";
import { LanesPicture } from "../picture/LanesPicture.js";
import { TimeCanvas } from "../timeline/TimeCanvas.js";
import type { CanvasArea, RunPicture } from "../timeline/TimeCanvas.js";
import type { TimeModel } from "../timeline/use-time-model.js";
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
  readonly matches: readonly number[];
  readonly label: string;
  readonly words: (message: number) => string;
  readonly picture: RunPicture;
  readonly onSelect: (row: number) => void;
  readonly onScrollBy: (byPx: number) => void;
  readonly onKey: (event: KeyboardEvent) => void;
}

/** The lanes: one canvas of those in sight, moved like the bars of the timeline. */
export function LaneCanvas(props: LaneCanvasProps) {
  const { model, layout, scrollPx, selectedRow, focused, matches, words } = props;
  const waits = useMemo(() => userWaits(model.structure), [model.structure]);
  const [hover, setHover] = useState<{ readonly hit: LaneHit; readonly x: number; readonly y: number } | null>(null);
  const sceneOf = (area: CanvasArea): LaneScene => ({
    ...area,
    model,
    layout,
    scrollPx,
    selectedRow,
    focused,
    matches,
    words,
    userWaits: waits,
  });
  const draw = (area: CanvasArea): ReactElement => (
    <LanesPicture title={props.picture.title} scene={sceneOf(area)} palette={documentPalette()} />
  );
  return (
    <TimeCanvas
      {...props.time}
      label={props.label}
      selectedRow={selectedRow}
      picture={{
        ...props.picture,
        view: "swimlanes",
        draw,
      }}
      paint={(context, area) => paintLanes(context, sceneOf(area))}
      rowAt={({ x, y }, area) => hitLane(sceneOf(area), x, y)?.row ?? null}
      onPoint={(at, area, event) => {
        const hit = at === null ? null : hitLane(sceneOf(area), at.x, at.y);
        setHover(hit === null ? null : { hit, x: event.clientX, y: event.clientY });
      }}
      onSelect={props.onSelect}
      onScrollBy={props.onScrollBy}
      onKey={props.onKey}
      enterShows
    >
      {hover === null ? null : <LaneTooltip model={model} hit={hover.hit} words={words} x={hover.x} y={hover.y} />}
    </TimeCanvas>
  );
}
