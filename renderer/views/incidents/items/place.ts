import type { ItemHead } from "../../../../shared/contract/incidents.js";
import type { ItemBody } from "../../../../shared/model/incident.js";
import { formatDuration, formatShortDateTime, type Zone } from "../../../lib/format.js";
import { unitRoute } from "../../../results/units.js";
import { retrievalRoute } from "../../../state/retrieval-route.js";
import { compareRoute, parseRoute, traceRoute, type Route } from "../../../state/route.js";

/** Where in the workspace a piece of evidence is from; null for what was written here. */
export function routeOfItem(body: ItemBody): Route | null {
  switch (body.type) {
    case "span":
      return traceRoute(body.traceId, { span: body.spanId });
    case "trace":
      return traceRoute(body.traceId);
    case "picture": {
      const route = parseRoute(body.path);
      return route.page === "unknown" ? null : route;
    }
    case "search":
      return unitRoute(body.in, body.query);
    case "retrieval":
      return retrievalRoute({ span: `${body.traceId}/${body.spanId}` });
    case "comparison":
      return compareRoute(body.left.traceId, body.right.traceId);
    case "note":
      return null;
  }
}

/** Enough of an id to tell runs of one incident apart. */
export function shortTraceId(traceId: string): string {
  return traceId.length <= 12 ? traceId : traceId.slice(0, 8);
}

/** Where and when a piece of evidence is from, at the right of its heading. */
export function placeOfItem(item: ItemHead, body: ItemBody | undefined, zone: Zone): string {
  const added = formatShortDateTime(item.addedAtMs, zone);
  if (body === undefined) return "";
  switch (body.type) {
    case "span": {
      const at = body.offsetMs === null ? "" : ` at ${formatDuration(body.offsetMs * 1e6)}`;
      return `trace ${shortTraceId(body.traceId)}${at}`;
    }
    case "trace":
    case "retrieval":
      return `trace ${shortTraceId(body.traceId)}`;
    case "search":
      return `counted ${formatShortDateTime(body.countedAtMs, zone)}`;
    case "picture":
      return body.traceId === null ? `drawn ${added}` : `trace ${shortTraceId(body.traceId)}`;
    case "comparison":
      return `${shortTraceId(body.left.traceId)} and ${shortTraceId(body.right.traceId)}`;
    case "note":
      return added;
  }
}
