import type { ItemBody } from "../../../shared/model/incident.js";

/** The traces that an item is about. A search is about what it finds: its hits are named, their traces are not taken along. */
export function tracesOf(body: ItemBody): readonly string[] {
  switch (body.type) {
    case "span":
    case "trace":
    case "retrieval":
      return [body.traceId];
    case "picture":
      return body.traceId === null ? [] : [body.traceId];
    case "comparison":
      return [body.left.traceId, body.right.traceId];
    case "search":
    case "note":
      return [];
  }
}
