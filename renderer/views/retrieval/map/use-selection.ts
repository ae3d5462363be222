import { useCallback, useMemo } from "react";
import type { MapAnswer } from "../../../../shared/contract/vectors.js";
import { useEngine, useEngineQuery } from "../../../data/engine.js";
import { zoneOffsetMinutes } from "../../../lib/format.js";
import { navigate } from "../../../state/navigation.js";
import { usePreferences } from "../../../state/preferences.js";
import { traceRoute } from "../../../state/route.js";
import { pointOfPlace } from "./map-view.js";
import type { MapQuestion } from "./use-map.js";

const NO_POINTS: readonly number[] = [];
const MARKED_NEIGHBOURS = 10;

/** The points of the ten nearest by cosine, to be marked around the selected one. */
export function useNearPoints(map: MapAnswer, point: number | null, question: MapQuestion): readonly number[] {
  const zone = usePreferences((preferences) => preferences.zone);
  const text = point === null ? -1 : (map.text[point] ?? -1);
  const answer = useEngineQuery(
    "vector.nearest",
    {
      query: question.query,
      zoneOffsetMinutes: zoneOffsetMinutes(zone),
      space: map.space?.id ?? null,
      of: text < 0 ? { span: point === null ? -1 : (map.span[point] ?? -1), position: 0 } : { text },
      metric: "cosine",
      limit: MARKED_NEIGHBOURS,
    },
    { enabled: point !== null },
  );
  const { data } = answer;
  return useMemo(
    () =>
      data === undefined || point === null
        ? NO_POINTS
        : data.neighbours.flatMap((neighbour) => pointOfPlace(map, neighbour) ?? []).filter((near) => near !== point),
    [data, map, point],
  );
}

/** Opens the span of a point in its trace. */
export function useOpenPoint(map: MapAnswer | null): (point: number) => void {
  const { client } = useEngine();
  return useCallback(
    (point) => {
      if (map === null) return;
      const key = { span: map.span[point] ?? -1, text: map.text[point] ?? -1 };
      void client.call("map.points", { points: [key] }).then(
        ({ places: [place] }) => {
          if (place !== undefined) navigate(traceRoute(place.traceId, { span: place.spanId }));
        },
        () => undefined,
      );
    },
    [client, map],
  );
}
