import { randomUUID } from "node:crypto";
import type { SpanId, TraceId } from "../../../shared/model/ids.js";
import type { IncidentFields, ItemBody, KeptItem, RunFigures } from "../../../shared/model/incident.js";
import { calm, type TestEngine } from "./test-engine.js";

/** 20 November 2026, 13:32:07 UTC. */
const AT_MS = Date.UTC(2026, 10, 20, 13, 32, 7);
const HOUR_MS = 3_600_000;
export const MADE_TRACE = "7f3a9c2e11aa22bb33cc44dd55ee66ff" as TraceId;
const OTHER_TRACE = "0b52d1aa11aa22bb33cc44dd55ee66ff" as TraceId;
const SPAN = "00aa11bb22cc33dd" as SpanId;

export const MADE_FIELDS: IncidentFields = {
  title: "Search times out, refund answers go wrong",
  severity: "high",
  status: "investigating",
  owner: "On call",
  summary:
    "Since 19 November the tool `search` waits for the policy portal and gives up after 3 s. 12.4 % of 33,118 calls fail, in two bursts around noon.\n\nThe planner then answers from the **local index**, which still holds the 2024 edition of §4.1.",
  startMs: AT_MS - 4 * 24 * HOUR_MS,
  endMs: AT_MS,
};

const run = (traceId: TraceId, title: string, errors: number): RunFigures => ({
  traceId,
  title,
  startMs: AT_MS,
  durationMs: 24_620,
  spans: 34,
  errors,
  tokens: 18_400,
  costUsd: 0.1137,
});

const counts = Array.from({ length: 57 }, (_, hour) => 40 + Math.round(30 * Math.sin(hour / 4)) + (hour % 7));

/** One body of each type; `text` stands in every place that holds words. */
export function madeBodies(text = "Rückgabefrist Jacke nach 40 Tagen"): ItemBody[] {
  const excerpt = { part: "tool arguments", speaker: "researcher", text: `query “${text}”`, length: text.length + 8 };
  return [
    {
      type: "search",
      query: 'agent:planner >> tool:search(status:error) "refund"',
      in: "traces",
      countedAtMs: AT_MS,
      total: 318,
      spans: 33_118,
      traces: 318,
      errors: 4106,
      tokens: 1_200_000,
      costUsd: 41.2,
      histogram: {
        startMs: AT_MS - counts.length * HOUR_MS,
        stepMs: HOUR_MS,
        counts,
        failed: counts.map((value, hour) => (hour > 40 && hour < 46 ? Math.round(value / 2) : hour % 3)),
      },
      hits: [{ traceId: MADE_TRACE, spanId: SPAN, name: "search", part: "tool result", excerpt: text }],
    },
    {
      type: "span",
      traceId: MADE_TRACE,
      spanId: SPAN,
      name: "search",
      kind: "tool",
      status: "error",
      agent: "researcher",
      model: null,
      startMs: AT_MS + 6340,
      offsetMs: 6340,
      durationMs: 3000,
      error: `504 upstream timeout after 3000 ms (attempt 2 of 2). ${text}`,
      excerpts: [excerpt],
    },
    {
      type: "picture",
      view: "timeline",
      path: `/trace/${MADE_TRACE}?view=timeline`,
      traceId: MADE_TRACE,
      svg: madePicture(text),
      widthPx: 682,
      heightPx: 120,
    },
    {
      type: "note",
      text: `The retry uses the same arguments and the same deadline.\n\n- ${text}\n- Raise the deadline.`,
    },
    {
      type: "retrieval",
      traceId: MADE_TRACE,
      spanId: SPAN,
      name: "policy_index",
      knowledge: "policy_index",
      query: text,
      startMs: AT_MS + 9000,
      durationMs: 340,
      scoreKind: "cosine",
      documents: [
        { rank: 1, title: "Refund policy 2024, §4.1", score: 0.8712, kept: true, cited: true, text },
        {
          rank: 2,
          title: "Shipping",
          score: 0.6011,
          kept: false,
          cited: false,
          text: "Parcels leave within two days.",
        },
      ],
      documentCount: 12,
    },
    {
      type: "comparison",
      left: run(MADE_TRACE, text, 3),
      right: run(OTHER_TRACE, "The same question on 15 November", 0),
      same: 14,
      changed: 3,
      added: 2,
      removed: 1,
      divergence: { left: "search, timeout", right: "search, 12 documents" },
    },
    { type: "trace", ...run(MADE_TRACE, text, 3), agents: ["planner", "researcher"], excerpts: [excerpt] },
  ];
}

function madePicture(text: string): string {
  const rows = ["planner", "researcher", "chat", text]
    .map(
      (name, index) =>
        `<text x="0" y="${24 + index * 24}" font-size="12" fill="#15181e">${name.replaceAll("&", "&amp;").replaceAll("<", "&lt;")}</text><rect x="${200 + index * 60}" y="${14 + index * 24}" width="${180 - index * 30}" height="10" rx="2" fill="${index === 3 ? "#c8242c" : "#2a8dc8"}"/>`,
    )
    .join("");
  return `<svg xmlns="http://www.w3.org/2000/svg" width="682" height="120"><rect width="682" height="120" fill="#ffffff"/>${rows}</svg>`;
}

/** Items of these bodies. */
export function madeItems(bodies: readonly ItemBody[], caption = "What it shows."): KeptItem[] {
  return bodies.map((body, index) => ({ id: randomUUID(), heading: `Finding ${index + 1}`, caption, body }));
}

/** Adds an incident to a workspace; its id. */
export async function addIncident(
  engine: TestEngine,
  items: KeptItem[] = madeItems(madeBodies()),
  fields: Partial<IncidentFields> = {},
): Promise<string> {
  const id = randomUUID();
  await engine.handlers["change.apply"](
    { change: { command: "incident.add", id, ...MADE_FIELDS, ...fields, items } },
    calm,
  );
  return id;
}
