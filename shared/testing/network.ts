import fc from "fast-check";
import { foldedForm } from "../base/fold.js";
import type { AttributeValue } from "../model/facts.js";
import type { SpanKind, SpanStatus } from "../model/kind.js";
import { SPAN_FLAG } from "../model/span-table.js";

interface Runner {
  run(sql: string): Promise<unknown>;
}
export interface TestUse {
  readonly text: string;
  readonly role: string | null;
  readonly isNew: boolean;
}
export interface TestDocument {
  readonly text: string;
  readonly score: number | null;
}
export interface TestSpan {
  readonly depth: number;
  readonly spanId: string;
  readonly name: string;
  readonly kind: SpanKind;
  readonly status: SpanStatus;
  readonly startNs: number | null;
  readonly endNs: number | null;
  readonly durationNs: number | null;
  readonly agent: string | null;
  readonly ownerAgent: string | null;
  readonly tool: string | null;
  readonly model: string | null;
  readonly conversation: string | null;
  readonly user: string | null;
  readonly source: number;
  readonly tokens: number | null;
  readonly cost: number | null;
  readonly documents: readonly TestDocument[];
  readonly labels: readonly string[];
  readonly notes: readonly { readonly text: string; readonly by: string | null }[];
  readonly isOrphan: boolean;
  readonly attributes: Readonly<Record<string, AttributeValue>>;
  /** An attribute of its resource. */
  readonly tier: string | null;
  readonly error: string | null;
  readonly uses: readonly TestUse[];
}
/** A trace: its spans in preorder, and figures of its own that need not follow from them. */
export interface TestTrace {
  readonly traceId: string;
  readonly conversation: string | null;
  readonly user: string | null;
  readonly startNs: number | null;
  readonly endNs: number | null;
  readonly durationNs: number | null;
  readonly tokens: number | null;
  readonly cost: number | null;
  /** What is said of all of it. */
  readonly labels: readonly string[];
  readonly spans: readonly TestSpan[];
}

export const SOURCES = ["dump.jsonl", "Café export.json", "other"] as const;
export const TEXTS = [
  "Refund the order",
  "refund policy",
  "Café crème brûlée",
  "100% _sure_ {a} of 100",
  'it\'s "quoted" -- ; DROP TABLE span',
  "返金ポリシー",
  "ไม้",
  "back\\slash",
] as const;
export const NAMES = ["planner", "Search", "search_web", "wrîter 2", "100%", "o'agent"] as const;

const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(value, { freq: 2 });
const name = fc.constantFrom(...NAMES);
const id = fc.string({ unit: fc.constantFrom("a", "b", "0"), minLength: 2, maxLength: 4 });
/** Around the first of November 2026, in steps of 6 hours. */
const startNs = maybe(fc.integer({ min: -4, max: 12 }).map((step) => (1_793_491_200 + step * 21_600) * 1e9));
const figures = {
  startNs,
  endNs: startNs,
  durationNs: maybe(fc.constantFrom(0, 1e9, 2e9, 3e9)),
  tokens: maybe(fc.integer({ min: 0, max: 3 })),
  cost: maybe(fc.constantFrom(0, 0.5, 1)),
  conversation: maybe(name),
  user: maybe(name),
};
/** Keys and values that are alike, so that a search has to tell them apart. */
export const ATTRIBUTES = {
  keys: ["status", "http.status", "kind", "a b", "metadata", "metadata.inner"],
  values: [
    500,
    "500",
    7.5,
    "7.5 ms",
    true,
    "Café",
    "x".repeat(80),
    ["500", 1],
    { inner: 500, status: "ok" },
    'say "500"',
  ],
} as const satisfies { keys: readonly string[]; values: readonly AttributeValue[] };
const document: fc.Arbitrary<TestDocument> = fc.record({
  text: fc.constantFrom(...TEXTS),
  score: maybe(fc.constantFrom(0, 0.5, 1)),
});
const use: fc.Arbitrary<TestUse> = fc.record({
  text: fc.constantFrom(...TEXTS),
  role: maybe(fc.constantFrom("user", "assistant", "Tool")),
  isNew: fc.boolean(),
});
const span: fc.Arbitrary<TestSpan> = fc.record({
  ...figures,
  depth: fc.nat({ max: 4 }),
  spanId: id,
  name,
  kind: fc.constantFrom<SpanKind>("tool", "llm", "chain", "workflow", "message", "retriever"),
  status: fc.constantFrom<SpanStatus>("unset", "ok", "error"),
  agent: maybe(name),
  ownerAgent: maybe(name),
  tool: maybe(name),
  model: maybe(name),
  source: fc.nat({ max: SOURCES.length - 1 }),
  documents: fc.array(document, { maxLength: 2 }),
  labels: fc.array(name, { maxLength: 1 }),
  notes: fc.array(fc.record({ text: fc.constantFrom(...TEXTS), by: maybe(name) }), { maxLength: 1 }),
  isOrphan: fc.boolean(),
  attributes: fc.dictionary(
    fc.constantFrom(...ATTRIBUTES.keys),
    fc.constantFrom<AttributeValue>(...ATTRIBUTES.values),
    {
      maxKeys: 3,
      noNullPrototype: true,
    },
  ),
  tier: maybe(fc.constantFrom("500", "gold")),
  error: maybe(fc.constantFrom(...TEXTS)),
  uses: fc.array(use, { maxLength: 2 }),
});
export const traces: fc.Arbitrary<TestTrace[]> = fc.array(
  fc
    .record({
      ...figures,
      traceId: id,
      labels: fc.array(name, { maxLength: 1 }),
      spans: fc.array(span, { minLength: 1, maxLength: 7 }),
    })
    .map((trace) => ({ ...trace, spans: withPreorderDepths(trace.spans) })),
  { minLength: 3, maxLength: 8 },
);

