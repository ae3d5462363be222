import { randomUUID } from "node:crypto";
import type { ChangeCommand } from "../../../shared/contract/changes.js";
import type { SpanId, TraceId } from "../../../shared/model/ids.js";
import type { ItemBody, KeptItem } from "../../../shared/model/incident.js";
import { ORDINARY, type PlantedSecret } from "./planted-secrets.js";

type AddIncident = Extract<ChangeCommand, { command: "incident.add" }>;
type SetAnnotations = Extract<ChangeCommand, { command: "annotation.set" }>;

const TRACE = "0af7651916cd43dd8448eb211c80319c" as TraceId;
const MODEL = "gpt-4o-2024-08-06";

export function plantedSpanId(number: number): SpanId {
  return (number + 0x1000).toString(16).padStart(16, "b") as SpanId;
}

/**
 * A file of OTLP with a span for each secret, in which it stands in every third of the places where a trace can hold one, in turn:
 * names, ids of users and conversations, messages, arguments, documents, keys and values of attributes, events, states, what stands
 * around the span. Each kind of secrets stands in all of them.
 */
export function plantedFile(secrets: readonly PlantedSecret[]): string {
  const text = (key: string, stringValue: string) => ({ key, value: { stringValue } });
  const resourceSpans = secrets.map(({ said: secret }, number) => {
    let place = number;
    const said = (): string => (place++ % 3 === 0 ? secret : "nobody");
    const span = {
      traceId: TRACE,
      spanId: plantedSpanId(number),
      ...(number === 0 ? {} : { parentSpanId: plantedSpanId(0) }),
      name: `step for ${said()}`,
      startTimeUnixNano: String(1_700_000_000_000_000_000n + BigInt(number) * 1_000_000n),
      endTimeUnixNano: String(1_700_000_000_500_000_000n + BigInt(number) * 1_000_000n),
      status: { code: 2, message: `failed for ${said()}` },
      attributes: [
        text("openinference.span.kind", ["LLM", "TOOL", "RETRIEVER"][number % 3] ?? "LLM"),
        text("llm.model_name", MODEL),
        text("tool.name", "send"),
        text("plain", ORDINARY[number % ORDINARY.length] ?? ""),
        text("user.id", said()),
        text("session.id", `talk of ${said()}`),
        text("input.value", JSON.stringify({ to: said(), list: [{ note: `about ${said()}.` }] })),
        text("llm.input_messages.0.message.role", "user"),
        text("llm.input_messages.0.message.content", `Please look at this:\n${said()}\tThank you.`),
        text("llm.output_messages.0.message.role", "assistant"),
        text("llm.output_messages.0.message.content", JSON.stringify(JSON.stringify({ answer: said() }))),
        text("retrieval.documents.0.document.content", `A document (${said()})`),
        text("retrieval.documents.0.document.metadata", JSON.stringify({ title: said() })),
        text(`about ${said()}`, "a value"),
        text("encoded", Buffer.from(`It says ${said()}, and more.`).toString("base64")),
      ],
      events: [{ name: `saw ${said()}`, timeUnixNano: "1700000000000000000", attributes: [text("detail", said())] }],
    };
    const resource = { attributes: [text("service.name", "shop"), text("host.name", `at ${said()}`)] };
    return { resource, scopeSpans: [{ scope: { name: "sdk", version: "1.5.5" }, spans: [span] }] };
  });
  return JSON.stringify({ resourceSpans });
}

/** Notes, labels and scores that say each secret. */
export function plantedAnnotations(secrets: readonly PlantedSecret[]): SetAnnotations {
  return {
    command: "annotation.set",
    put: secrets.map(({ said }, number) => ({
      id: randomUUID(),
      about: { target: "span", traceId: TRACE, spanId: plantedSpanId(number) },
      said: { kind: "note", text: `**Note:** ${said}` },
      by: "reader",
    })),
    remove: [],
  };
}

/** An incident whose fields say the first secrets, with an item of each kind in turn for all of them. */
export function plantedIncident(id: string, secrets: readonly PlantedSecret[]): AddIncident {
  const said = (number: number): string => onOneLine(secrets[number % secrets.length]?.said ?? "");
  return {
    command: "incident.add",
    id,
    title: `Mail of ${said(0)}`.slice(0, 300),
    severity: "high",
    status: "open",
    owner: said(1).slice(0, 200),
    summary: `See ${said(2)}, **${said(3)}** and \`${said(4)}\`; <b>${said(5)}</b> ${ORDINARY.join(" ")}`,
    startMs: 1_700_000_000_000,
    endMs: null,
    items: secrets.map((_, number) => itemOf(number, said)),
  };
}

const BODIES: readonly ((number: number, said: string, other: string) => ItemBody)[] = [
  (_number, said) => ({ type: "note", text: `- a list with ${said}\n\n| a | b |\n|---|---|\n| ${said} | c |` }),
  (number, said, other) => ({
    type: "span",
    traceId: TRACE,
    spanId: plantedSpanId(number),
    name: `call ${said}`,
    kind: "tool",
    status: "error",
    agent: said.slice(0, 300),
    model: MODEL,
    startMs: 1_700_000_000_000,
    offsetMs: 5,
    durationMs: 12,
    error: `refused ${said}`,
    excerpts: [
      { part: "tool arguments", speaker: other.slice(0, 300), text: JSON.stringify({ to: said }), length: 40 },
    ],
  }),
  (_number, said, other) => ({
    type: "picture",
    view: "timeline",
    path: `/traces/${TRACE}?find=${encodeURIComponent(said)}`.slice(0, 4000),
    traceId: TRACE,
    svg: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 40"><title>${xml(other)}</title><text x="4" y="20">to ${xml(said)}</text></svg>`,
    widthPx: 400,
    heightPx: 40,
  }),
  (number, said, other) => ({
    type: "search",
    query: `"${said}"`,
    in: "spans",
    countedAtMs: 1_700_000_000_000,
    total: 2,
    spans: 2,
    traces: 1,
    errors: 1,
    tokens: 10,
    costUsd: 0.5,
    histogram: { startMs: 1_700_000_000_000, stepMs: 1000, counts: [1, 1], failed: [1, 0] },
    hits: [
      { traceId: TRACE, spanId: plantedSpanId(number), name: said, part: "input message", excerpt: `… ${other} …` },
    ],
  }),
  (number, said, other) => ({
    type: "retrieval",
    traceId: TRACE,
    spanId: plantedSpanId(number),
    name: "search",
    knowledge: other.slice(0, 500),
    query: `who is ${said}`,
    startMs: null,
    durationMs: null,
    scoreKind: null,
    documents: [{ rank: 1, title: said.slice(0, 1000), score: 0.5, kept: true, cited: null, text: `It is ${other}.` }],
    documentCount: 1,
  }),
];

function itemOf(number: number, said: (number: number) => string): KeptItem {
  const body = BODIES[number % BODIES.length] ?? BODIES[0];
  if (body === undefined) throw new Error("There is a body.");
  return {
    id: randomUUID(),
    heading: `Item for ${said(number)}`.slice(0, 500),
    caption: `It shows ${said(number + 1)}.`,
    body: body(number, said(number), said(number + 1)),
  };
}

/** Fields of a line hold no key of several lines. */
function onOneLine(text: string): string {
  return text.replaceAll(/\s+/g, " ");
}

function xml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
