import type { AttributeValue, SpanFacts } from "../../../shared/model/facts.js";
import type { MeaningEmbedding } from "../../../shared/model/meaning.js";
import type { Convention, MeaningWriter } from "./convention.js";
import type { FlatList } from "./flattened.js";
import { addFlat, inOrder } from "./flattened.js";
import { requestMessages, responseMessages } from "./messages/read-body.js";
import { readVectorEvents } from "./openllmetry-events.js";
import { isOpenLlmetryKey, kindOfRequest, OPENLLMETRY_RULES } from "./openllmetry-rules.js";
import { kindOfOperation } from "./operations.js";
import { objectBelow } from "./prefixed.js";
import { applyRules, indexRules } from "./rules.js";
import { asName, asStructure, asText, isObject } from "./values.js";

const RULES = indexRules(OPENLLMETRY_RULES);
const PROPERTIES = "traceloop.association.properties.";
const FUNCTIONS = "llm.request.functions.";
const PARAMETERS: ReadonlyMap<string, string> = new Map([
  ["llm.top_k", "top_k"],
  ["llm.frequency_penalty", "frequency_penalty"],
  ["llm.presence_penalty", "presence_penalty"],
  ["llm.chat.stop_sequences", "stop_sequences"],
  ["llm.request.repetition_penalty", "repetition_penalty"],
]);

interface Found {
  functions: FlatList | null;
  parameters: Record<string, AttributeValue> | null;
}

function collect(found: Found, key: string, value: AttributeValue): void {
  const parameter = PARAMETERS.get(key);
  if (parameter !== undefined) (found.parameters ??= {})[parameter] = value;
  else if (key.startsWith(FUNCTIONS)) addFlat((found.functions ??= new Map()), key, FUNCTIONS.length, value);
}

function readFound(found: Found, out: MeaningWriter): void {
  if (found.parameters !== null) out.set("parameters", JSON.stringify(found.parameters), "llm.*", 70);
  if (found.functions === null) return;
  const tools = inOrder(found.functions).map((one) => {
    const parameters = one.get("parameters");
    return { ...Object.fromEntries(one), ...(parameters === undefined ? {} : { parameters: opened(parameters) }) };
  });
  out.set("toolDefinitions", JSON.stringify(tools), `${FUNCTIONS}*`, 40);
}

const opened = (value: AttributeValue): AttributeValue => asStructure(value) ?? value;

/** A step that is a request to a model or a call of a tool in itself is that; returns what the entity is then. */
function readRequestKind(span: SpanFacts, said: string | null, out: MeaningWriter): string | null {
  if (said !== "task") return said;
  const requested = kindOfRequest(span.attributes.get("llm.request.type"));
  if (requested !== null) out.set("kind", requested, "llm.request.type", 59);
  const operation = kindOfOperation(asText(span.attributes.get("gen_ai.operation.name")) ?? "");
  if (operation === "llm") out.set("kind", operation, "gen_ai.operation.name", 59);
  // Python's steps say execute_tool of whole nodes of a graph; JavaScript's tools say it in their names too.
  if (operation !== "tool" || !span.name.startsWith("execute_tool ")) return said;
  out.set("kind", operation, "gen_ai.operation.name", 59);
  return operation;
}

/** A member of the object that LangChain's callbacks wrap inputs and outputs in; else the value as it stands. */
function unwrapped(value: AttributeValue | undefined, ...members: readonly string[]): string | null {
  const wrap = asStructure(value);
  if (isObject(wrap)) for (const member of members) if (wrap[member] !== undefined) return asText(wrap[member]);
  return asText(value);
}

function readEntity(span: SpanFacts, said: string | null, out: MeaningWriter): void {
  const name = asName(span.attributes.get("traceloop.entity.name"));
  const input = span.attributes.get("traceloop.entity.input");
  const output = span.attributes.get("traceloop.entity.output");
  if (said === "agent") out.set("agent", name, "traceloop.entity.name", 90);
  if (said === "tool") {
    out.set("tool", name, "traceloop.entity.name", 50);
    if (out.wants("toolArguments", 70)) {
      out.set("toolArguments", unwrapped(input, "inputs", "input_str"), "traceloop.entity.input", 70);
    }
    if (out.wants("toolResult", 70)) {
      out.set("toolResult", unwrapped(output, "output", "outputs"), "traceloop.entity.output", 70);
    }
  } else if (said === "llm") {
    if (input !== undefined && out.wants("inputMessages", 180)) {
      out.setList("inputMessages", requestMessages(input), "traceloop.entity.input", 180);
    }
    if (output !== undefined && out.wants("outputMessages", 180)) {
      out.setList("outputMessages", responseMessages(output), "traceloop.entity.output", 180);
    }
  }
}

function readProperties(span: SpanFacts, out: MeaningWriter): void {
  out.set("metadata", objectBelow(span.attributes, PROPERTIES), `${PROPERTIES}*`, 50);
}

/** The texts that were embedded stand where a chat's prompts do. */
function readEmbedded(span: SpanFacts, out: MeaningWriter): void {
  if (span.attributes.get("llm.request.type") !== "embedding") return;
  const embeddings: MeaningEmbedding[] = [];
  for (const [key, value] of span.attributes) {
    if (/^gen_ai\.prompt\.\d+\.content$/.test(key)) embeddings.push({ text: asText(value), vector: null });
  }
  out.setList("embeddings", embeddings, "gen_ai.prompt.*", 35);
}

/** The name of a handoff is `A → B.handoff`. */
function readHandoff(span: SpanFacts, out: MeaningWriter): void {
  const names = /^(.+) \u2192 (.+)\.handoff$/.exec(span.name);
  if (names === null) return;
  out.set("handoffFrom", asName(names[1]), "name", 50);
  out.set("handoffTo", asName(names[2]), "name", 50);
}

/** OpenLLMetry (Traceloop): workflows and their entities, old model attributes, vector stores. */
export const openLlmetry: Convention = {
  id: "openllmetry",
  label: "OpenLLMetry",
  version: 1,
  owns: isOpenLlmetryKey,
  speaks(span) {
    for (const key of span.attributes.keys()) if (isOpenLlmetryKey(key)) return true;
    for (const event of span.events) if (event.name.startsWith("db.")) return true;
    return span.attributes.has("mcp.request.argument") || span.attributes.has("mcp.response.value");
  },
  interpret(span, out) {
    const found: Found = { functions: null, parameters: null };
    applyRules(RULES, span.attributes, out, (key, value) => collect(found, key, value));
    const said = asName(span.attributes.get("traceloop.span.kind"))?.toLowerCase() ?? null;
    readEntity(span, readRequestKind(span, said, out), out);
    readFound(found, out);
    readProperties(span, out);
    readEmbedded(span, out);
    readHandoff(span, out);
    if (span.events.length > 0) readVectorEvents(span, out);
  },
};
