import fc from "fast-check";
import { foldedForm } from "../base/fold.js";
import type { SpanKind, SpanStatus } from "../model/kind.js";

interface Runner {
  run(sql: string): Promise<unknown>;
}
export interface TestUse {
  readonly text: string;
  readonly role: string | null;
  readonly isNew: boolean;
}
export interface TestSpan {
  readonly depth: number;
  readonly spanId: string;
  readonly name: string;
  readonly kind: SpanKind;
  readonly status: SpanStatus;
  readonly startNs: number | null;
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
  readonly documents: number;
  readonly error: string | null;
  readonly uses: readonly TestUse[];
}
/** A trace: its spans in preorder, and figures of its own that need not follow from them. */
export interface TestTrace {
  readonly traceId: string;
  readonly conversation: string | null;
  readonly user: string | null;
  readonly startNs: number | null;
  readonly durationNs: number | null;
  readonly tokens: number | null;
  readonly cost: number | null;
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
  durationNs: maybe(fc.constantFrom(0, 1e9, 2e9, 3e9)),
  tokens: maybe(fc.integer({ min: 0, max: 3 })),
  cost: maybe(fc.constantFrom(0, 0.5, 1)),
  conversation: maybe(name),
  user: maybe(name),
};
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
  documents: fc.nat({ max: 1 }),
  error: maybe(fc.constantFrom(...TEXTS)),
  uses: fc.array(use, { maxLength: 2 }),
});
export const traces: fc.Arbitrary<TestTrace[]> = fc.array(
  fc
    .record({ ...figures, traceId: id, spans: fc.array(span, { minLength: 1, maxLength: 7 }) })
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

/** Replaces what the tables hold by some traces. */
export async function store(connection: Runner, all: readonly TestTrace[]): Promise<void> {
  for (const table of ["source", "text", "span", "use", "trace"]) await connection.run(`DELETE FROM ${table}`);
  await insert(
    connection,
    "source (id, name)",
    SOURCES.map((source, number) => [number, source]),
  );
  await insert(
    connection,
    "text (id, body, folded)",
    TEXTS.map((text, number) => [number, text, foldedForm(text)]),
  );
  await insert(
    connection,
    "trace (trace, trace_id, conversation, user_id, start_ns, duration_ns, total_tokens, cost_usd)",
    all.map((one, number) => [
      number,
      one.traceId,
      one.conversation,
      one.user,
      one.startNs,
      one.durationNs,
      one.tokens,
      one.cost,
    ]),
  );
  const spans = all.flatMap((trace, number) => trace.spans.map((one, preorder) => ({ trace, number, one, preorder })));
  await insert(
    connection,
    `span (trace, preorder, subtree_end, parent, span_id, name, kind, status, start_ns, duration_ns, agent, owner_agent, tool,
      model, owner_conversation, owner_user, source, total_tokens, cost_usd, documents, error_text)`,
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
      one.documents,
      one.error === null ? null : TEXTS.findIndex((text) => text === one.error),
    ]),
  );
  await insert(
    connection,
    "use (trace, preorder, text, role, is_new)",
    spans.flatMap(({ number, one, preorder }) =>
      one.uses.map((used) => [number, preorder, TEXTS.findIndex((text) => text === used.text), used.role, used.isNew]),
    ),
  );
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
