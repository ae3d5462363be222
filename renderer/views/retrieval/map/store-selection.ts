import type { MapAnswer } from "../../../../shared/contract/vectors.js";
import type { EngineClient } from "../../../data/engine.js";
import { formatNumber } from "../../../lib/format.js";
import { showAlert } from "../../../state/alerts.js";

/** What a stored selection holds at most, and how many points are asked for at a time. */
const MOST_SPANS = 10_000;
const BATCH = 500;

/** Stores the spans of some points as a selection of the workspace, and gives the search that finds them. */
export async function storeSelection(
  client: EngineClient,
  map: MapAnswer,
  points: readonly number[],
): Promise<{ readonly query: string }> {
  const spans = new Map<string, Set<string>>();
  const kept = points.slice(0, MOST_SPANS);
  for (let from = 0; from < kept.length; from += BATCH) {
    const keys = kept
      .slice(from, from + BATCH)
      .map((point) => ({ span: map.span[point] ?? -1, text: map.text[point] ?? -1 }));
    const { places } = await client.call("map.points", { points: keys });
    for (const { traceId, spanId } of places) spans.set(traceId, (spans.get(traceId) ?? new Set()).add(spanId));
  }
  const id = shortId();
  const traces = [...spans].map(([traceId, ids]) => ({ traceId, spanIds: [...ids] }));
  await client.call("change.apply", { change: { command: "selection.save", id, traces } });
  if (points.length > MOST_SPANS) {
    showAlert({
      tone: "notice",
      title: `The list has the first ${formatNumber(MOST_SPANS)} of ${formatNumber(points.length)} points`,
    });
  }
  return { query: `set:${id}` };
}

/** Eight letters and digits: short enough for an address, and not met twice in a workspace. */
function shortId(): string {
  return [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => (byte % 36).toString(36)).join("");
}
