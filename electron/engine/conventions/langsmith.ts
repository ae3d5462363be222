import type { AttributeValue, SpanFacts } from "../../../shared/model/facts.js";
import type { SpanKind } from "../../../shared/model/kind.js";
import type { Convention, MeaningWriter } from "./convention.js";
import { readDocuments } from "./documents.js";
import { normaliseProvider } from "./normalise.js";
import { hasBelow, objectBelow } from "./prefixed.js";
import type { Rule } from "./rules.js";
import { applyRules, indexRules, rule } from "./rules.js";
import { asAmount, asName, asStructure, asTags, asText, isObject } from "./values.js";

const KINDS: ReadonlyMap<string, SpanKind> = new Map<string, SpanKind>([
  ["llm", "llm"],
  ["chain", "chain"],
  ["tool", "tool"],
  ["retriever", "retriever"],
  ["embedding", "embedding"],
  ["prompt", "prompt"],
  ["parser", "chain"],
]);

const kindOf = (value: AttributeValue | undefined): SpanKind | null =>
  KINDS.get((asText(value) ?? "").toLowerCase()) ?? null;
const provider = (value: AttributeValue): string | null => normaliseProvider(asName(value));

/**
 * Every attribute of LangSmith's export that gives one scalar field by itself, with its rank. The kind outranks the
 * operation, which the exporter writes beside it with retrievers as embeddings. Its sessions are projects.
 */
export const LANGSMITH_RULES: readonly Rule[] = [
  rule("langsmith.span.kind", "kind", 30, kindOf),
  rule("langsmith.metadata.session_id", "conversation", 50, asName),
  rule("langsmith.metadata.conversation_id", "conversation", 51, asName),
  rule("langsmith.metadata.thread_id", "conversation", 52, asName),
  rule("langsmith.metadata.user_id", "user", 40, asName),
  rule("langsmith.metadata.ls_provider", "provider", 60, provider),
  rule("langsmith.metadata.ls_model_name", "requestModel", 40, asName),
  rule("langsmith.span.tags", "tags", 50, asTags),
];
const RULES = indexRules(LANGSMITH_RULES);
const USAGE = "langsmith.usage_metadata";

function readUsage(span: SpanFacts, out: MeaningWriter): void {
  const usage = asStructure(span.attributes.get(USAGE));
  if (!isObject(usage)) return;
  out.set("inputTokens", asAmount(usage["input_tokens"]), USAGE, 70);
  out.set("outputTokens", asAmount(usage["output_tokens"]), USAGE, 70);
  out.set("totalTokens", asAmount(usage["total_tokens"]), USAGE, 60);
  const input = usage["input_token_details"];
  if (isObject(input)) {
    out.set("cacheReadTokens", asAmount(input["cache_read"]), USAGE, 70);
    out.set("cacheWriteTokens", asAmount(input["cache_creation"]), USAGE, 70);
  }
  const output = usage["output_token_details"];
  if (isObject(output)) out.set("reasoningTokens", asAmount(output["reasoning"]), USAGE, 70);
  out.set("costUsd", asAmount(usage["total_cost"]), USAGE, 70);
  out.set("inputCostUsd", asAmount(usage["input_cost"]), USAGE, 70);
  out.set("outputCostUsd", asAmount(usage["output_cost"]), USAGE, 70);
}

/** `gen_ai.prompt` and `gen_ai.completion` hold the whole inputs and outputs of runs of any kind. */
function readRun(span: SpanFacts, kind: SpanKind | null, out: MeaningWriter): void {
  const inputs = span.attributes.get("gen_ai.prompt");
  const outputs = span.attributes.get("gen_ai.completion");
  out.set("input", asText(inputs), "gen_ai.prompt", 90);
  out.set("output", asText(outputs), "gen_ai.completion", 90);
  if (kind === "retriever" && outputs !== undefined && out.wants("documents", 50)) {
    out.setList("documents", readDocuments(outputs, "retrieved", "unknown"), "gen_ai.completion", 50);
  }
  if (kind === "tool") out.set("tool", asName(span.attributes.get("langsmith.trace.name")), "langsmith.trace.name", 60);
}

function readParameters(span: SpanFacts, out: MeaningWriter): void {
  const parameters: Record<string, AttributeValue> = {};
  for (const name of ["temperature", "max_tokens", "stop"]) {
    const value = span.attributes.get(`langsmith.metadata.ls_${name}`);
    if (value !== undefined) parameters[name] = value;
  }
  if (Object.keys(parameters).length > 0) {
    out.set("parameters", JSON.stringify(parameters), "langsmith.metadata.ls_*", 75);
  }
}

/** LangSmith's OpenTelemetry export of runs. */
export const langSmith: Convention = {
  id: "langsmith",
  label: "LangSmith",
  version: 1,
  owns: (key) => key.startsWith("langsmith."),
  speaks: (span) => hasBelow(span.attributes, "langsmith."),
  interpret(span, out) {
    applyRules(RULES, span.attributes, out, null);
    readUsage(span, out);
    readRun(span, kindOf(span.attributes.get("langsmith.span.kind")), out);
    readParameters(span, out);
    if (out.wants("metadata", 40)) {
      out.set("metadata", objectBelow(span.attributes, "langsmith.metadata."), "langsmith.metadata.*", 40);
    }
  },
};
