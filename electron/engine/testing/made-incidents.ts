import { randomUUID } from "node:crypto";
import type { SpanId, TraceId } from "../../../shared/model/ids.js";
import type { BodyOf, IncidentFields, IncidentItem, ItemBody } from "../../../shared/model/incident.js";
import { spanIdOf, traceIdOf } from "../../../shared/testing/stable-ids.js";

/** The drawing of a picture that is kept as it is. */
export const PLAIN_SVG =
  '<svg xmlns="http://www.w3.org/2000/svg" width="80" height="40" viewBox="0 0 80 40"><rect x="1" y="2" width="30" height="9" fill="#336699"/><text x="4" y="20">planner &amp; search</text></svg>';

export function madeFields(more: Partial<IncidentFields> = {}): IncidentFields {
  return {
    title: "The planner stops answering",
    severity: "high",
    status: "open",
    owner: "",
    summary: "",
    startMs: null,
    endMs: null,
    ...more,
  };
}

export function noteBody(text: string): BodyOf<"note"> {
  return { type: "note", text };
}

export function pictureBody(svg = PLAIN_SVG): BodyOf<"picture"> {
  return {
    type: "picture",
    view: "graph",
    path: "/traces/x?view=graph",
    traceId: traceIdOf() as TraceId,
    svg,
    widthPx: 80,
    heightPx: 40,
  };
}

export function spanBody(name = "planner"): BodyOf<"span"> {
  return {
    type: "span",
    traceId: traceIdOf() as TraceId,
    spanId: spanIdOf(name) as SpanId,
    name,
    kind: "agent",
    status: "error",
    agent: name,
    model: null,
    startMs: 1_700_000_000_000,
    offsetMs: 0.25,
    durationMs: 1.5,
    error: "out of tokens",
    excerpts: [{ part: "input message", speaker: "user", text: "refund order A-17", length: 17 }],
  };
}

export function searchBody(query: string): BodyOf<"search"> {
  return {
    type: "search",
    query,
    in: "spans",
    countedAtMs: 1_700_000_000_000,
    total: 3,
    spans: 3,
    traces: 2,
    errors: 1,
    tokens: 1200,
    costUsd: 0.0125,
    histogram: { startMs: 1_700_000_000_000, stepMs: 1000, counts: [1, 2], failed: [0, 1] },
    hits: [searchHit()],
  };
}

export function madeItem(
  body: ItemBody = noteBody("what was done first"),
  more: Partial<IncidentItem> = {},
): IncidentItem {
  return { id: randomUUID(), heading: `About a ${body.type}`, caption: "", body, ...more };
}

export function searchHit(): BodyOf<"search">["hits"][number] {
  return { traceId: traceIdOf() as TraceId, spanId: null, name: "planner", part: "user", excerpt: "refund" };
}

export function comparisonBody(left: TraceId, right: TraceId): BodyOf<"comparison"> {
  const run = (traceId: TraceId) =>
    ({
      traceId,
      title: "run",
      startMs: null,
      durationMs: 5,
      spans: 1,
      errors: 0,
      tokens: null,
      costUsd: null,
    }) as const;
  return {
    type: "comparison",
    left: run(left),
    right: run(right),
    same: 1,
    changed: 0,
    added: 0,
    removed: 0,
    divergence: null,
  };
}
