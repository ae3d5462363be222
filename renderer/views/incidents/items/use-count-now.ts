import { useQuery } from "@tanstack/react-query";
import type { BodyOf } from "../../../../shared/model/incident.js";
import { useEngine, useEngineQuery } from "../../../data/engine.js";
import { zoneOffsetMinutes } from "../../../lib/format.js";
import { usePreferences } from "../../../state/preferences.js";

/**
 * How many rows a kept search finds now; undefined until that is known. It is counted anew when spans come or go, not with every word
 * that is typed on an incident: a search may take long.
 */
export function useCountNow({ query, in: unit }: BodyOf<"search">): number | undefined {
  const { client } = useEngine();
  const zone = usePreferences((preferences) => preferences.zone);
  const info = useEngineQuery("workspace.info", {}, { keepPrevious: true }).data;
  const input = { query, in: unit, limit: 1, zoneOffsetMinutes: zoneOffsetMinutes(zone) };
  const counted = useQuery({
    queryKey: ["count now", input, info?.spans, info?.sources],
    queryFn: ({ signal }) => client.call("search.run", input, signal),
    enabled: info !== undefined,
  });
  return counted.data?.total;
}
