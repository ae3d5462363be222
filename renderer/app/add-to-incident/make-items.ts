import type { EvidenceReference } from "../../../shared/contract/incidents.js";
import type { SpanId, TraceId } from "../../../shared/model/ids.js";
import type { KeptItem } from "../../../shared/model/incident.js";
import type { EngineClient } from "../../data/engine.js";
import type { WhatToAdd } from "../../state/add-to-incident.js";
import { currentRoute } from "../../state/navigation.js";
import { formatRoute } from "../../state/route.js";
import { pictureMarkup } from "../../ui/save-picture.js";

/** More of one kind are not added at once: their evidence is read one by one. */
export const MOST_AT_ONCE = 200;

/** How many items there would be of it. */
export function countOf(what: WhatToAdd): number {
  if (what.type === "spans") return what.spans.length;
  return what.type === "traces" ? what.traceIds.length : 1;
}

/**
 * What was chosen, as items of an incident: the engine reads what is named as it is now, a picture is drawn as it stands on the
 * screen. Rejects with an `AppError`, or an Error where there is nothing to draw.
 */
export async function makeItems(
  client: EngineClient,
  what: WhatToAdd,
  caption: string,
  zoneOffsetMinutes: number,
): Promise<KeptItem[]> {
  if (what.type === "picture") return [pictureItem(what, caption)];
  const references = await referencesOf(what, zoneOffsetMinutes);
  const said =
    what.type === "text" ? [quoted(what.quote), caption].filter((part) => part !== "").join("\n\n") : caption;
  const items: KeptItem[] = [];
  for (const reference of references) {
    const { heading, body } = await client.call("incident.evidence", { reference });
    const called = titleOf(what) ?? heading;
    items.push({ id: crypto.randomUUID(), heading: called, caption: items.length === 0 ? said : "", body });
  }
  return items;
}

/** What the view calls it; undefined where the engine names it better. */
function titleOf(what: WhatToAdd): string | undefined {
  const title = what.type === "search" || what.type === "selection" ? what.title?.trim() : undefined;
  return title === "" ? undefined : title?.slice(0, 500);
}

async function referencesOf(
  what: Exclude<WhatToAdd, { type: "picture" }>,
  zoneOffsetMinutes: number,
): Promise<readonly EvidenceReference[]> {
  const span = (ref: { readonly traceId: string; readonly spanId: string }) => ({
    traceId: ref.traceId as TraceId,
    spanId: ref.spanId as SpanId,
  });
  switch (what.type) {
    case "spans":
      return what.spans.slice(0, MOST_AT_ONCE).map((ref) => ({ type: "span", ...span(ref) }));
    case "traces":
      return what.traceIds.slice(0, MOST_AT_ONCE).map((traceId) => ({ type: "trace", traceId: traceId as TraceId }));
    case "search":
      return [{ type: "search", in: what.unit, query: what.query, zoneOffsetMinutes }];
    case "text":
      return [{ type: "span", ...span(what) }];
    case "retrieval":
      return [{ type: "retrieval", ...span(what) }];
    case "comparison":
      return [{ type: "comparison", left: what.left, right: what.right }];
    case "selection":
      return [{ type: "search", in: "spans", query: (await what.save()).query, zoneOffsetMinutes }];
  }
}

function pictureItem(what: Extract<WhatToAdd, { type: "picture" }>, caption: string): KeptItem {
  const picture = what.draw();
  if (picture === null) throw new Error("There is nothing to draw.");
  // In the colours of a document, whatever the screen has: a report is read on paper too.
  const { markup, widthPx, heightPx } = pictureMarkup(picture, "light");
  return {
    id: crypto.randomUUID(),
    heading: what.title.slice(0, 500),
    caption,
    body: {
      type: "picture",
      view: what.view,
      path: formatRoute(currentRoute()).slice(0, 4000),
      traceId: what.traceId as TraceId | null,
      svg: markup,
      widthPx,
      heightPx,
    },
  };
}

/** Words as a quotation in Markdown, none of them taken for its signs. */
function quoted(words: string): string {
  return words
    .slice(0, 4000)
    .split("\n")
    .map((line) => `> ${line.replaceAll(/[\\`*_[\]<>~|#]/gu, (sign) => `\\${sign}`)}`)
    .join("\n");
}
