import type { TableComment } from "./table-comment.js";

/** What the user put together of what went wrong. */
export const INCIDENT_COMMENTS: Readonly<Record<string, TableComment>> = {
  incident: {
    comment: "something that went wrong, as you describe it",
    columns: {
      id: "joins incident_item.incident",
      title: "what it is called",
      severity: "critical, high, medium or low",
      status: "open, investigating, mitigated or resolved",
      owner: "who looks after it",
      summary: "what happened, Markdown",
      start_ms: "when it began, ms since 1970",
      end_ms: "when it ended, ms since 1970",
      created_at_ms: "ms since 1970",
      changed_at_ms: "last change of it or of its items, ms since 1970",
    },
  },
  incident_item: {
    comment: "a piece of evidence of an incident",
    columns: {
      id: "its id",
      incident: "the incident, as in incident.id",
      place: "its place there, from 0",
      type: "span, trace, picture, search, retrieval, comparison or note",
      trace_id: "id of the trace that it is about; opens it",
      span_id: "id of the span that it is about; opens it",
      heading: "what it is called",
      caption: "what you say of it, Markdown",
      added_at_ms: "ms since 1970",
      body: "what it holds, as JSON",
    },
  },
};
