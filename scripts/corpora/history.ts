import type { Random } from "../random.js";
import { integerAttribute, lineText, ORIGIN_MS, spanText, stringAttribute } from "./otlp-text.js";
import type { WordPool, Words } from "./words.js";

const TURNS = 30;

interface Said {
  readonly role: "user" | "assistant";
  readonly words: Words;
}

/**
 * Conversations of 30 turns. Each turn is a trace with an agent and its call of the model; each call repeats all that was
 * said before it as messages, and again as JSON in `input.value`. Every second conversation is written in OpenInference.
 */
export function* history(random: Random, words: WordPool): Generator<string> {
  for (let conversation = 0; ; conversation++) {
    const said: Said[] = [];
    const openInference = conversation % 2 === 1;
    for (let turn = 0; turn < TURNS; turn++) {
      said.push({ role: "user", words: words.text(random.integer(150, 600)) });
      const answer: Said = { role: "assistant", words: words.text(random.integer(300, 900)) };
      const startMs = ORIGIN_MS + conversation * 61_000 + turn * 2000;
      yield turnLine(random, `conv-${conversation}`, said, answer, startMs, openInference);
      said.push(answer);
    }
  }
}

function turnLine(
  random: Random,
  conversation: string,
  said: readonly Said[],
  answer: Said,
  startMs: number,
  openInference: boolean,
): string {
  const traceId = random.hex(32);
  const agentId = random.hex(16);
  const session = stringAttribute(openInference ? "session.id" : "gen_ai.conversation.id", conversation);
  const request = stringAttribute("input.value", requestOf(said));
  const agent = spanText({
    traceId,
    spanId: agentId,
    parentSpanId: "",
    name: openInference ? "assistant" : "invoke_agent assistant",
    startMs,
    durationMs: 1500,
    attributes: openInference
      ? [kind("AGENT"), session, stringAttribute("agent.name", "assistant")]
      : [operation("invoke_agent"), session, stringAttribute("gen_ai.agent.name", "assistant")],
  });
  const call = spanText({
    traceId,
    spanId: random.hex(16),
    parentSpanId: agentId,
    name: openInference ? "ChatCompletion" : "chat gpt-4o",
    startMs: startMs + 20,
    durationMs: random.integer(600, 1400),
    attributes: [session, ...(openInference ? inOpenInference(said, answer) : inGenAi(said, answer)), request],
  });
  return lineText("chat", openInference ? "openinference.instrumentation.corpus" : "corpus.genai", [call, agent]);
}

function inGenAi(said: readonly Said[], answer: Said): string[] {
  return [
    operation("chat"),
    stringAttribute("gen_ai.request.model", "gpt-4o"),
    integerAttribute("gen_ai.usage.input_tokens", tokensOf(said)),
    integerAttribute("gen_ai.usage.output_tokens", tokensOf([answer])),
    stringAttribute("gen_ai.input.messages", `[${said.map((message) => genAiMessage(message)).join(",")}]`),
    stringAttribute("gen_ai.output.messages", `[${genAiMessage(answer)}]`),
  ];
}

function inOpenInference(said: readonly Said[], answer: Said): string[] {
  return [
    kind("LLM"),
    stringAttribute("llm.model_name", "gpt-4o"),
    integerAttribute("llm.token_count.prompt", tokensOf(said)),
    integerAttribute("llm.token_count.completion", tokensOf([answer])),
    ...said.flatMap((message, at) => flatMessage("llm.input_messages", at, message)),
    ...flatMessage("llm.output_messages", 0, answer),
  ];
}

function flatMessage(list: string, at: number, message: Said): string[] {
  return [
    stringAttribute(`${list}.${at}.message.role`, message.role),
    stringAttribute(`${list}.${at}.message.content`, message.words.once),
  ];
}

function genAiMessage(message: Said): string {
  return `{\\"role\\":\\"${message.role}\\",\\"parts\\":[{\\"type\\":\\"text\\",\\"content\\":\\"${message.words.twice}\\"}]}`;
}

function requestOf(said: readonly Said[]): string {
  const messages = said.map(
    (message) => `{\\"role\\":\\"${message.role}\\",\\"content\\":\\"${message.words.twice}\\"}`,
  );
  return `{\\"model\\":\\"gpt-4o\\",\\"messages\\":[${messages.join(",")}]}`;
}

function tokensOf(said: readonly Said[]): number {
  return said.reduce((sum, message) => sum + Math.ceil(message.words.once.length / 4), 0);
}

function operation(name: string): string {
  return stringAttribute("gen_ai.operation.name", name);
}

function kind(name: string): string {
  return stringAttribute("openinference.span.kind", name);
}
