import type { SpanFacts } from "../../../shared/model/facts.js";
import type { SpanKind } from "../../../shared/model/kind.js";
import type { MeaningEvaluation, MeaningMessage } from "../../../shared/model/meaning.js";
import type { Convention, MeaningWriter } from "./convention.js";
import { flatDocuments, readDocuments } from "./documents.js";
import type { FlatElement, FlatList } from "./flattened.js";
import { addFlat, inOrder, wholeList } from "./flattened.js";
import { requestMessages, responseMessages } from "./messages/read-body.js";
import { textMessage } from "./messages/read-messages.js";
import { joinTools, readEmbeddings, readEvaluations } from "./openinference-lists.js";
import { flatMessage } from "./openinference-messages.js";
import type { Family } from "./openinference-rules.js";
import {
  FAMILIES,
  familyOfKey,
  isOpenInferenceKey,
  isTellingKey,
  kindOfOpenInference,
  OPENINFERENCE_RULES,
} from "./openinference-rules.js";
import { applyRules, indexRules } from "./rules.js";
import { asName, asString, asStructure, asText, isObject, looksStructured } from "./values.js";

const RULES = indexRules(OPENINFERENCE_RULES);
const WHOLE = new Set<string>(FAMILIES);
type Lists = Map<Family, FlatList>;

function elementsOf(lists: Lists, family: Family): FlatElement[] {
  const list = lists.get(family);
  return list === undefined ? [] : inOrder(list);
}

function readMessages(lists: Lists, out: MeaningWriter): void {
  if (lists.has("llm.input_messages") && out.wants("inputMessages", 30)) {
    const messages = elementsOf(lists, "llm.input_messages").flatMap((one) => flatMessage(one, "user"));
    out.setList("inputMessages", messages, "llm.input_messages.*", 30);
  }
  if (lists.has("llm.output_messages") && out.wants("outputMessages", 30)) {
    const messages = elementsOf(lists, "llm.output_messages").flatMap((one) => flatMessage(one, "assistant"));
    out.setList("outputMessages", messages, "llm.output_messages.*", 30);
    out.set("finishReason", messages[0]?.finishReason, "llm.output_messages.*", 35);
  }
  if (lists.has("llm.prompts") && out.wants("inputMessages", 70)) {
    out.setList("inputMessages", texts(elementsOf(lists, "llm.prompts"), "prompt.text", "user"), "llm.prompts.*", 70);
  }
  if (lists.has("llm.choices") && out.wants("outputMessages", 70)) {
    const messages = texts(elementsOf(lists, "llm.choices"), "completion.text", "assistant");
    out.setList("outputMessages", messages, "llm.choices.*", 70);
  }
}

function texts(elements: readonly FlatElement[], member: string, role: string): MeaningMessage[] {
  return elements.flatMap((element) => {
    const text = asText(element.get(member) ?? element.get(""));
    return text === null || text === "" ? [] : [textMessage(role, text)];
  });
}

function readLists(lists: Lists, out: MeaningWriter): void {
  if (lists.has("llm.tools") && out.wants("toolDefinitions", 20)) {
    out.set("toolDefinitions", joinTools(elementsOf(lists, "llm.tools")), "llm.tools.*", 20);
  }
  if (lists.has("embedding.embeddings")) {
    out.setList("embeddings", readEmbeddings(elementsOf(lists, "embedding.embeddings")), "embedding.embeddings.*", 10);
  }
  const retrieved = lists.has("retrieval.documents");
  const reranked = lists.has("reranker.output_documents");
  if (retrieved || reranked || lists.has("reranker.input_documents")) {
    const documents = [
      ...flatDocuments(elementsOf(lists, "retrieval.documents"), "retrieved", "unknown"),
      ...flatDocuments(elementsOf(lists, "reranker.input_documents"), "reranker_input", "unknown"),
      ...flatDocuments(elementsOf(lists, "reranker.output_documents"), "reranker_output", "relevance"),
    ];
    const family = retrieved
      ? "retrieval.documents"
      : reranked
        ? "reranker.output_documents"
        : "reranker.input_documents";
    out.setList("documents", documents, `${family}.*`, 20);
  }
  readFeedback(lists, out);
}

const FEEDBACK: readonly (readonly [Family, "annotation" | "evaluation"])[] = [
  ["annotations", "annotation"],
  ["evaluations", "evaluation"],
  ["trace.annotations", "annotation"],
  ["trace.evaluations", "evaluation"],
  ["session.annotations", "annotation"],
  ["session.evaluations", "evaluation"],
];

function readFeedback(lists: Lists, out: MeaningWriter): void {
  const evaluations: MeaningEvaluation[] = [];
  let first = "";
  for (const [family, member] of FEEDBACK) {
    if (!lists.has(family)) continue;
    first ||= `${family}.*`;
    evaluations.push(...readEvaluations(elementsOf(lists, family), member));
  }
  if (evaluations.length > 0) out.setList("evaluations", evaluations, first, 30);
}

/** LangChain's instrumentation calls a run an agent when "agent" occurs in its name: its plumbing is none. */
function isPlumbing(span: SpanFacts): boolean {
  return /^Runnable|OutputParser|PromptTemplate/.test(span.name);
}

