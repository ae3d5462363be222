import { useQuery } from "@tanstack/react-query";
import type { BodyOf } from "../../../../shared/model/incident.js";
import { useEngine, useEngineQuery } from "../../../data/engine.js";
import { zoneOffsetMinutes } from "../../../lib/format.js";
import { usePreferences } from "../../../state/preferences.js";

/** Words of the search language that ask for what people say: what they find changes with every label and note. */
const ASKS_WHAT_IS_SAID = /\b(?:label|note|by|verdict|has|used)\b/i;

/**
 * How many rows a kept search finds now; undefined until that is known. It is counted anew when spans come or go, and where it asks for
 * labels and notes with every change; not else with every word that is typed on an incident: a search may take long.
 */
export function useCountNow({ query, in: unit }: BodyOf<"search">): number | undefined {
  const { client, revision } = useEngine();
  const zone = usePreferences((preferences) => preferences.zone);
  const info = useEngineQuery("workspace.info", {}, { keepPrevious: true }).data;
  const input = { query, in: unit, limit: 1, zoneOffsetMinutes: zoneOffsetMinutes(zone) };
  const counted = useQuery({
    queryKey: ["count now", input, info?.spans, info?.sources, ASKS_WHAT_IS_SAID.test(query) ? revision : null],
    queryFn: ({ signal }) => client.call("search.run", input, signal),
    enabled: info !== undefined,
    placeholderData: (previous) => previous,
  });
  return counted.data?.total;
}
