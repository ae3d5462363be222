import { DictionaryBuilder } from "../../../../shared/model/columns.js";
import { SPAN_KINDS, SPAN_STATUSES } from "../../../../shared/model/kind.js";
import type { SpanKind, SpanStatus } from "../../../../shared/model/kind.js";
import type { SpanTable } from "../../../../shared/model/span-table.js";

export interface SketchedSpan {
  readonly name: string;
  readonly kind?: SpanKind;
  /** ms from the origin. */
  readonly startMs: number;
  /** ms; left out for an unfinished span. */
  readonly durationMs?: number;
  readonly status?: SpanStatus;
  readonly agent?: string;
  readonly model?: string;
  /** The span's name, unless it is said. */
  readonly tool?: string;
  readonly detail?: string;
  readonly error?: string;
  readonly inside?: readonly SketchedSpan[];
}

/** A span table drawn as a tree of literals; its columns are what the engine would send. */
export function makeTable(roots: readonly SketchedSpan[]): SpanTable {
  const spans: { span: SketchedSpan; parent: number; depth: number; agent: string | null }[] = [];
  const ends: number[] = [];
  const visit = (span: SketchedSpan, parent: number, depth: number, inherited: string | null): void => {
    const row = spans.length;
    const agent = span.agent ?? (span.kind === "agent" ? span.name : inherited);
    spans.push({ span, parent, depth, agent });
    for (const child of span.inside ?? []) visit(child, row, depth + 1, agent);
    ends[row] = spans.length;
  };
  for (const root of roots) visit(root, -1, 0, null);
  const dictionary = (read: (span: SketchedSpan, agent: string | null) => string | null | undefined) => {
    const builder = new DictionaryBuilder();
    for (const { span, agent } of spans) builder.push(read(span, agent));
    return builder.finish();
  };
  const ns = (ms: number | undefined) => (ms === undefined ? Number.NaN : ms * 1e6);
  const none = () => new Float64Array(spans.length).fill(Number.NaN);
  return {
    originNs: "1763200000000000000",
    spanId: spans.map((_, row) => `span-${row}`),
    parent: Int32Array.from(spans, ({ parent }) => parent),
    subtreeEnd: Int32Array.from(ends),
    depth: Uint32Array.from(spans, ({ depth }) => depth),
    startNs: Float64Array.from(spans, ({ span }) => ns(span.startMs)),
    durationNs: Float64Array.from(spans, ({ span }) => ns(span.durationMs)),
    selfNs: none(),
    kind: Uint8Array.from(spans, ({ span }) => SPAN_KINDS.indexOf(span.kind ?? "other")),
    status: Uint8Array.from(spans, ({ span }) => SPAN_STATUSES.indexOf(span.status ?? "unset")),
    flags: new Uint8Array(spans.length),
    name: dictionary((span) => span.name),
    agent: dictionary((_, agent) => agent),
    tool: dictionary((span) => (span.kind === "tool" ? (span.tool ?? span.name) : null)),
    model: dictionary((span) => span.model),
    detail: spans.map(({ span }) => span.detail ?? null),
    error: spans.map(({ span }) => span.error ?? null),
    inputTokens: none(),
    outputTokens: none(),
    costUsd: none(),
    timeToFirstTokenNs: none(),
    notes: new Uint32Array(spans.length),
    labels: new Uint32Array(spans.length),
    events: { span: new Uint32Array(), atNs: new Float64Array(), name: { values: [], index: new Uint32Array() } },
    links: {
      span: new Uint32Array(),
      targetTraceId: [],
      targetSpanId: [],
      targetRow: new Int32Array(),
      targetKnown: new Uint8Array(),
    },
  };
}

/** A run of a support network, as in the design's pictures: a fork of two agents, two failures, a join. */
export function supportRun(): SpanTable {
  const chat = (startMs: number, durationMs: number): SketchedSpan => ({
    name: "chat",
    kind: "llm",
    startMs,
    durationMs,
    model: "claude-haiku-4.5",
    detail: "claude-haiku-4.5",
  });
  const search = (startMs: number): SketchedSpan => ({
    name: "search",
    kind: "tool",
    startMs,
    durationMs: 3000,
    status: "error",
    error: "timeout",
    detail: "policy portal",
  });
  return makeTable([
    {
      name: "support.handle_message",
      kind: "workflow",
      startMs: 0,
      durationMs: 24_620,
      inside: [
        { name: "pii_guard", kind: "guardrail", startMs: 20, durationMs: 290, detail: "2 redacted" },
        {
          name: "triage",
          kind: "agent",
          startMs: 330,
          durationMs: 2080,
          inside: [
            chat(350, 1270),
            { name: "customer_memory.read", kind: "memory", startMs: 1640, durationMs: 190 },
            chat(1850, 540),
          ],
        },
        {
          name: "planner",
          kind: "agent",
          startMs: 2430,
          durationMs: 21_650,
          inside: [
            chat(2460, 2660),
            {
              name: "researcher",
              kind: "agent",
              startMs: 5200,
              durationMs: 9820,
              inside: [
                chat(5240, 1070),
                search(6340),
                search(9400),
                chat(12_440, 660),
                {
                  name: "policy_index",
                  kind: "retriever",
                  startMs: 13_120,
                  durationMs: 460,
                  detail: "12 documents",
                  inside: [{ name: "embed query", kind: "embedding", startMs: 13_130, durationMs: 110 }],
                },
                { name: "rerank", kind: "reranker", startMs: 13_600, durationMs: 340, detail: "rerank-v3.5, kept 4" },
                chat(13_960, 1040),
              ],
            },
            {
              name: "order_agent",
              kind: "agent",
              startMs: 5200,
              durationMs: 3700,
              inside: [
                chat(5230, 970),
                { name: "orders.get", kind: "tool", startMs: 6220, durationMs: 490 },
                { name: "shipping.status", kind: "tool", startMs: 6730, durationMs: 750 },
                chat(7500, 1380),
              ],
            },
            chat(15_080, 2220),
            { name: "billing", kind: "agent", startMs: 17_350, durationMs: 3250, inside: [chat(17_380, 1020)] },
          ],
        },
      ],
    },
  ]);
}