function readKind(span: SpanFacts, out: MeaningWriter): SpanKind | null {
  const attribute = span.attributes.has("openinference.span.kind") ? "openinference.span.kind" : "openinference.kind";
  const kind = kindOfOpenInference(span.attributes.get(attribute));
  if (kind === null) return null;
  if (kind === "tool" && /^handoff to /i.test(span.name)) {
    out.set("kind", "handoff", "name", 20);
    out.set("handoffFrom", asName(span.attributes.get("input.value")), "input.value", 30);
    const target = asName(span.attributes.get("output.value"));
    out.set("handoffTo", target ?? span.name.slice(11), target === null ? "name" : "output.value", 30);
    return "handoff";
  }
  const read = kind === "agent" && isPlumbing(span) ? "chain" : kind;
  out.set("kind", read, read === kind ? attribute : "name", 20);
  return read;
}

/** Ids that instrumentations make up for a run or a step: no names of agents. */
function isSynthetic(id: string): boolean {
  return /^[0-9a-f-]{16,}$/i.test(id) || /^(cycle|llm|tool)_|^strands_agent$/.test(id);
}

function readGraph(span: SpanFacts, kind: SpanKind | null, out: MeaningWriter): void {
  if (kind !== "agent" && kind !== null) return;
  out.set("agent", asName(span.attributes.get("graph.node.name")), "graph.node.name", 30);
  const id = asName(span.attributes.get("graph.node.id"));
  if (id === null) return;
  if (!isSynthetic(id)) out.set("agent", id, "graph.node.id", 40);
  out.set("agentId", id, "graph.node.id", 30);
}

/** What only the whole request or answer in `input.value` and `output.value` says. */
function readValues(span: SpanFacts, kind: SpanKind | null, out: MeaningWriter): void {
  const input = span.attributes.get("input.value");
  const output = span.attributes.get("output.value");
  if (kind === "llm") {
    if (input !== undefined && out.wants("inputMessages", 170)) {
      out.setList("inputMessages", requestMessages(input), "input.value", 170);
    }
    if (output !== undefined && out.wants("outputMessages", 170)) {
      const messages = responseMessages(output);
      out.setList("outputMessages", messages, "output.value", 170);
      out.set("finishReason", messages?.[0]?.finishReason, "output.value", 170);
    }
  } else if (kind === "retriever" && output !== undefined && out.wants("documents", 200)) {
    out.setList("documents", readDocuments(output, "retrieved", "unknown"), "output.value", 200);
  }
}

/** Members of JSON attributes that stand in for attributes that are missing; opened only when they are. */
function readInside(span: SpanFacts, out: MeaningWriter): void {
  const metadata = span.attributes.get("metadata");
  if (metadata !== undefined && /(session|conversation|thread)_id/.test(asText(metadata) ?? "")) {
    const members = asStructure(metadata);
    if (out.wants("conversation", 120) && isObject(members)) {
      const id = asName(members["session_id"]) ?? asName(members["conversation_id"]) ?? asName(members["thread_id"]);
      out.set("conversation", id, "metadata", 120);
    }
  }
  const parameters = asString(span.attributes.get("llm.invocation_parameters"));
  if (parameters === null || !looksStructured(parameters)) return;
  const model = parameters.includes('"model"') && out.wants("requestModel", 100);
  const tools = parameters.includes('"tools"') && out.wants("toolDefinitions", 80);
  if (!model && !tools) return;
  const members = asStructure(parameters);
  if (!isObject(members)) return;

  out.set("requestModel", asName(members["model"]), "llm.invocation_parameters", 100);
  out.set("model", asName(members["model"]), "llm.invocation_parameters", 200);
  if (tools) out.set("toolDefinitions", asText(members["tools"]), "llm.invocation_parameters", 80);
}

function readFirstToken(span: SpanFacts, out: MeaningWriter): void {
  for (const event of span.events) {
    if (event.name !== "First Token Stream Event" || event.timeNs === null || span.startNs === null) continue;
    const ns = Number(event.timeNs - span.startNs);
    if (ns >= 0) out.set("timeToFirstTokenNs", ns, "event First Token Stream Event", 90);
    return;
  }
}

/** OpenInference, as Phoenix, Arize and their instrumentations write it. */
export const openInference: Convention = {
  id: "openinference",
  label: "OpenInference",
  version: 1,
  owns: isOpenInferenceKey,
  speaks(span) {
    if (span.attributes.has("openinference.span.kind")) return true;
    for (const key of span.attributes.keys()) if (isTellingKey(key)) return true;
    return false;
  },
  interpret(span, out) {
    let lists: Lists | null = null;
    applyRules(RULES, span.attributes, out, (key, value) => {
      const family = WHOLE.has(key) ? (key as Family) : familyOfKey(key);
      if (family === null) return;
      lists ??= new Map();
      let list = lists.get(family);
      if (list === undefined) lists.set(family, (list = new Map()));
      if (key.length > family.length) addFlat(list, key, family.length + 1, value);
      else wholeList(value).forEach((element, index) => list.set(index, element));
    });
    const kind = readKind(span, out);
    if (lists !== null) {
      readMessages(lists, out);
      readLists(lists, out);
    }
    readGraph(span, kind, out);
    readValues(span, kind, out);
    readInside(span, out);
    if (span.events.length > 0) readFirstToken(span, out);
  },
};
