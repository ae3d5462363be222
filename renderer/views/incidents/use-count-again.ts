import type { ItemHead } from "../../../shared/contract/incidents.js";
import type { ItemBody } from "../../../shared/model/incident.js";
import { failureOf, useEngine } from "../../data/engine.js";
import { zoneOffsetMinutes } from "../../lib/format.js";
import { showAlert } from "../../state/alerts.js";
import { usePreferences } from "../../state/preferences.js";
import { useApply } from "./use-apply.js";

/** Counts a kept search as the data is now, in the place of what it found before; null for all that is not counted. */
export function useCountAgain(item: ItemHead, body: ItemBody | undefined): (() => void) | null {
  const { client } = useEngine();
  const apply = useApply();
  const zone = usePreferences((preferences) => preferences.zone);
  if (body?.type !== "search") return null;
  const count = async () => {
    const { body: fresh } = await client.call("incident.evidence", {
      reference: { type: "search", in: body.in, query: body.query, zoneOffsetMinutes: zoneOffsetMinutes(zone) },
    });
    await apply({ command: "item.edit", id: item.id, body: fresh }, "Counted again");
  };
  return () => {
    count().catch((error: unknown) =>
      showAlert({ tone: "error", title: "The search could not be counted", ...failureOf(error) }),
    );
  };
}
