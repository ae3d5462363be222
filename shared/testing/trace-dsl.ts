import type { SpanKind } from "../model/kind.js";
import { spanIdOf, traceIdOf } from "./stable-ids.js";
import { parseTraceText } from "./trace-text.js";
import type { SpanLine, TraceLines } from "./trace-text.js";

interface KeyValue {
  readonly key: string;
  readonly value: { readonly stringValue: string } | { readonly intValue: string } | { readonly doubleValue: number };
}

const ORIGIN_MS = Date.UTC(2026, 10, 20, 14);
const HANDLED = new Set(["in", "out", "cost", "model", "error", "agent"]);

/** The OpenTelemetry GenAI operation of a kind, for the kinds that have one. */
const OPERATION: Partial<Record<SpanKind, string>> = {
  agent: "invoke_agent",
  workflow: "invoke_workflow",
  llm: "chat",
  tool: "execute_tool",
  retriever: "retrieval",
  embedding: "embeddings",
  memory: "search_memory",
  guardrail: "run_guardrail",
  plan: "plan",
};
/** The OpenInference kind of those that have none. */
const SPAN_KIND: Partial<Record<SpanKind, string>> = {
  chain: "CHAIN",
  reranker: "RERANKER",
  evaluator: "EVALUATOR",
  prompt: "PROMPT",
};
/** The attribute that carries the name of the line. */
const NAME_KEY: Partial<Record<SpanKind, string>> = {
  agent: "gen_ai.agent.name",
  workflow: "gen_ai.workflow.name",
  llm: "gen_ai.request.model",
  tool: "gen_ai.tool.name",
  retriever: "gen_ai.data_source.id",
  embedding: "gen_ai.request.model",
  memory: "gen_ai.memory.store.id",
  guardrail: "gen_ai.guardrail.component.name",
  reranker: "reranker.model_name",
};

/**
 * Traces from a text that people can read, as OTLP JSON: one document a trace.
 *
 *     trace(`
 *       agent planner                         0-120ms
 *         llm  gpt    [in:900 out:40]         5-40ms  "where is it?" => "I'll look"
 *         tool search [error:timeout]        41-80ms
 *       agent writer <- planner              80-120ms
 *     `)
 *
 * A line is a span: kind (one of SPAN_KINDS), name, times from the start of the trace (`5-40ms`, units ns us ms s; `5-?ms`
 * has not ended), and at will `[in:TOKENS out:TOKENS cost:USD model:NAME error:TYPE KEY:VALUE]`, `<- AGENT` for a handoff,
 * `"input" => "output"`. Indentation is parentage. `trace NAME [at:ISO conversation:C user:U service:S]` begins another
 * trace. Ids come from the words: see `traceIdOf` and `spanIdOf`.
 * @throws Error that names the line which cannot be read
 */
export function trace(text: string): string[] {
  return parseTraceText(text).map((lines) => JSON.stringify(toOtlp(lines)));
}

function toOtlp(lines: TraceLines): unknown {
  const originNs = BigInt(lines.at === null ? ORIGIN_MS : Date.parse(lines.at)) * 1_000_000n;
  return {
    resourceSpans: [
      {
        resource: { attributes: [string("service.name", lines.options.get("service") ?? "test")] },
        scopeSpans: [
          {
            scope: { name: "skein.testing", version: "1" },
            spans: lines.spans.map((span) => toSpan(lines, span, originNs)),
          },
        ],
      },
    ],
  };
}

function toSpan(lines: TraceLines, span: SpanLine, originNs: bigint): unknown {
  const traceId = traceIdOf(lines.name);
  const source = span.handedOverBy;
  return {
    traceId,
    spanId: spanIdOf(span.key, lines.name),
    ...(span.parent === null ? {} : { parentSpanId: spanIdOf(span.parent.key, lines.name) }),
    name: OPERATION[span.kind] === undefined ? span.name : `${OPERATION[span.kind]} ${span.name}`,
    kind: 1,
    startTimeUnixNano: String(originNs + BigInt(span.startNs)),
    endTimeUnixNano: span.endNs === null ? "0" : String(originNs + BigInt(span.endNs)),
    attributes: attributesOf(lines, span),
    ...(source === null ? {} : { links: [{ traceId, spanId: spanIdOf(source, lines.name) }] }),
    status: span.error === null ? {} : { code: 2, message: span.error },
  };
}

function attributesOf(lines: TraceLines, span: SpanLine): KeyValue[] {
  const { options } = span;
  const conversation = lines.options.get("conversation");
  const user = lines.options.get("user");
  const attributes: (KeyValue | null)[] = [
    optional("gen_ai.operation.name", OPERATION[span.kind]),
    optional("openinference.span.kind", SPAN_KIND[span.kind]),
    optional(NAME_KEY[span.kind] ?? "", NAME_KEY[span.kind] === undefined ? undefined : span.name),
    optional("gen_ai.agent.name", options.get("agent")),
    optional("gen_ai.response.model", options.get("model")),
    optional("gen_ai.conversation.id", conversation),
    optional("user.id", user),
    optional("error.type", span.error ?? undefined),
    options.has("in") ? integer("gen_ai.usage.input_tokens", options.get("in")) : null,
    options.has("out") ? integer("gen_ai.usage.output_tokens", options.get("out")) : null,
    options.has("cost") ? { key: "llm.cost.total", value: { doubleValue: Number(options.get("cost")) } } : null,
    ...(span.handedOverBy === null
      ? []
      : [string("graph.node.id", span.name), string("graph.node.parent_id", span.handedOverBy)]),
    ...contentOf(span),
    ...[...options].filter(([key]) => !HANDLED.has(key)).map(([key, value]) => string(key, value)),
  ];
  return attributes.filter((attribute) => attribute !== null);
}

function contentOf(span: SpanLine): (KeyValue | null)[] {
  const { input, output } = span;
  if (span.kind === "tool") {
    return [
      optional("gen_ai.tool.call.arguments", input ?? undefined),
      optional("gen_ai.tool.call.result", output ?? undefined),
    ];
  }
  if (span.kind === "llm" || span.kind === "agent" || span.kind === "workflow") {
    return [
      input === null ? null : string("gen_ai.input.messages", messageOf("user", input)),
      output === null ? null : string("gen_ai.output.messages", messageOf("assistant", output)),
    ];
  }
  return [optional("input.value", input ?? undefined), optional("output.value", output ?? undefined)];
}

function messageOf(role: string, content: string): string {
  return JSON.stringify([{ role, parts: [{ type: "text", content }] }]);
}

function string(key: string, value: string): KeyValue {
  return { key, value: { stringValue: value } };
}

function integer(key: string, value: string | undefined): KeyValue {
  return { key, value: { intValue: String(Number(value)) } };
}

function optional(key: string, value: string | undefined): KeyValue | null {
  return value === undefined ? null : string(key, value);
}