/** A span lies at most one level below the one before it. */
function withPreorderDepths(spans: readonly TestSpan[]): TestSpan[] {
  let before = -1;
  return spans.map((one) => {
    before = Math.min(one.depth, before + 1);
    return { ...one, depth: before };
  });
}

export function parentOf(trace: TestTrace, preorder: number): number {
  const depth = trace.spans[preorder]?.depth ?? 0;
  return trace.spans.findLastIndex((one, place) => place < preorder && one.depth === depth - 1);
}

export function subtreeEnd(trace: TestTrace, preorder: number): number {
  const depth = trace.spans[preorder]?.depth ?? 0;
  const next = trace.spans.findIndex((one, place) => place > preorder && one.depth <= depth);
  return next < 0 ? trace.spans.length : next;
}

const TABLES = ["source", "text", "span", "use", "trace", "document", "retrieval", "annotation", "record"];
/** The last one's records are of another format than the others'. */
const FORMATS = ["otlp-json", "otlp-json", "otel-sdk-json"] as const;

let stores = 0;

/** Replaces what the tables hold by some traces. */
export async function store(connection: Runner, all: readonly TestTrace[]): Promise<void> {
  stores += 1;
  for (const table of TABLES) await connection.run(`DELETE FROM ${table}`);
  await insert(
    connection,
    "source (id, name, format, imported_at_ms)",
    SOURCES.map((source, number) => [number, source, FORMATS[number] ?? "", stores]),
  );
  await insert(
    connection,
    "text (id, body, folded, length)",
    TEXTS.map((text, number) => [number, text, foldedForm(text), text.length]),
  );
  await insert(
    connection,
    "trace (trace, trace_id, conversation, user_id, start_ns, duration_ns, total_tokens, cost_usd, end_ns)",
    all.map((one, number) => [
      number,
      one.traceId,
      one.conversation,
      one.user,
      one.startNs,
      one.durationNs,
      one.tokens,
      one.cost,
      one.endNs,
    ]),
  );
  const spans = all.flatMap((trace, number) => trace.spans.map((one, preorder) => ({ trace, number, one, preorder })));
  await insert(
    connection,
    `span (trace, preorder, subtree_end, parent, span_id, name, kind, status, start_ns, duration_ns, agent, owner_agent, tool,
      model, owner_conversation, owner_user, source, total_tokens, cost_usd, documents, error_text, end_ns, trace_id, flags, record)`,
    spans.map(({ trace, number, one, preorder }) => [
      number,
      preorder,
      subtreeEnd(trace, preorder),
      parentOf(trace, preorder),
      one.spanId,
      one.name,
      one.kind,
      one.status,
      one.startNs,
      one.durationNs,
      one.agent,
      one.ownerAgent,
      one.tool,
      one.model,
      one.conversation,
      one.user,
      one.source,
      one.tokens,
      one.cost,
      one.documents.length,
      one.error === null ? null : numberOf(one.error),
      one.endNs,
      trace.traceId,
      one.isOrphan ? SPAN_FLAG.orphan : 0,
      recordOf(number, preorder),
    ]),
  );
  await insert(
    connection,
    "document (trace, preorder, rank, role, text, score)",
    spans.flatMap(({ number, one, preorder }) =>
      one.documents.map((found, rank) => [number, preorder, rank, "retrieved", numberOf(found.text), found.score]),
    ),
  );
  await insert(
    connection,
    "retrieval (trace, preorder, documents, best, kept)",
    spans.flatMap(({ trace, number, one, preorder }) =>
      one.documents.length === 0
        ? []
        : [[number, preorder, one.documents.length, bestScore(one), keptDocuments(trace, preorder)]],
    ),
  );
  await insert(connection, "annotation (id, trace_id, span_id, label, text, annotator)", [
    ...spans.flatMap(({ trace, number, one, preorder }) => [
      ...one.labels.map((label) => [`label ${number}.${preorder}`, trace.traceId, one.spanId, label, null, null]),
      ...one.notes.map(({ text, by }) => [`note ${number}.${preorder}`, trace.traceId, one.spanId, null, text, by]),
    ]),
    ...all.flatMap((trace, number) =>
      trace.labels.map((label) => [`label ${number}`, trace.traceId, null, label, null, null]),
    ),
  ]);
  const resources = spans.filter(({ one }) => one.tier !== null);
  await insert(connection, "record (id, source, kind, encoding, resource, body)", [
    ...spans.map(({ number, one, preorder }) => [
      recordOf(number, preorder),
      one.source,
      "span",
      "whole",
      one.tier === null ? null : resourceOf(number, preorder),
      literalOf(one),
    ]),
    ...resources.map(({ number, one, preorder }) => [
      resourceOf(number, preorder),
      one.source,
      "resource",
      "whole",
      null,
      JSON.stringify({ attributes: isOtlp(one) ? otlpAttributes({ tier: one.tier }) : { tier: one.tier } }),
    ]),
  ]);
  await insert(
    connection,
    "use (trace, preorder, text, role, is_new, part)",
    spans.flatMap(({ number, one, preorder }) =>
      one.uses.map((used) => [number, preorder, numberOf(used.text), used.role, used.isNew, "input message"]),
    ),
  );
}

