import { SpanKind } from "@opentelemetry/api";
import type { Span } from "@opentelemetry/api";
import { asJson, countTokens, said, text } from "./messages.js";
import type { Message, Part } from "./messages.js";
import { PACE } from "./network.js";
import type { NetworkAgent } from "./network.js";
import { toHrTime } from "./recorder.js";
import { fail } from "./run.js";
import type { Failure, Run } from "./run.js";

export interface Call {
  readonly id: string;
  readonly tool: string;
  readonly arguments: unknown;
}

export interface ChatOptions {
  /** Input, output and cached tokens, where the story fixes them. */
  readonly tokens?: readonly [input: number, output: number, cached: number];
  /** The last call of a run: it takes what is left of the run's sum of tokens. */
  readonly closing?: boolean;
}

export type Outcome = { readonly result: unknown } | { readonly failure: Failure } | "never ended";

/** An agent at work: its span, its clock, and the messages that each of its calls repeats. */
export class ActiveAgent {
  readonly run: Run;
  readonly profile: NetworkAgent;
  readonly span: Span;
  nowUs: number;
  readonly history: Message[];
  #calls = 0;

  constructor(
    run: Run,
    profile: NetworkAgent,
    parent: Span,
    afterUs: number,
    input: readonly Message[],
    caller: string | null,
  ) {
    this.run = run;
    this.profile = profile;
    const place = run.place(profile.name, afterUs, [0, 0]);
    const task = input.at(-1)?.parts.find((part) => part.type === "text")?.content ?? "";
    const shape = profile.vocabulary.agent(profile, run.turn, task, caller);
    this.span = run.start(profile.service, shape.name, SpanKind.INTERNAL, place, parent, shape.attributes);
    this.nowUs = place.startUs + 1_000;
    this.history = [...input];
  }

  /** One call of the model. It answers with words, calls of tools, or both; the answer joins the history. */
  chat(words: string | null, tools: readonly Omit<Call, "id">[] = [], options: ChatOptions = {}): Call[] {
    const { profile, run } = this;
    const calls = tools.map((call) => ({ ...call, id: `call_${run.random.hex(10)}` }));
    const parts: Part[] = [
      ...(words === null ? [] : [text(words)]),
      ...calls.map((call) => ({ type: "tool_call" as const, id: call.id, name: call.tool, arguments: call.arguments })),
    ];
    const output: Message = { role: "assistant", parts };
    const place = run.place(`${profile.name}/chat`, this.nowUs, PACE[profile.model] ?? [500, 900]);
    const [inputTokens, outputTokens, cachedTokens] = options.tokens ?? this.#countTokens(output, options.closing);
    run.tokensSpent += inputTokens + outputTokens;
    const shape = profile.vocabulary.chat({
      agent: profile,
      turn: run.turn,
      input: this.history,
      output,
      inputTokens,
      outputTokens,
      cachedTokens,
      finishReason: finishReasonOf(profile.provider, calls.length > 0),
      responseId: `${profile.provider === "anthropic" ? "msg" : "chatcmpl"}_${run.random.hex(16)}`,
      firstChunkSeconds: Math.round((place.endUs - place.startUs) * (0.18 + 0.14 * run.random.next())) / 1e6,
    });
    const span = run.start(profile.service, shape.name, SpanKind.CLIENT, place, this.span, shape.attributes);
    for (const event of shape.events ?? []) span.addEvent(event.name, event.attributes, toHrTime(place.startUs));
    span.end(toHrTime(place.endUs));
    this.nowUs = place.endUs;
    this.history.push(output);
    this.#calls += 1;
    return calls;
  }

