import type { Attributes, AttributeValue } from "../../../shared/model/facts.js";
import type { MeaningDocument, MeaningEvaluation, MeaningMessage } from "../../../shared/model/meaning.js";
import type { MeaningWriter } from "./convention.js";
import { readDocuments } from "./documents.js";
import type { FlatElement, FlatList } from "./flattened.js";
import { addFlat, inOrder, nested } from "./flattened.js";
import { requestMessages, responseMessages, systemMessage } from "./messages/read-body.js";
import { readMessage, readMessages } from "./messages/read-messages.js";
import { GENAI_RULES } from "./otel-genai-rules.js";
import { kindOfOperation } from "./operations.js";
import { applyRules, indexRules } from "./rules.js";
import type { JsonObject } from "./values.js";
import { asAmount, asName, asNumber, asText } from "./values.js";

const RULES = indexRules(GENAI_RULES);
const NO_PARAMETERS = new Set(["gen_ai.request.model", "gen_ai.request.previous_response.id"]);

/** What a loop over the attributes finds of the parts that only make sense together. */
interface Found {
  parameters: Record<string, AttributeValue> | null;
  prompts: FlatList | null;
  completions: FlatList | null;
}

function collect(found: Found, key: string, value: AttributeValue): void {
  if (!key.startsWith("gen_ai.")) return;
  if (key.startsWith("gen_ai.request.")) {
    if (!NO_PARAMETERS.has(key)) (found.parameters ??= {})[key.slice(15)] = value;
  } else if (key.startsWith("gen_ai.openai.request.")) {
    (found.parameters ??= {})[key.slice(22)] = value;
  } else if (startsIndexed(key, "gen_ai.prompt.")) {
    addFlat((found.prompts ??= new Map()), key, 14, value);
  } else if (startsIndexed(key, "gen_ai.completion.")) {
    addFlat((found.completions ??= new Map()), key, 18, value);
  }
}

function startsIndexed(key: string, prefix: string): boolean {
  const code = key.startsWith(prefix) ? key.charCodeAt(prefix.length) : 0;
  return code >= 48 && code <= 57;
}

/**
 * Reads a set of attributes: a span's own, or those of an event that carries the same names (`prefix` says which).
 * Messages on the details event come first, those on the span second.
 */
export function readGenAiAttributes(attributes: Attributes, out: MeaningWriter, prefix = ""): void {
  const found: Found = { parameters: null, prompts: null, completions: null };
  applyRules(RULES, attributes, out, (key, value) => collect(found, key, value), prefix);
  const source = (key: string): string => (prefix === "" ? key : prefix + key);
  const messagesRank = prefix === "" ? 20 : 10;

  if (found.parameters !== null && out.wants("parameters", 10)) {
    out.set("parameters", JSON.stringify(found.parameters), source("gen_ai.request.*"), 10);
  }
  readContent(attributes, out, source, messagesRank);
  if (found.prompts !== null && out.wants("inputMessages", 60)) {
    out.setList("inputMessages", flatMessages(found.prompts, "user"), source("gen_ai.prompt.*"), 60);
  }
  if (found.completions !== null && out.wants("outputMessages", 60)) {
    const messages = flatMessages(found.completions, "assistant");
    out.setList("outputMessages", messages, source("gen_ai.completion.*"), 60);
    out.set("finishReason", messages[0]?.finishReason, source("gen_ai.completion.*"), 70);
  }
  readRetrieval(attributes, out, source);
  const evaluation = evaluationOf(attributes);
  if (evaluation !== null) out.setList("evaluations", [evaluation], source("gen_ai.evaluation.name"), 20);
}

