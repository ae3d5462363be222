import type { ItemBody } from "../../../shared/model/incident.js";
import { formatLink, parseLink } from "../../../shared/model/link.js";

/** Paths that a view of a search has. */
const LISTS = { spans: "/spans", traces: "/traces", conversations: "/conversations" } as const;

/** Where the reader of a report finds an item in the workspace; null where nothing there stands for it. */
export function linkOf(body: ItemBody, workspaceId: string): string | null {
  const path = pathOf(body);
  if (path === null) return null;
  const link = formatLink({ workspaceId, path });
  return parseLink(link) === null ? null : link;
}

/** The incident itself in its workspace. */
export function incidentLink(workspaceId: string, id: string): string {
  return formatLink({ workspaceId, path: `/incidents/${id}` });
}

function pathOf(body: ItemBody): string | null {
  switch (body.type) {
    case "span":
      return `/trace/${encodeURIComponent(body.traceId)}?${new URLSearchParams({ span: body.spanId }).toString()}`;
    case "retrieval":
      return `/trace/${encodeURIComponent(body.traceId)}?${new URLSearchParams({ span: body.spanId }).toString()}`;
    case "trace":
      return `/trace/${encodeURIComponent(body.traceId)}`;
    case "picture":
      return body.path.startsWith("/") ? body.path : null;
    case "search":
      return `${LISTS[body.in]}?${new URLSearchParams({ q: body.query }).toString()}`;
    case "comparison":
      return `/compare/${encodeURIComponent(body.left.traceId)}/${encodeURIComponent(body.right.traceId)}`;
    case "note":
      return null;
  }
}
