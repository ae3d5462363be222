import type { SpanFacts } from "../../../shared/model/facts.js";
import type { SpanKind } from "../../../shared/model/kind.js";
import type { MeaningEmbedding, MeaningMessage } from "../../../shared/model/meaning.js";
import { modelInside, usageOfAnswer } from "./answer-usage.js";
import { agentOfName, kindOfName, toolOfName } from "./kind-names.js";
import { guessKind } from "./kind.js";
import type { MeaningBuilder } from "./meaning-builder.js";
import { readMessages } from "./messages/read-messages.js";
import { providerOfModel } from "./normalise.js";
import { asName, asString, asStructure, isArray, isObject, looksStructured } from "./values.js";

/** The signature of what no attribute says: Skein's own reading of a span's name and of the fields that are there. */
const SKEIN = "skein";

/** Completes a span's meaning after every convention has spoken: its kind, names from its name, and what follows. */
export function addFallbacks(span: SpanFacts, meaning: MeaningBuilder): void {
  let kind = meaning.scalars.kind;
  if (kind === undefined) {
    const guess = guessKind(span, meaning);
    if (guess !== null) meaning.infer("kind", guess.kind, SKEIN, guess.attribute);
    kind = guess?.kind ?? "other";
  }
  addNames(span, kind, meaning);
  if (kind === "llm" || kind === "embedding") addUsage(meaning);
  addTokens(meaning);
  addModel(kind, meaning);
  addContent(meaning);
  addByKind(span, kind, meaning);
}

function addNames(span: SpanFacts, kind: SpanKind, meaning: MeaningBuilder): void {
  if (kind === "agent") meaning.infer("agent", agentOfName(span.name), SKEIN, "name");
  else if (kind === "tool") meaning.infer("tool", toolOfName(span.name), SKEIN, "name");
  else if (kind === "workflow" && span.name.startsWith("invoke_workflow ")) {
    meaning.infer("workflow", span.name.slice(16), SKEIN, "name");
  } else if (kind === "memory" && kindOfName(span.name) === "memory") {
    meaning.infer("memoryOperation", span.name.split(" ", 1)[0], SKEIN, "name");
  } else if (kind === "handoff" && /^(handoff to|goto) /i.test(span.name)) {
    meaning.infer("handoffTo", span.name.replace(/^(handoff to|goto) /i, ""), SKEIN, "name");
  }
}

/** Where no attribute counts tokens, the answer itself may. */
function addUsage(meaning: MeaningBuilder): void {
  const { inputTokens, outputTokens, totalTokens, output } = meaning.scalars;
  if (output === undefined || (inputTokens ?? outputTokens ?? totalTokens) !== undefined) return;
  const usage = usageOfAnswer(output);
  if (usage === null) return;
  for (const field of Object.keys(usage) as (keyof typeof usage)[]) meaning.borrow(field, usage[field], "output");
}

/** Input counts include what the cache gave; a source whose cached tokens exceed its input counts them apart. */
function addTokens(meaning: MeaningBuilder): void {
  const { inputTokens, outputTokens, cacheReadTokens, cacheWriteTokens, totalTokens } = meaning.scalars;
  const cached = (cacheReadTokens ?? 0) + (cacheWriteTokens ?? 0);
  let input = inputTokens;
  if (input !== undefined && cached > input) {
    input += cached;
    meaning.amend("inputTokens", input);
    if (totalTokens !== undefined) meaning.amend("totalTokens", Math.max(totalTokens, input + (outputTokens ?? 0)));
  }
  if (totalTokens !== undefined || (input === undefined && outputTokens === undefined)) return;
  meaning.borrow(
    "totalTokens",
    (input ?? 0) + (outputTokens ?? 0),
    input === undefined ? "outputTokens" : "inputTokens",
  );
}

function addModel(kind: SpanKind, meaning: MeaningBuilder): void {
  const { scalars } = meaning;
  if (kind === "llm" || kind === "embedding") {
    if (scalars.requestModel === undefined) meaning.borrow("requestModel", modelInside(scalars.input), "input");
    if (scalars.model === undefined) meaning.borrow("model", modelInside(scalars.output), "output");
  }
  meaning.borrow("model", scalars.requestModel, "requestModel");
  const { model } = scalars;
  if (model === undefined) return;
  meaning.borrow("provider", providerOfModel(model), "model");
  if (kind === "embedding") meaning.borrow("embeddingModel", model, "model");
}