/** The best score of what a span found; null without one. */
export function bestScore(span: TestSpan): number | null {
  const scores = span.documents.flatMap(({ score }) => score ?? []);
  return scores.length === 0 ? null : Math.max(...scores);
}

/** How many documents of a span stand in a later prompt; null where it found none or nothing is said later. */
export function keptDocuments(trace: TestTrace, preorder: number): number | null {
  const documents = trace.spans[preorder]?.documents ?? [];
  const prompts = trace.spans.slice(preorder + 1).flatMap((later) => later.uses.map((use) => use.text));
  if (documents.length === 0 || prompts.length === 0) return null;
  return documents.filter(({ text }) => prompts.some((prompt) => prompt.includes(text))).length;
}

function numberOf(text: string): number {
  return TEXTS.findIndex((known) => known === text);
}

function recordOf(trace: number, preorder: number): number {
  return trace * 1000 + preorder * 2;
}

function resourceOf(trace: number, preorder: number): number {
  return recordOf(trace, preorder) + 1;
}

function isOtlp(span: TestSpan): boolean {
  return FORMATS[span.source] === "otlp-json";
}

/** A span's record as its format has it, with spaces and without. */
function literalOf(span: TestSpan): string {
  if (!isOtlp(span)) {
    const spanContext = { traceId: "0af7651916cd43dd8448eb211c80319c", spanId: "b7ad6b7169203331" };
    const resource = span.tier === null ? {} : { attributes: { tier: span.tier } };
    return JSON.stringify({ name: span.name, spanContext, attributes: span.attributes, resource });
  }
  const ids = { traceId: "0af7651916cd43dd8448eb211c80319c", spanId: "b7ad6b7169203331" };
  const space = span.documents.length;
  return JSON.stringify({ ...ids, name: span.name, attributes: otlpAttributes(span.attributes) }, null, space);
}

function otlpAttributes(attributes: Readonly<Record<string, AttributeValue>>): unknown {
  return Object.entries(attributes).map(([key, value]) => ({ key, value: otlpValue(value) }));
}

function otlpValue(value: AttributeValue): unknown {
  if (typeof value === "string") return { stringValue: value };
  if (typeof value === "boolean") return { boolValue: value };
  if (typeof value === "number") return Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value };
  if (Array.isArray(value)) return { arrayValue: { values: value.map(otlpValue) } };
  return { kvlistValue: { values: otlpAttributes((value ?? {}) as Readonly<Record<string, AttributeValue>>) } };
}

async function insert(
  connection: Runner,
  into: string,
  rows: readonly (readonly (string | number | boolean | null)[])[],
): Promise<void> {
  if (rows.length === 0) return;
  const literal = (value: string | number | boolean | null): string =>
    typeof value === "string" ? `'${value.replaceAll("'", "''")}'` : String(value);
  await connection.run(
    `INSERT INTO ${into} VALUES ${rows.map((row) => `(${row.map(literal).join(", ")})`).join(", ")}`,
  );
}
