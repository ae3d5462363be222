import type { Attributes, AttributeValue, SpanEventFacts, SpanFacts } from "../../../shared/model/facts.js";
import type { MeaningEvaluation, MeaningMessage } from "../../../shared/model/meaning.js";
import type { MeaningWriter } from "./convention.js";
import { eventMessage, roleOfEvent } from "./messages/event-message.js";
import { requestMessages, responseMessages } from "./messages/read-body.js";
import { readMessage } from "./messages/read-messages.js";
import { evaluationOf, readGenAiAttributes } from "./otel-genai-attributes.js";
import type { JsonObject } from "./values.js";
import { asStructure, asText, isObject } from "./values.js";

const DETAILS = "gen_ai.client.inference.operation.details";
const EVALUATION = "gen_ai.evaluation.result";

/** Reads the span events of the GenAI conventions: details, evaluations, and the deprecated ones that carry messages. */
export function readEvents(span: SpanFacts, out: MeaningWriter): void {
  const input: MeaningMessage[] = [];
  const output: MeaningMessage[] = [];
  const evaluations: MeaningEvaluation[] = [];
  let inputSource = "";
  const ofTool = span.attributes.get("gen_ai.operation.name") === "execute_tool";

  for (const event of inTimeOrder(span.events)) {
    const name = event.name;
    if (!name.startsWith("gen_ai.")) continue;
    if (name === DETAILS) readGenAiAttributes(event.attributes, out, `event ${name}: `);
    else if (name === EVALUATION) addIfAny(evaluations, evaluationOf(event.attributes));
    else if (name === "gen_ai.content.prompt") contentEvent(event.attributes, "gen_ai.prompt", name, out);
    else if (name === "gen_ai.content.completion") contentEvent(event.attributes, "gen_ai.completion", name, out);
    else if (roleOfEvent(name) === undefined) continue;
    else if (ofTool) toolEvent(name, payloadOf(event.attributes), out);
    else if (name === "gen_ai.choice") output.push(...messagesOf(name, event.attributes));
    else {
      input.push(...messagesOf(name, event.attributes));
      inputSource ||= name;
    }
  }

  out.setList("evaluations", evaluations, `event ${EVALUATION}`, 10);
  if (input.length > 0) out.setList("inputMessages", input, `event ${inputSource}`, 50);
  out.setList("outputMessages", output, "event gen_ai.choice", 50);
  out.set("finishReason", output[0]?.finishReason, "event gen_ai.choice", 80);
}

function addIfAny<T>(list: T[], value: T | null): void {
  if (value !== null) list.push(value);
}

/** The events by their times; as they came where any has none. */
function inTimeOrder(events: readonly SpanEventFacts[]): readonly SpanEventFacts[] {
  let sorted = true;
  let before = 0n;
  for (const event of events) {
    if (event.timeNs === null) return events;
    if (event.timeNs < before) sorted = false;
    before = event.timeNs;
  }
  return sorted ? events : events.toSorted((a, b) => Number((a.timeNs ?? 0n) - (b.timeNs ?? 0n)));
}

/** An event's payload: its attributes, and what SDKs put as JSON into one attribute. */
function payloadOf(attributes: Attributes): JsonObject {
  const payload: Record<string, AttributeValue> = Object.fromEntries(attributes);
  for (const key of ["gen_ai.event.content", "event.body", "body"]) {
    const body = asStructure(payload[key]);
    if (isObject(body)) Object.assign(payload, body);
  }
  return payload;
}

function messagesOf(name: string, attributes: Attributes): MeaningMessage[] {
  const message = eventMessage(name, payloadOf(attributes));
  return message === null ? [] : readMessage(message, "user");
}

function contentEvent(
  attributes: Attributes,
  key: "gen_ai.prompt" | "gen_ai.completion",
  name: string,
  out: MeaningWriter,
): void {
  const value = attributes.get(key);
  if (value === undefined) return;
  if (key === "gen_ai.prompt") {
    if (out.wants("inputMessages", 100)) out.setList("inputMessages", requestMessages(value), `event ${name}`, 100);
  } else if (out.wants("outputMessages", 100)) {
    out.setList("outputMessages", responseMessages(value), `event ${name}`, 100);
  }
}

/** On the span of a tool, the message events are what went into the tool and what came out of it. */
function toolEvent(name: string, payload: JsonObject, out: MeaningWriter): void {
  if (name === "gen_ai.tool.message") {
    out.set("toolArguments", asText(payload["content"]), `event ${name}`, 120);
    out.set("toolCallId", asText(payload["id"]), `event ${name}`, 120);
  } else if (name === "gen_ai.choice") {
    out.set("toolResult", asText(payload["message"] ?? payload["content"]), `event ${name}`, 120);
  }
}
