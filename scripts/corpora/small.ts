import type { Random } from "../random.js";
import { integerAttribute, lineText, ORIGIN_MS, spanText, stringAttribute } from "./otlp-text.js";
import type { WordPool } from "./words.js";

const AGENTS = ["planner", "researcher", "writer", "billing", "order_agent", "triage"];
const TOOLS = ["search", "lookup_order", "track_shipment", "issue_refund", "quote_refund"];
const MODELS = ["gpt-4o", "gpt-4o-mini", "claude-sonnet-4.5", "claude-haiku-4.5"];
const SPANS_A_TRACE = 65;

/** Spans of about 1.2 kB: requests of 65 spans, a line each, a text of their own in every call. */
export function* small(random: Random, words: WordPool): Generator<string> {
  for (let request = 0; ; request++) {
    const traceId = random.hex(32);
    const rootId = random.hex(16);
    const startMs = ORIGIN_MS + request * 700 + random.integer(0, 600);
    const conversation = stringAttribute("gen_ai.conversation.id", `conv-${Math.floor(request / 4)}`);
    const spans = [
      spanText({
        traceId,
        spanId: rootId,
        parentSpanId: "",
        name: "support.handle_message",
        startMs,
        durationMs: SPANS_A_TRACE * 40,
        attributes: [stringAttribute("gen_ai.operation.name", "invoke_workflow"), conversation],
      }),
    ];
    let agent = "";
    let agentId = rootId;
    for (let at = 1; at < SPANS_A_TRACE; at++) {
      const spanId = random.hex(16);
      const start = startMs + at * 38;
      const base = { traceId, spanId, startMs: start };
      if (at % 8 === 1) {
        agent = random.pick(AGENTS);
        agentId = spanId;
        const attributes = [operation("invoke_agent"), agentName(agent), conversation, input(words.text(480).once)];
        spans.push(
          spanText({ ...base, parentSpanId: rootId, name: `invoke_agent ${agent}`, durationMs: 300, attributes }),
        );
      } else if (at % 2 === 0) {
        spans.push(spanText({ ...base, parentSpanId: agentId, ...llm(random, words, agent, conversation) }));
      } else {
        spans.push(spanText({ ...base, parentSpanId: agentId, ...tool(random, words, agent, conversation) }));
      }
    }
    yield lineText("support-agents", "corpus.genai", spans);
  }
}

function llm(random: Random, words: WordPool, agent: string, conversation: string) {
  const model = random.pick(MODELS);
  const question = words.text(random.integer(100, 400)).twice;
  const answer = words.text(random.integer(60, 220)).twice;
  return {
    name: `chat ${model}`,
    durationMs: random.integer(15, 36),
    attributes: [
      operation("chat"),
      agentName(agent),
      conversation,
      stringAttribute("gen_ai.request.model", model),
      integerAttribute("gen_ai.usage.input_tokens", random.integer(200, 9000)),
      integerAttribute("gen_ai.usage.output_tokens", random.integer(10, 900)),
      stringAttribute("gen_ai.input.messages", message("user", question)),
      stringAttribute("gen_ai.output.messages", message("assistant", answer)),
    ],
  };
}

function tool(random: Random, words: WordPool, agent: string, conversation: string) {
  const name = random.pick(TOOLS);
  return {
    name: `execute_tool ${name}`,
    durationMs: random.integer(5, 36),
    failed: random.next() < 0.02,
    attributes: [
      operation("execute_tool"),
      agentName(agent),
      conversation,
      stringAttribute("gen_ai.tool.name", name),
      stringAttribute("gen_ai.tool.call.id", `call_${random.hex(8)}`),
      stringAttribute("gen_ai.tool.call.arguments", `{\\"query\\":\\"${words.text(random.integer(60, 160)).twice}\\"}`),
      stringAttribute("gen_ai.tool.call.result", words.text(random.integer(90, 400)).once),
    ],
  };
}

function operation(name: string): string {
  return stringAttribute("gen_ai.operation.name", name);
}

function agentName(agent: string): string {
  return stringAttribute("gen_ai.agent.name", agent);
}

function input(escaped: string): string {
  return stringAttribute("input.value", escaped);
}

function message(role: string, twice: string): string {
  return `[{\\"role\\":\\"${role}\\",\\"parts\\":[{\\"type\\":\\"text\\",\\"content\\":\\"${twice}\\"}]}]`;
}
