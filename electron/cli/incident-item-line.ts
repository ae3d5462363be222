import type { ItemBody, ItemType } from "../../shared/model/incident.js";

/** An item on one line: its type, its heading, and what a reader wants to know first. Without its body the first two. */
export function itemLine(
  item: { readonly heading: string; readonly type?: ItemType },
  body: ItemBody | undefined,
): string {
  const type = body?.type ?? item.type ?? "item";
  const more = body === undefined ? "" : detailOf(body);
  return `${type}: ${item.heading}${more === "" ? "" : `, ${more}`}`;
}

function detailOf(body: ItemBody): string {
  switch (body.type) {
    case "span":
      return `${body.traceId}/${body.spanId}${body.error === null ? "" : `, ${body.error}`}`;
    case "trace":
      return `${body.traceId}, ${body.spans} spans, ${body.errors} errors`;
    case "picture":
      return `${body.view}, ${body.widthPx} x ${body.heightPx}`;
    case "search":
      return `${body.total} ${body.total === 1 ? body.in.slice(0, -1) : body.in} on ${new Date(body.countedAtMs).toISOString().slice(0, 10)}`;
    case "retrieval":
      return `${body.documentCount} documents`;
    case "comparison":
      return `${body.same} steps the same, ${body.changed} changed, ${body.added} added, ${body.removed} removed`;
    case "note":
      return "";
  }
}
