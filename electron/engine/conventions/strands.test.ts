import { describe, expect, it } from "vitest";
import { interpret } from "./meaning-builder.js";
import { eventOf, spanOf } from "./span-fixture.js";

const SCOPE = { scopeName: "strands.telemetry.tracer" };

describe("the spans of Strands", () => {
  it("a cycle knows the one before it, an agent its tools", () => {
    const cycle = spanOf(
      {
        "event_loop.cycle_id": "c2",
        "event_loop.parent_cycle_id": "c1",
        "gen_ai.operation.name": "execute_event_loop_cycle",
      },
      { ...SCOPE, name: "execute_event_loop_cycle" },
    );
    expect(interpret(cycle).scalars).toMatchObject({ kind: "chain", graphNode: "c2", graphParent: "c1" });
    const agent = spanOf({ "gen_ai.agent.tools": '["search"]' }, { ...SCOPE, name: "invoke_agent planner" });
    expect(interpret(agent).scalars).toMatchObject({ kind: "agent", agent: "planner", toolDefinitions: '["search"]' });
  });

  it("a swarm's handoff names the agent in its event", () => {
    const { scalars } = interpret(
      spanOf(
        { "gen_ai.operation.name": "execute_tool", "gen_ai.tool.name": "handoff_to_agent" },
        {
          ...SCOPE,
          events: [eventOf("gen_ai.tool.message", { content: '{"agent_name":"writer","message":"go on"}', id: "t1" })],
        },
      ),
    );
    expect(scalars).toMatchObject({ kind: "tool", handoffTo: "writer" });
  });

  it("tells what was said in events as JSON of Bedrock's blocks", () => {
    const blocks = (...list: object[]): string => JSON.stringify(list);
    const { scalars, lists } = interpret(
      spanOf(
        { "gen_ai.operation.name": "chat", "gen_ai.system": "strands-agents" },
        {
          ...SCOPE,
          name: "chat",
          events: [
            eventOf("gen_ai.user.message", { content: blocks({ text: "Where is A-17?" }) }),
            eventOf("gen_ai.assistant.message", {
              content: blocks({ toolUse: { name: "get", toolUseId: "t1", input: { id: 1 } } }),
            }),
            eventOf("gen_ai.tool.message", {
              content: blocks({ toolResult: { toolUseId: "t1", content: [{ text: "packed" }] } }),
            }),
            eventOf("gen_ai.choice", {
              finish_reason: "toolUse",
              message: blocks({ text: "Once more." }, { type: "toolUse", name: "get", toolUseId: "t2", input: {} }),
            }),
          ],
        },
      ),
    );
    const parts = [...(lists.inputMessages ?? []), ...(lists.outputMessages ?? [])].flatMap((message) =>
      message.parts.map((part) => [message.role, part.type, part.content, part.callId]),
    );
    expect(parts).toEqual([
      ["user", "text", "Where is A-17?", null],
      ["assistant", "tool_call", '{"id":1}', "t1"],
      ["tool", "tool_result", "packed", "t1"],
      ["assistant", "text", "Once more.", null],
      ["assistant", "tool_call", "{}", "t2"],
    ]);
    expect(scalars).toMatchObject({ input: "Where is A-17?", output: "Once more.", finishReason: "tool_call" });
  });

  it("a tool's span that tells by messages has their arguments and result", () => {
    const { scalars } = interpret(
      spanOf(
        { "gen_ai.operation.name": "execute_tool", "gen_ai.tool.name": "get" },
        {
          ...SCOPE,
          events: [
            eventOf("gen_ai.client.inference.operation.details", {
              "gen_ai.input.messages":
                '[{"role":"tool","parts":[{"type":"tool_call","name":"get","id":"t1","arguments":{"id":1}}]}]',
            }),
            eventOf("gen_ai.client.inference.operation.details", {
              "gen_ai.output.messages":
                '[{"role":"tool","parts":[{"type":"tool_call_response","id":"t1","response":"packed"}]}]',
            }),
          ],
        },
      ),
    );
    expect(scalars).toMatchObject({ toolArguments: '{"id":1}', toolResult: "packed" });
  });

  it("older versions name their spans otherwise, and frameworks are no providers", () => {
    const call = spanOf({ "gen_ai.system": "strands-agents" }, { ...SCOPE, name: "Model invoke" });
    expect(interpret(call).scalars.kind).toBe("llm");
    expect(interpret(call).scalars.provider).toBeUndefined();
    expect(interpret(spanOf({}, { ...SCOPE, name: "Tool: search" })).scalars).toMatchObject({
      kind: "tool",
      tool: "search",
    });
  });
});
