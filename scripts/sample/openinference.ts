import type { Attributes } from "@opentelemetry/api";
import { asJson, said } from "./messages.js";
import type { Message } from "./messages.js";
import { toolDefinition } from "./tools.js";
import { costOf } from "./vocabulary.js";
import type { AgentProfile, Turn, Vocabulary } from "./vocabulary.js";

/** Session, user and agent as OpenInference stamps them on its spans. */
export function sessionOf(turn: Turn, agent?: AgentProfile): Attributes {
  return {
    "session.id": turn.conversation,
    "user.id": turn.user,
    ...(agent === undefined ? {} : { "agent.name": agent.name }),
  };
}

function flatten(prefix: string, messages: readonly Message[]): Attributes {
  const attributes: Record<string, string> = {};
  for (const [index, message] of messages.entries()) {
    const base = `${prefix}.${index}.message`;
    attributes[`${base}.role`] = message.role;
    if (message.name !== undefined) attributes[`${base}.name`] = message.name;
    let calls = 0;
    for (const part of message.parts) {
      if (part.type === "tool_call") {
        const call = `${base}.tool_calls.${calls}.tool_call`;
        attributes[`${call}.id`] = part.id;
        attributes[`${call}.function.name`] = part.name;
        attributes[`${call}.function.arguments`] = asJson(part.arguments);
        calls += 1;
      } else if (part.type === "tool_call_response") {
        attributes[`${base}.content`] = asJson(part.response);
        attributes[`${base}.tool_call_id`] = part.id;
      } else {
        attributes[`${base}.content`] = part.content;
      }
    }
  }
  return attributes;
}

/** The request as the provider's client sends it, as instrumentations repeat it in `input.value`. */
function requestOf(agent: AgentProfile, messages: readonly Message[]): string {
  return JSON.stringify({
    model: agent.model,
    messages: messages.map((message) => openAiMessage(message)),
    temperature: 0.1,
  });
}

function openAiMessage(message: Message): unknown {
  const calls = message.parts.flatMap((part) =>
    part.type === "tool_call"
      ? [{ id: part.id, type: "function", function: { name: part.name, arguments: asJson(part.arguments) } }]
      : [],
  );
  const response = message.parts.find((part) => part.type === "tool_call_response");
  const words = message.parts.flatMap((part) => (part.type === "text" ? [part.content] : [])).join("\n");
  return {
    role: message.role,
    content: response === undefined ? words || null : asJson(response.response),
    ...(calls.length === 0 ? {} : { tool_calls: calls }),
    ...(response === undefined ? {} : { tool_call_id: response.id }),
  };
}

/** OpenInference: flattened messages, `input.value` and `output.value`, costs on the calls. */
export const openInference: Vocabulary = {
  agent: (agent, turn, input, caller) => ({
    name: agent.name,
    attributes: {
      "openinference.span.kind": "AGENT",
      ...sessionOf(turn, agent),
      "graph.node.id": agent.name,
      ...(caller === null ? {} : { "graph.node.parent_id": caller }),
      "input.value": input,
      "input.mime_type": "text/plain",
    },
  }),
  agentOutput: (output) => ({ "output.value": output, "output.mime_type": "text/plain" }),
  chat: (call) => {
    const { agent } = call;
    const input = [said("system", agent.system), ...call.input];
    const cost = costOf(agent.model, call.inputTokens, call.outputTokens);
    return {
      name: "ChatCompletion",
      attributes: {
        "openinference.span.kind": "LLM",
        ...sessionOf(call.turn, agent),
        "llm.model_name": agent.model,
        "llm.provider": agent.provider,
        "llm.system": agent.provider,
        "llm.invocation_parameters": JSON.stringify({ temperature: 0.1, tool_choice: "auto" }),
        "input.value": requestOf(agent, input),
        "input.mime_type": "application/json",
        "output.value": JSON.stringify({
          id: call.responseId,
          choices: [{ index: 0, message: openAiMessage(call.output) }],
        }),
        "output.mime_type": "application/json",
        ...flatten("llm.input_messages", input),
        ...flatten("llm.output_messages", [call.output]),
        ...Object.fromEntries(
          agent.tools.map((name, index) => [
            `llm.tools.${index}.tool.json_schema`,
            JSON.stringify(toolDefinition(name)),
          ]),
        ),
        "llm.finish_reason": call.finishReason,
        "llm.token_count.prompt": call.inputTokens,
        "llm.token_count.completion": call.outputTokens,
        "llm.token_count.total": call.inputTokens + call.outputTokens,
        ...(call.cachedTokens > 0 ? { "llm.token_count.prompt_details.cache_read": call.cachedTokens } : {}),
        ...(cost === null
          ? {}
          : { "llm.cost.prompt": cost.in, "llm.cost.completion": cost.out, "llm.cost.total": cost.in + cost.out }),
      },
    };
  },
  tool: (call) => ({
    name: call.tool,
    attributes: {
      "openinference.span.kind": "TOOL",
      ...sessionOf(call.turn, call.agent),
      "tool.name": call.tool,
      "tool.id": call.callId,
      "input.value": asJson(call.arguments),
      "input.mime_type": "application/json",
      ...(call.result === undefined
        ? {}
        : {
            "output.value": asJson(call.result),
            "output.mime_type": typeof call.result === "string" ? "text/plain" : "application/json",
          }),
    },
  }),
  handoff: (from, to, turn, callId, note) => ({
    name: `handoff to ${to}`,
    attributes: {
      "openinference.span.kind": "TOOL",
      ...sessionOf(turn, from),
      "tool.name": `transfer_to_${to}`,
      "tool.id": callId,
      "tool.parameters": JSON.stringify({ note }),
      "input.value": from.name,
      "output.value": to,
    },
  }),
};
