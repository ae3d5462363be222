import { useMemo, useState, type ReactNode } from "react";
import { useThemeInks } from "../../../lib/theme-inks.js";
import { runCommand, useCommand } from "../../../state/commands.js";
import type { RetrievalRoute } from "../../../state/retrieval-route.js";
import { IconButton } from "../../../ui/IconButton.js";
import { KIND_COLOURS } from "./colours.js";
import { HoverCard } from "./HoverCard.js";
import { LassoBar } from "./LassoBar.js";
import { MapCanvas, zoomBy } from "./MapCanvas.js";
import { MapLegend } from "./MapLegend.js";
import styles from "./map.module.css";
import { formatOutline, type Outline } from "./outline.js";
import type { PointLook } from "./points.js";
import { useCamera } from "./use-camera.js";
import type { MapModel } from "./use-map-model.js";
import { countsOf, madeOf } from "./words.js";

export interface MapSurfaceProps {
  readonly model: MapModel;
  readonly route: RetrievalRoute;
  /** Which kinds are on the map, by code. */
  readonly shown: readonly boolean[];
  readonly selected: number | null;
  readonly near: readonly number[];
  readonly lassoing: boolean;
  /** Without legend and buttons, for a small place. */
  readonly compact?: boolean;
  /** What switches kinds on and off, where it stands on the map. */
  readonly keys?: ReactNode;
  readonly onChange: (change: Partial<Omit<RetrievalRoute, "page">>, push?: boolean) => void;
  readonly onLassoing: (on: boolean) => void;
  readonly onSelect: (point: number | null) => void;
  readonly onOpen: (point: number) => void;
}

/** Documents and other texts are many: they stand back, and show where they lie upon each other. */
const STAND_BACK = new Set([KIND_COLOURS.document, KIND_COLOURS.text]);
const STEP = 1.5;

/** The map itself, with what lies on it: legend, words of its origin, the bar of the lasso, buttons of the camera. */
export function MapSurface(props: MapSurfaceProps) {
  const { model, route, shown, selected, near, lassoing, compact = false, onChange, onLassoing } = props;
  const { map, colours, contours, labels, caught } = model;
  const inks = useThemeInks();
  const [hovered, setHovered] = useState<number | null>(null);
  const camera = useCamera(map, route.box, (box) => onChange({ box }));
  const look = useMemo(
    (): PointLook => ({
      code: colours.code,
      colours: colours.legend.map(({ colour }) => inks.rgba(colour, STAND_BACK.has(colour) ? 0.65 : 1)),
      shown,
    }),
    [colours, inks, shown],
  );
  const outline = caught?.outline ?? null;
  const scene = useMemo(
    () => ({ points: map, contours, labels, outline, selected, near, inks }),
    [map, contours, labels, outline, selected, near, inks],
  );
  const setOutline = (next: Outline | null) =>
    onChange({ lasso: next === null ? undefined : formatOutline(next, model.bounds) }, true);
  useCommand("fit", () => camera.showWhole());
  useCommand("zoom-in", () => zoomBy(camera, STEP));
  useCommand("zoom-out", () => zoomBy(camera, 1 / STEP));
  useCommand("lasso", () => onLassoing(!lassoing));
  useCommand(
    "close",
    () => {
      if (lassoing) onLassoing(false);
      else if (caught !== null) setOutline(null);
      else props.onSelect(null);
    },
    { active: lassoing || caught !== null || (selected !== null && !compact) },
  );

  return (
    <div className={styles.surface}>
      <MapCanvas
        label={`Map of ${countsOf(map)}; arrow keys go from point to point`}
        camera={camera}
        look={look}
        scene={scene}
        lassoing={lassoing}
        onSelect={props.onSelect}
        onOpen={props.onOpen}
        onPick={(label) => onChange({ lasso: label.id }, true)}
        onHover={setHovered}
        onOutline={(next) => {
          onLassoing(false);
          setOutline(next);
        }}
      />
      <div className={styles.top}>
        {compact && map.of === "vectors" ? null : <p className={styles.origin}>{madeOf(map)}</p>}
        {props.keys === undefined ? null : <div className={styles.keys}>{props.keys}</div>}
      </div>
      {compact || route.color === "kind" ? null : <MapLegend colours={colours} />}
      {hovered === null || hovered >= map.points ? null : <HoverCard map={map} point={hovered} camera={camera} />}
      {caught === null ? null : (
        <LassoBar map={map} points={caught.points} query={route.q} onClear={() => setOutline(null)} />
      )}
      {compact ? null : (
        <div className={styles.zoom}>
          <IconButton icon="plus" label="Zoom in" chord="+" tooltipSide="top" onClick={() => zoomBy(camera, STEP)} />
          <IconButton
            icon="minus"
            label="Zoom out"
            chord="-"
            tooltipSide="top"
            onClick={() => zoomBy(camera, 1 / STEP)}
          />
          <IconButton
            icon="fit"
            label="Show the whole map"
            chord="f"
            tooltipSide="top"
            onClick={() => runCommand("fit")}
          />
        </div>
      )}
    </div>
  );
}