/** Input and output as text, for lists and search, where the span only has messages: what was said last. */
function addContent(meaning: MeaningBuilder): void {
  const { inputMessages, outputMessages } = meaning.lists;
  if (inputMessages !== undefined && meaning.scalars.input === undefined) {
    meaning.borrow("input", lastText(inputMessages, "user"), "inputMessages");
  }
  if (outputMessages !== undefined && meaning.scalars.output === undefined) {
    meaning.borrow("output", lastText(outputMessages, "assistant"), "outputMessages");
  }
}

function lastText(messages: readonly MeaningMessage[], role: string): string | null {
  for (let at = messages.length - 1; at >= 0; at--) {
    const message = messages[at];
    if (message?.role !== role) continue;
    const texts = message.parts.filter((part) => part.type === "text").map((part) => part.content);
    if (texts.length > 0) return texts.join("\n");
  }
  return null;
}

function addByKind(span: SpanFacts, kind: SpanKind, meaning: MeaningBuilder): void {
  const { scalars } = meaning;
  if (kind === "tool") {
    const { inputMessages, outputMessages } = meaning.lists;
    meaning.borrow("toolArguments", partOf(inputMessages, "tool_call"), "inputMessages");
    meaning.borrow("toolResult", partOf(outputMessages, "tool_result"), "outputMessages");
    meaning.borrow("toolArguments", scalars.input, "input");
    meaning.borrow("toolResult", scalars.output, "output");
    openToolMessage(meaning);
  } else if (kind === "retriever" || kind === "reranker") {
    meaning.borrow("retrievalQuery", queryOf(scalars.input), "input");
    addStore(span, meaning);
  } else if (kind === "embedding") {
    addEmbeddings(meaning);
  }
}

/** What a tool was given or gave, where its span tells it as messages. */
function partOf(
  messages: readonly MeaningMessage[] | undefined,
  type: "tool_call" | "tool_result",
): string | null | undefined {
  return messages?.flatMap((message) => message.parts).find((part) => part.type === type)?.content;
}

/** A result that is LangChain's message of a tool says which tool and which call it answers. */
function openToolMessage(meaning: MeaningBuilder): void {
  const { toolResult } = meaning.scalars;
  if (toolResult === undefined || !toolResult.includes('"tool_call_id"')) return;
  const structure = asStructure(toolResult);
  const message = isObject(structure) && isObject(structure["output"]) ? structure["output"] : structure;
  if (!isObject(message)) return;
  const part = readMessages(message, "tool")?.[0]?.parts[0];
  if (part?.type !== "tool_result" || part.callId === null) return;
  meaning.borrow("toolCallId", part.callId, "toolResult");
  meaning.amend("toolResult", part.content);
  if (part.name !== null) meaning.amend("tool", part.name);
}

const QUERY_MEMBERS = ["query", "input", "question", "query_str", "text", "search_query"] as const;

/** The words that were searched for: the input, or the one member of it that says them. */
function queryOf(input: string | undefined): string | null {
  if (input === undefined || !looksStructured(input)) return input ?? null;
  const structure = asStructure(input);
  if (structure === null || isArray(structure)) return input;
  for (const member of QUERY_MEMBERS) {
    const query = asString(structure[member]);
    if (query !== null) return query;
    const bundle = structure[member]; // LlamaIndex's QueryBundle
    if (isObject(bundle) && typeof bundle["query_str"] === "string") return bundle["query_str"];
  }
  return input;
}

function addStore(span: SpanFacts, meaning: MeaningBuilder): void {
  for (const key of ["db.system.name", "db.system", "db.namespace", "db.collection.name"]) {
    meaning.infer("knowledgeBase", asName(span.attributes.get(key)), "otel", key);
  }
}

function addEmbeddings(meaning: MeaningBuilder): void {
  const { input } = meaning.scalars;
  const present = meaning.lists.embeddings;
  if (present !== undefined) {
    const vector = present.find((embedding) => embedding.vector !== null)?.vector;
    meaning.borrow("embeddingDimensions", vector?.length, "embeddings");
  } else if (input !== undefined) {
    meaning.borrowList("embeddings", textsOf(input), "input");
  }
}

function textsOf(input: string): MeaningEmbedding[] {
  const structure = looksStructured(input) ? asStructure(input) : null;
  const inner = isObject(structure) ? structure["input"] : structure;
  const list: readonly unknown[] = Array.isArray(inner) ? inner : [inner ?? input];
  const texts = list.filter((one): one is string => typeof one === "string");
  return (texts.length === list.length ? texts : [input]).map((text) => ({ text, vector: null }));
}
