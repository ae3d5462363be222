import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { edgesOf, type Shape, ShapedRuns, whyOf } from "../../testing/network-shapes.js";

const llm = (path: string, more: Partial<Shape> = {}): Shape => ({
  path,
  attributes: { "openinference.span.kind": "LLM", "llm.model_name": "gpt-4o" },
  ...more,
});
const agent = (path: string, name: string, attributes: Shape["attributes"] = {}): Shape => ({
  path,
  attributes: { "gen_ai.operation.name": "invoke_agent", "gen_ai.agent.name": name, ...attributes },
});
const tool = (path: string, name: string, attributes: Shape["attributes"] = {}): Shape => ({
  path,
  attributes: { "gen_ai.operation.name": "execute_tool", "gen_ai.tool.name": name, ...attributes },
});

const oi = (kind: string, more: Record<string, string>): Record<string, string> => ({
  "openinference.span.kind": kind,
  ...more,
});

const output = [
  { role: "assistant", parts: [{ type: "tool_call", id: "c1", name: "transfer_to_writer", arguments: {} }] },
];

const a2a = (path: string, name: string): Shape => ({ path, name, scope: "a2a-python-sdk" });

const role = (path: string, id: string, parent: string): Shape => ({
  path,
  name: `${id}.Do what is asked.execute`,
  attributes: { "openinference.span.kind": "AGENT", "graph.node.id": id, "graph.node.parent_id": parent },
});

const node = (path: string, name: string, triggers: string): Shape => ({
  path,
  name,
  attributes: { metadata: JSON.stringify({ langgraph_node: name, langgraph_triggers: [triggers] }) },
});

const call = (path: string, name: string): Shape =>
  llm(path, {
    attributes: {
      "openinference.span.kind": "LLM",
      "llm.model_name": "gpt-4o",
      metadata: JSON.stringify({ langgraph_node: name }),
    },
  });

const RUNS: Readonly<Record<string, readonly Shape[]>> = {
  openai: [
    { path: "run", name: "Agent workflow", attributes: oi("AGENT", {}) },
    {
      path: "run/t",
      name: "Triage",
      attributes: oi("AGENT", { "agent.name": "Triage", "graph.node.id": "Triage" }),
    },
    llm("run/t/m"),
    {
      path: "run/t/h",
      name: "handoff to Refunds",
      attributes: oi("TOOL", { "input.value": "Triage", "output.value": "Refunds" }),
    },
    {
      path: "run/r",
      name: "Refunds",
      attributes: oi("AGENT", {
        "agent.name": "Refunds",
        "graph.node.id": "Refunds",
        "graph.node.parent_id": "Triage",
      }),
    },
    llm("run/r/m"),
  ],
  genai: [
    agent("a", "planner"),
    {
      path: "a/h",
      attributes: {
        "gen_ai.operation.name": "handoff",
        "gen_ai.handoff.from_agent": "planner",
        "gen_ai.handoff.to_agent": "writer",
      },
    },
  ],
  langgraph: [
    agent("a", "supervisor"),
    tool("a/t", "transfer_to_billing_agent"),
    agent("a/b", "Billing Agent"),
    tool("a/b/back", "transfer_back_to_supervisor"),
  ],
  adk: [
    { path: "i", name: "invocation [shop]", scope: "gcp.vertex.agent" },
    {
      path: "i/a",
      name: "invoke_agent greeter",
      scope: "gcp.vertex.agent",
      attributes: { "gen_ai.operation.name": "invoke_agent", "gen_ai.agent.name": "greeter" },
    },
    {
      path: "i/a/t",
      name: "execute_tool transfer_to_agent",
      scope: "gcp.vertex.agent",
      attributes: {
        "gen_ai.operation.name": "execute_tool",
        "gen_ai.tool.name": "transfer_to_agent",
        "gcp.vertex.agent.tool_call_args": '{"agent_name": "farewell"}',
      },
    },
    {
      path: "i/a/b",
      name: "invoke_agent farewell",
      scope: "gcp.vertex.agent",
      attributes: { "gen_ai.operation.name": "invoke_agent", "gen_ai.agent.name": "farewell" },
    },
  ],
  asked: [
    agent("a", "planner"),
    {
      path: "a/m",
      attributes: {
        "gen_ai.operation.name": "chat",
        "gen_ai.request.model": "gpt-4o",
        "gen_ai.output.messages": JSON.stringify(output),
      },
    },
    agent("b", "writer"),
  ],
  claude: [agent("a", "lead"), tool("a/t", "Task", { subagent_type: "reviewer" }), agent("a/t/r", "reviewer")],
  "as-tool": [
    agent("a", "manager"),
    tool("a/t", "ask_search_agent"),
    agent("a/t/s", "search_agent"),
    tool("a/t/s/w", "web"),
  ],
  a2a: [
    agent("a", "supervisor"),
    a2a("a/s", "a2a.server.request_handlers.jsonrpc_handler.JSONRPCHandler.on_message_send"),
    { ...agent("a/s/d", "detector"), service: "detector" },
  ],
  loop: [agent("a", "solver"), agent("a/w", "solver"), tool("a/w/t", "again"), agent("a/w/t/s", "solver")],
  crew: [
    { path: "k", name: "Crew.kickoff", attributes: { "openinference.span.kind": "CHAIN" } },
    role("k/r", "Researcher", ""),
    role("k/w", "Writer", "Researcher"),
  ],
  graph: [
    { path: "g", name: "LangGraph", attributes: { "openinference.span.kind": "CHAIN" } },
    node("g/p", "planner", "__start__"),
    call("g/p/m", "planner"),
    node("g/w", "writer", "branch:planner:route:writer"),
    call("g/w/m", "writer"),
  ],
  links: [agent("a", "planner"), { ...agent("b", "writer"), links: ["a"] }],
  messages: [
    { path: "w", name: "workflow.run" },
    {
      path: "w/m",
      name: "message.send",
      attributes: { "message.type": "standard", "message.source_id": "writer", "message.target_id": "reviewer" },
    },
  ],
};

