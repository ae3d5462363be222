import { useMemo } from "react";
import type { MapAnswer } from "../../../../shared/contract/vectors.js";
import type { RetrievalRoute } from "../../../state/retrieval-route.js";
import { usePreferences } from "../../../state/preferences.js";
import { boundsOf, type Bounds } from "./camera.js";
import { colourPoints, type PointColours } from "./colours.js";
import { densityContours, type Contour } from "./density.js";
import { labelsOf, type MapLabel } from "./labels.js";
import { countKinds, pointOf } from "./map-view.js";
import { hullOf, parseOutline, pointsWithin, type Outline } from "./outline.js";

/** What the lasso holds, or the cluster or hole that was picked in its place. */
export interface Catch {
  readonly points: readonly number[];
  readonly outline: Outline;
}

/** A map with all that is worked out of it and of the address. */
export interface MapModel {
  readonly map: MapAnswer;
  readonly bounds: Bounds;
  readonly colours: PointColours;
  readonly contours: readonly Contour[];
  readonly labels: readonly MapLabel[];
  /** Points of each kind, by code. */
  readonly counts: readonly number[];
  readonly selected: number | null;
  readonly caught: Catch | null;
}

export function useMapModel(map: MapAnswer, route: RetrievalRoute, shown: readonly boolean[]): MapModel {
  const zone = usePreferences((preferences) => preferences.zone);
  const bounds = useMemo(() => boundsOf(map.x, map.y), [map]);
  const contours = useMemo(() => densityContours(map.x, map.y, bounds), [map, bounds]);
  const labels = useMemo(() => labelsOf(map), [map]);
  const counts = useMemo(() => countKinds(map), [map]);
  const colours = useMemo(() => colourPoints(map, route.color, zone), [map, route.color, zone]);
  const selected = useMemo(() => pointOf(map, route.selected), [map, route.selected]);
  const caught = useMemo(
    () => catchOf(map, bounds, labels, route.lasso, shown),
    [map, bounds, labels, route.lasso, shown],
  );
  return useMemo(
    () => ({ map, bounds, colours, contours, labels, counts, selected, caught }),
    [map, bounds, colours, contours, labels, counts, selected, caught],
  );
}

function catchOf(
  map: MapAnswer,
  bounds: Bounds,
  labels: readonly MapLabel[],
  lasso: string | undefined,
  shown: readonly boolean[],
): Catch | null {
  const isShown = (point: number): boolean => shown[map.kind[point] ?? 0] === true;
  const label = labels.find(({ id }) => id === lasso);
  if (label !== undefined) {
    const places = label.points.map((point) => ({ x: map.x[point] ?? 0, y: map.y[point] ?? 0 }));
    const room = (bounds.maxX - bounds.minX) / 60;
    return { points: label.points.filter(isShown), outline: label.outline ?? hullOf(places, room) };
  }
  const outline = parseOutline(lasso, bounds);
  return outline === null ? null : { points: pointsWithin(outline, map.x, map.y).filter(isShown), outline };
}
