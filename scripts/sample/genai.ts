import type { Attributes } from "@opentelemetry/api";
import { asJson, said } from "./messages.js";
import type { AgentProfile, Turn, Vocabulary } from "./vocabulary.js";
import { toolDefinition } from "./tools.js";

function stamp(agent: AgentProfile, turn: Turn): Attributes {
  return { "gen_ai.agent.name": agent.name, "gen_ai.conversation.id": turn.conversation };
}

/** OpenTelemetry GenAI semantic conventions, the names of 2026. */
export const genAi: Vocabulary = {
  agent: (agent, turn, input, caller) => ({
    name: `invoke_agent ${agent.name}`,
    attributes: {
      "gen_ai.operation.name": "invoke_agent",
      "gen_ai.provider.name": agent.provider,
      ...stamp(agent, turn),
      "gen_ai.agent.description": agent.description,
      "gen_ai.request.model": agent.model,
      ...(caller === null ? {} : { "gen_ai.caller.type": "agent", "gen_ai.caller.name": caller }),
      "gen_ai.input.messages": JSON.stringify([said("user", input, caller ?? undefined)]),
    },
  }),
  agentOutput: (output) => ({ "gen_ai.output.messages": JSON.stringify([said("assistant", output)]) }),
  chat: (call) => {
    const { agent } = call;
    // The researcher's framework sends the instructions as a message, the others beside the messages.
    const systemInMessages = agent.name === "researcher";
    const input = systemInMessages ? [said("system", agent.system), ...call.input] : call.input;
    return {
      name: `chat ${agent.model}`,
      attributes: {
        "gen_ai.operation.name": "chat",
        "gen_ai.provider.name": agent.provider,
        ...stamp(agent, call.turn),
        "gen_ai.request.model": agent.model,
        "gen_ai.response.model": agent.model,
        "gen_ai.request.max_tokens": 2048,
        "gen_ai.request.temperature": 0.2,
        "gen_ai.response.id": call.responseId,
        "gen_ai.response.finish_reasons": [call.finishReason],
        "gen_ai.response.time_to_first_chunk": call.firstChunkSeconds,
        "gen_ai.usage.input_tokens": call.inputTokens,
        "gen_ai.usage.output_tokens": call.outputTokens,
        ...(call.cachedTokens > 0 ? { "gen_ai.usage.cache_read.input_tokens": call.cachedTokens } : {}),
        ...(systemInMessages
          ? {}
          : { "gen_ai.system_instructions": JSON.stringify([{ type: "text", content: agent.system }]) }),
        ...(agent.tools.length === 0
          ? {}
          : { "gen_ai.tool.definitions": JSON.stringify(agent.tools.map((name) => toolDefinition(name))) }),
        "gen_ai.input.messages": JSON.stringify(input),
        "gen_ai.output.messages": JSON.stringify([{ ...call.output, finish_reason: call.finishReason }]),
      },
    };
  },
  tool: (call) => ({
    name: `execute_tool ${call.tool}`,
    attributes: {
      "gen_ai.operation.name": "execute_tool",
      ...stamp(call.agent, call.turn),
      "gen_ai.tool.name": call.tool,
      "gen_ai.tool.type": "function",
      "gen_ai.tool.call.id": call.callId,
      "gen_ai.tool.call.arguments": asJson(call.arguments),
      ...(call.result === undefined ? {} : { "gen_ai.tool.call.result": asJson(call.result) }),
    },
  }),
  handoff: (from, to, turn, callId, note) => ({
    name: `execute_tool transfer_to_${to}`,
    attributes: {
      "gen_ai.operation.name": "execute_tool",
      ...stamp(from, turn),
      "gen_ai.tool.name": `transfer_to_${to}`,
      "gen_ai.tool.type": "function",
      "gen_ai.tool.call.id": callId,
      "gen_ai.tool.call.arguments": JSON.stringify({ note }),
      "gen_ai.tool.call.result": `${to} has taken over`,
      "gen_ai.transfer.mode": "pass_control",
      "gen_ai.transfer.target.name": to,
      "gen_ai.transfer.target.type": "agent",
    },
  }),
};

/** The GenAI names before 2025: `gen_ai.system`, prompt and completion tokens, messages as span events. */
export const olderGenAi: Vocabulary = {
  ...genAi,
  chat: (call) => ({
    name: `chat ${call.agent.model}`,
    attributes: {
      "gen_ai.operation.name": "chat",
      "gen_ai.system": call.agent.provider,
      "gen_ai.agent.name": call.agent.name,
      "gen_ai.conversation.id": call.turn.conversation,
      "gen_ai.request.model": call.agent.model,
      "gen_ai.response.model": call.agent.model,
      "gen_ai.response.id": call.responseId,
      "gen_ai.response.finish_reasons": [call.finishReason],
      "gen_ai.usage.prompt_tokens": call.inputTokens,
      "gen_ai.usage.completion_tokens": call.outputTokens,
    },
    events: [
      {
        name: "gen_ai.system.message",
        attributes: { "gen_ai.system": call.agent.provider, content: call.agent.system },
      },
      ...call.input.flatMap((message) =>
        message.parts.flatMap((part) =>
          part.type === "text" && message.role !== "tool"
            ? [
                {
                  name: `gen_ai.${message.role}.message`,
                  attributes: { "gen_ai.system": call.agent.provider, role: message.role, content: part.content },
                },
              ]
            : [],
        ),
      ),
      {
        name: "gen_ai.choice",
        attributes: {
          "gen_ai.system": call.agent.provider,
          index: 0,
          finish_reason: call.finishReason,
          message: JSON.stringify({
            role: "assistant",
            content: call.output.parts.map((part) => (part.type === "text" ? part.content : "")).join(""),
          }),
        },
      },
    ],
  }),
};
