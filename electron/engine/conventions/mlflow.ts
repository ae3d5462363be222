import type { AttributeValue, SpanFacts } from "../../../shared/model/facts.js";
import type { SpanKind } from "../../../shared/model/kind.js";
import type { Convention, MeaningWriter } from "./convention.js";
import { readDocuments } from "./documents.js";
import { requestMessages, responseMessages } from "./messages/read-body.js";
import { normaliseProvider } from "./normalise.js";
import { hasBelow, objectBelow } from "./prefixed.js";
import type { Rule } from "./rules.js";
import { applyRules, indexRules, rule } from "./rules.js";
import { asAmount, asName, asStructure, asText, isArray, isObject, unquoted } from "./values.js";

const KINDS: ReadonlyMap<string, SpanKind> = new Map<string, SpanKind>([
  ["llm", "llm"],
  ["chat_model", "llm"],
  ["chain", "chain"],
  ["agent", "agent"],
  ["tool", "tool"],
  ["retriever", "retriever"],
  ["parser", "chain"],
  ["embedding", "embedding"],
  ["reranker", "reranker"],
  ["memory", "memory"],
  ["guardrail", "guardrail"],
  ["evaluator", "evaluator"],
  ["workflow", "workflow"],
]);

// MLflow writes every value as JSON, plain text in quotes, too.
const text = (value: AttributeValue): string | null => asText(unquoted(value));
const name = (value: AttributeValue): string | null => asName(unquoted(value));
const provider = (value: AttributeValue): string | null => normaliseProvider(name(value));
const kindOf = (value: AttributeValue | undefined): SpanKind | null =>
  KINDS.get((asText(unquoted(value)) ?? "").toLowerCase()) ?? null;

/** Every attribute of MLflow that gives one scalar field by itself, with its rank. */
export const MLFLOW_RULES: readonly Rule[] = [
  rule("mlflow.spanType", "kind", 40, kindOf),
  rule("mlflow.spanInputs", "input", 40, text),
  rule("mlflow.spanOutputs", "output", 40, text),
  rule("mlflow.llm.model", "model", 60, name),
  rule("mlflow.llm.provider", "provider", 70, provider),
  rule("mlflow.chat.tools", "toolDefinitions", 50, text),
  rule("mlflow.trace.session", "conversation", 150, name),
  rule("mlflow.trace.user", "user", 120, name),
];
const RULES = indexRules(MLFLOW_RULES);
const USAGE = "mlflow.chat.tokenUsage";
const COST = "mlflow.llm.cost";

function readUsage(span: SpanFacts, out: MeaningWriter): void {
  const usage = asStructure(span.attributes.get(USAGE));
  if (isObject(usage)) {
    out.set("inputTokens", asAmount(usage["input_tokens"]), USAGE, 60);
    out.set("outputTokens", asAmount(usage["output_tokens"]), USAGE, 60);
    out.set("totalTokens", asAmount(usage["total_tokens"]), USAGE, 50);
    out.set("cacheReadTokens", asAmount(usage["cache_read_input_tokens"]), USAGE, 65);
    out.set("cacheWriteTokens", asAmount(usage["cache_creation_input_tokens"]), USAGE, 65);
  }
  const cost = asStructure(span.attributes.get(COST));
  if (!isObject(cost)) return;
  out.set("costUsd", asAmount(cost["total_cost"]), COST, 50);
  out.set("inputCostUsd", asAmount(cost["input_cost"]), COST, 30);
  out.set("outputCostUsd", asAmount(cost["output_cost"]), COST, 30);
}

function readContent(span: SpanFacts, kind: SpanKind | null, out: MeaningWriter): void {
  const inputs = span.attributes.get("mlflow.spanInputs");
  const outputs = span.attributes.get("mlflow.spanOutputs");
  if (kind === "llm") {
    if (inputs !== undefined && out.wants("inputMessages", 160)) {
      out.setList("inputMessages", requestMessages(unquoted(inputs) ?? null), "mlflow.spanInputs", 160);
    }
    if (outputs !== undefined && out.wants("outputMessages", 160)) {
      const messages = responseMessages(unquoted(outputs) ?? null);
      out.setList("outputMessages", messages, "mlflow.spanOutputs", 160);
      out.set("finishReason", messages?.[0]?.finishReason, "mlflow.spanOutputs", 160);
    }
  } else if (kind === "retriever" && outputs !== undefined && out.wants("documents", 40)) {
    out.setList("documents", readDocuments(outputs, "retrieved", "unknown"), "mlflow.spanOutputs", 40);
  } else if (kind === "tool") {
    const called = name(span.attributes.get("mlflow.spanFunctionName") ?? null);
    out.set("tool", called, "mlflow.spanFunctionName", 70);
  }
}

function readPrompt(span: SpanFacts, out: MeaningWriter): void {
  const prompts = asStructure(span.attributes.get("mlflow.linkedPrompts"));
  const first = isArray(prompts) ? prompts[0] : null;
  if (!isObject(first)) return;
  out.set("promptName", asName(first["name"]), "mlflow.linkedPrompts", 40);
  out.set("promptVersion", asName(first["version"]), "mlflow.linkedPrompts", 40);
}

/** MLflow's tracing. */
export const mlflow: Convention = {
  id: "mlflow",
  label: "MLflow",
  version: 1,
  owns: (key) => key.startsWith("mlflow."),
  speaks: (span) => hasBelow(span.attributes, "mlflow."),
  interpret(span, out) {
    applyRules(RULES, span.attributes, out, null);
    readUsage(span, out);
    readContent(span, kindOf(span.attributes.get("mlflow.spanType")), out);
    readPrompt(span, out);
    if (out.wants("metadata", 80)) {
      out.set("metadata", objectBelow(span.attributes, "mlflow.traceTag."), "mlflow.traceTag.*", 80);
    }
  },
};