  /** Runs a tool; what it says joins the history. With several outcomes each but the last is an attempt that failed. */
  tool(call: Call, ...outcomes: readonly Outcome[]): void {
    for (const [attempt, outcome] of outcomes.entries()) {
      const last = attempt === outcomes.length - 1;
      this.#attempt(
        call,
        outcome,
        last && outcomes.length > 1 ? ` (attempt ${attempt + 1} of ${outcomes.length})` : "",
      );
    }
  }

  /** What another agent or a person said to a call of this agent. */
  hear(call: Call, response: unknown): void {
    this.history.push({ role: "tool", parts: [{ type: "tool_call_response", id: call.id, response }] });
  }

  /** Gives control away, with a span of its own. */
  handOff(to: string, note: string): void {
    const place = this.run.place(`${this.profile.name}/handoff`, this.nowUs, [4, 12]);
    const callId = `call_${this.run.random.hex(10)}`;
    const shape = this.profile.vocabulary.handoff(this.profile, to, this.run.turn, callId, note);
    const { service } = this.profile;
    const span = this.run.start(service, shape.name, SpanKind.INTERNAL, place, this.span, shape.attributes);
    span.end(toHrTime(place.endUs));
    this.nowUs = place.endUs;
  }

  /** Ends the agent with what it hands back. */
  finish(output: string, failure?: Failure): void {
    this.span.setAttributes(this.profile.vocabulary.agentOutput(output));
    if (failure !== undefined) fail(this.span, failure, this.nowUs, false);
    const endUs = this.run.endOf(`${this.profile.name}/1`) ?? this.nowUs + this.run.random.integer(500, 4_000);
    this.span.end(toHrTime(endUs));
    this.nowUs = endUs;
  }

  #attempt(call: Call, outcome: Outcome, suffix: string): void {
    const { profile, run } = this;
    const failure = outcome !== "never ended" && "failure" in outcome ? outcome.failure : null;
    const pace: readonly [number, number] =
      failure?.type === "timeout" ? [3000, 3000] : (PACE[call.tool] ?? PACE["lookup_order"] ?? [300, 600]);
    const place = run.place(`${profile.name}/${call.tool}`, this.nowUs, pace);
    const result = outcome !== "never ended" && "result" in outcome ? outcome.result : undefined;
    const shape = profile.vocabulary.tool({
      agent: profile,
      turn: run.turn,
      tool: call.tool,
      callId: call.id,
      arguments: call.arguments,
      result,
    });
    const span = run.start(profile.service, shape.name, SpanKind.INTERNAL, place, this.span, shape.attributes);
    if (outcome === "never ended") {
      this.nowUs = place.startUs + 8_000_000;
      return;
    }
    this.nowUs = place.endUs;
    if (failure !== null) {
      const message = `${failure.message}${suffix}`;
      fail(span, { type: failure.type, message }, place.endUs);
    }
    span.end(toHrTime(place.endUs));
  }

  #countTokens(output: Message, closing = false): [number, number, number] {
    const { profile, run } = this;
    const words = this.history.flatMap((message) => message.parts.map((part) => contentOf(part)));
    const inputTokens =
      profile.baseTokens +
      countTokens(profile.system) +
      words.reduce((sum, content) => sum + countTokens(content) + 4, 0);
    const written = output.parts.reduce((sum, part) => sum + countTokens(contentOf(part)), 0);
    const outputTokens = written + run.random.integer(3, 24);
    const rest = run.totalTokens === null ? 0 : run.totalTokens - run.tokensSpent - outputTokens;
    const finalInput = closing && rest > 0 ? rest : inputTokens;
    const cached = this.#calls === 0 ? 0 : Math.round((finalInput * run.random.integer(62, 88)) / 100);
    return [finalInput, outputTokens, cached];
  }
}

function contentOf(part: Part): string {
  switch (part.type) {
    case "tool_call":
      return `${part.name} ${asJson(part.arguments)}`;
    case "tool_call_response":
      return asJson(part.response);
    case "text":
    case "reasoning":
      return part.content;
  }
}

function finishReasonOf(provider: string, calledTools: boolean): string {
  if (provider === "anthropic") return calledTools ? "tool_use" : "end_turn";
  return calledTools ? "tool_calls" : "stop";
}

/** The messages that a called agent starts with: what the customer said, what was noted, and its task. */
export function brief(customer: string, notes: readonly Message[], task: string): Message[] {
  return [said("user", customer), ...notes, said("user", task, "planner")];
}
