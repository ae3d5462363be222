import type { AttributeValue, SpanFacts } from "../../../../shared/model/facts.js";
import { contextSpanFacts } from "../common/context-span.js";
import { isObject, list } from "../common/fields.js";
import { isRejection, type Rejection } from "../importer.js";

/** The facts of a Phoenix span. What stands beside its attributes gets OpenInference's name, unless an attribute has it. */
export function phoenixSpanFacts(value: unknown): SpanFacts | Rejection {
  const facts = contextSpanFacts(value);
  if (isRejection(facts) || !isObject(value)) return facts;
  const { attributes } = facts;
  addMissing(attributes, "openinference.span.kind", value["span_kind"]);
  const conversation = value["conversation"];
  if (isObject(conversation)) addMissing(attributes, "session.id", conversation["conversation_id"]);
  addLegacyMessages(attributes);
  addAnnotations(attributes, value["annotations"]);
  return facts;
}

function addMissing(attributes: Map<string, AttributeValue>, name: string, value: unknown): void {
  if (typeof value === "string" && value !== "" && !attributes.has(name)) attributes.set(name, value);
}

/** The first generation wrote messages as pairs of role and text in `llm.messages`. */
function addLegacyMessages(attributes: Map<string, AttributeValue>): void {
  const pairs = list(attributes.get("llm.messages"));
  if (pairs.length === 0 || attributes.has("llm.input_messages.0.message.role")) return;
  pairs.forEach((pair, index) => {
    const [role, content] = list(pair);
    if (typeof role !== "string" || typeof content !== "string") return;
    attributes.set(`llm.input_messages.${index}.message.role`, role);
    attributes.set(`llm.input_messages.${index}.message.content`, content);
  });
}

/** Annotations of the REST interface and the command line: `{name, annotator_kind, result: {score, label, explanation}}`. */
function addAnnotations(attributes: Map<string, AttributeValue>, value: unknown): void {
  list(value).forEach((annotation, index) => {
    if (!isObject(annotation)) return;
    const result = isObject(annotation["result"]) ? annotation["result"] : {};
    const { name, annotator_kind, identifier } = annotation;
    const { score, label, explanation } = result;
    for (const [key, member] of Object.entries({ name, annotator_kind, identifier, score, label, explanation })) {
      if (typeof member !== "string" && typeof member !== "number") continue;
      const attribute = `annotations.${index}.annotation.${key}`;
      if (!attributes.has(attribute)) attributes.set(attribute, member);
    }
  });
}