let runs: ShapedRuns;
beforeAll(async () => {
  runs = await ShapedRuns.open(RUNS);
});
afterAll(() => runs[Symbol.asyncDispose]());

describe("handoff spans", () => {
  it("of the OpenAI Agents SDK name both sides, and lead to the agent's work", async () => {
    const graph = await runs.graph("openai");
    expect(edgesOf(graph)).toEqual([
      "Refunds uses gpt-4o",
      "Triage hands off Refunds",
      "Triage uses gpt-4o",
      "User invokes Triage",
    ]);
    expect(whyOf(graph, "Triage", "Refunds")).toEqual(["handoff span: output.value = Refunds"]);
  });

  it("of the GenAI conventions say whom control goes to", async () => {
    const graph = await runs.graph("genai");
    expect(edgesOf(graph)).toContain("planner hands off writer");
    expect(graph.nodes.find((node) => node.name === "writer")?.why[0]?.rule).toBe("named by a handoff");
  });
});

describe("transfer tools", () => {
  it("name the agent in the tool's name, in the spelling of tools", async () => {
    const graph = await runs.graph("langgraph");
    expect(edgesOf(graph)).toEqual([
      "Billing Agent hands off supervisor",
      "User invokes supervisor",
      "supervisor hands off Billing Agent",
    ]);
  });

  it("of the ADK name it in their argument; the agent below is handed over to, not invoked", async () => {
    const graph = await runs.graph("adk");
    expect(edgesOf(graph)).toEqual(["User invokes greeter", "greeter hands off farewell"]);
  });

  it("that a model asked for and no span shows count as well", async () => {
    const graph = await runs.graph("asked");
    expect(edgesOf(graph)).toContain("planner hands off writer");
    expect(whyOf(graph, "planner", "writer")).toEqual(["requested transfer: model asked for transfer_to_writer"]);
  });

  it("of CrewAI and Claude Code wait for the answer", async () => {
    const graph = await runs.graph("claude");
    expect(edgesOf(graph)).toEqual(["User invokes lead", "lead invokes reviewer"]);
  });
});

describe("agents below agents", () => {
  it("are invoked; a tool of their name is no tool of its own", async () => {
    const graph = await runs.graph("as-tool");
    expect(edgesOf(graph)).toEqual(["User invokes manager", "manager invokes search_agent", "search_agent calls web"]);
    expect(whyOf(graph, "manager", "search_agent")).toEqual([
      "agent as tool: tool ask_search_agent holds search_agent",
    ]);
  });

  it("may be reached over Agent2Agent", async () => {
    const graph = await runs.graph("a2a");
    expect(whyOf(graph, "supervisor", "detector")).toEqual([
      "Agent2Agent: span a2a.server.request_handlers.jsonrpc_handler.JSONRPCHandler.on_message_send between",
    ]);
  });

  it("that call themselves through a tool are a loop; a span around its like is not", async () => {
    const graph = await runs.graph("loop");
    expect(edgesOf(graph)).toEqual(["User invokes solver", "solver calls again", "solver invokes solver"]);
  });
});

describe("graphs that instrumentations draw", () => {
  it("of CrewAI say whose task came before", async () => {
    const graph = await runs.graph("crew");
    expect(edgesOf(graph)).toEqual(["Researcher hands off Writer", "User invokes Researcher"]);
    expect(whyOf(graph, "Researcher", "Writer")).toEqual(["graph parent: graph.node.parent_id = Researcher"]);
  });

  it("of LangGraph are agents where several nodes call models, one after the other", async () => {
    const graph = await runs.graph("graph");
    expect(edgesOf(graph)).toEqual([
      "User invokes planner",
      "planner hands off writer",
      "planner uses gpt-4o",
      "writer uses gpt-4o",
    ]);
    expect(whyOf(graph, "planner", "writer")).toEqual(["graph trigger: writer is triggered by planner"]);
  });
});

describe("span links", () => {
  it("between agents of one run are handoffs", async () => {
    const graph = await runs.graph("links");
    expect(edgesOf(graph)).toEqual(["User invokes planner", "planner hands off writer"]);
    expect(whyOf(graph, "planner", "writer")).toEqual(["span link: writer links to planner"]);
  });
});

describe("messages", () => {
  it("of AutoGen and Agent Framework go from one to the other, and nobody waits", async () => {
    const graph = await runs.graph("messages");
    expect(edgesOf(graph)).toContain("writer sends reviewer");
  });
});
