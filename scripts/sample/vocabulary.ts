import type { Attributes } from "@opentelemetry/api";
import type { Message } from "./messages.js";

export interface AgentProfile {
  readonly name: string;
  readonly description: string;
  readonly system: string;
  readonly model: string;
  readonly provider: string;
  readonly tools: readonly string[];
  /** What instructions and tool definitions take of each call's input. */
  readonly baseTokens: number;
}

export interface Turn {
  readonly conversation: string;
  readonly user: string;
}

export interface ChatCall {
  readonly agent: AgentProfile;
  readonly turn: Turn;
  readonly input: readonly Message[];
  readonly output: Message;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly cachedTokens: number;
  readonly finishReason: string;
  readonly responseId: string;
  readonly firstChunkSeconds: number;
}

export interface ToolCall {
  readonly agent: AgentProfile;
  readonly turn: Turn;
  readonly tool: string;
  readonly callId: string;
  readonly arguments: unknown;
  /** Undefined where the call failed or never came back. */
  readonly result: unknown;
}

export interface SpanShape {
  readonly name: string;
  readonly attributes: Attributes;
  readonly events?: readonly { readonly name: string; readonly attributes: Attributes }[];
}

/** How an instrumentation writes down what agents do. Each service of the network speaks one of these. */
export interface Vocabulary {
  agent(agent: AgentProfile, turn: Turn, input: string, caller: string | null): SpanShape;
  agentOutput(output: string): Attributes;
  chat(call: ChatCall): SpanShape;
  tool(call: ToolCall): SpanShape;
  handoff(from: AgentProfile, to: string, turn: Turn, callId: string, note: string): SpanShape;
}

/** Prices in USD for a million tokens: input, output. */
const PRICES: Readonly<Record<string, readonly [number, number]>> = {
  "gpt-4o": [2.5, 10],
  "gpt-4o-mini": [0.15, 0.6],
};

/** USD of a call, or null where the model's price is not in the small list. */
export function costOf(model: string, inputTokens: number, outputTokens: number): { in: number; out: number } | null {
  const price = PRICES[model];
  if (price === undefined) return null;
  return { in: (inputTokens * price[0]) / 1e6, out: (outputTokens * price[1]) / 1e6 };
}