function readContent(attributes: Attributes, out: MeaningWriter, source: (key: string) => string, rank: number): void {
  const instructions = attributes.get("gen_ai.system_instructions");
  const input = attributes.get("gen_ai.input.messages");
  if (input !== undefined && out.wants("inputMessages", rank)) {
    const messages = readMessages(input, "user");
    const system = instructions === undefined || messages?.[0]?.role === "system" ? [] : systemMessage(instructions);
    out.setList(
      "inputMessages",
      messages === null ? null : [...system, ...messages],
      source("gen_ai.input.messages"),
      rank,
    );
  }
  if (instructions !== undefined && out.wants("inputMessages", 190)) {
    out.setList("inputMessages", systemMessage(instructions), source("gen_ai.system_instructions"), 190);
  }
  const output = attributes.get("gen_ai.output.messages");
  if (output !== undefined && out.wants("outputMessages", rank)) {
    const messages = readMessages(output, "assistant");
    out.setList("outputMessages", messages, source("gen_ai.output.messages"), rank);
    out.set("finishReason", messages?.[0]?.finishReason, source("gen_ai.output.messages"), 90);
  }
  const prompt = attributes.get("gen_ai.prompt");
  if (prompt !== undefined && out.wants("inputMessages", 110)) {
    out.setList("inputMessages", requestMessages(prompt), source("gen_ai.prompt"), 110);
  }
  const completion = attributes.get("gen_ai.completion");
  if (completion !== undefined && out.wants("outputMessages", 110)) {
    const messages = responseMessages(completion);
    out.setList("outputMessages", messages, source("gen_ai.completion"), 110);
    out.set("finishReason", messages?.[0]?.finishReason, source("gen_ai.completion"), 95);
  }
}

/** Messages of the old indexed form; nested calls are `tool_calls.<m>.{id,name,arguments}`. */
function flatMessages(list: FlatList, role: string): MeaningMessage[] {
  return inOrder(list).flatMap((element) => readMessage(flatMessage(element), role));
}

function flatMessage(element: FlatElement): JsonObject {
  const calls = nested(element, "tool_calls").map((call) => Object.fromEntries(call));
  const single = element.get("function_call.name");
  const message: Record<string, AttributeValue> = { content: element.get("content") ?? null };
  for (const key of ["role", "name", "tool_call_id", "finish_reason", "refusal"]) {
    const value = element.get(key);
    if (value !== undefined) message[key] = value;
  }
  if (calls.length > 0) message["tool_calls"] = calls;
  if (single !== undefined) {
    message["function_call"] = { name: single, arguments: element.get("function_call.arguments") ?? "" };
  }
  return message;
}

function readRetrieval(attributes: Attributes, out: MeaningWriter, source: (key: string) => string): void {
  const documents = attributes.get("gen_ai.retrieval.documents");
  if (documents !== undefined && out.wants("documents", 10)) {
    const read = readDocuments(documents, "retrieved", "relevance");
    out.setList("documents", read, source("gen_ai.retrieval.documents"), 10);
  }
  const records = attributes.get("gen_ai.memory.records");
  if (records !== undefined && out.wants("documents", 60)) {
    out.setList("documents", readDocuments(records, "memory", "relevance"), source("gen_ai.memory.records"), 60);
  }
  // What is done with one record names it alone.
  const record = asName(attributes.get("gen_ai.memory.record.id"));
  if (record !== null && out.wants("documents", 62)) {
    out.setList("documents", [memoryRecord(record)], source("gen_ai.memory.record.id"), 62);
  }
  // Until the retrieval attributes came, the retriever's k stood where a model's sampling parameter stands.
  const oldTopK = attributes.get("gen_ai.request.top_k");
  if (oldTopK !== undefined && kindOfOperation(asText(attributes.get("gen_ai.operation.name")) ?? "") === "retriever") {
    out.set("topK", asAmount(oldTopK), source("gen_ai.request.top_k"), 20);
  }
}

function memoryRecord(id: string): MeaningDocument {
  return { rank: 0, id, score: null, scoreKind: "unknown", content: null, metadata: null, role: "memory" };
}

/** The evaluation that a span or an event carries, or null. */
export function evaluationOf(attributes: Attributes): MeaningEvaluation | null {
  const name = asName(attributes.get("gen_ai.evaluation.name"));
  if (name === null) return null;
  return {
    name,
    score: asNumber(attributes.get("gen_ai.evaluation.score.value")),
    label: asName(attributes.get("gen_ai.evaluation.score.label")),
    explanation: asText(attributes.get("gen_ai.evaluation.explanation")),
    by: asName(attributes.get("gen_ai.evaluation.evaluator.name")),
  };
}
