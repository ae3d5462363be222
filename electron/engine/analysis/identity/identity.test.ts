import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { edgesOf, type Graph, type Shape, ShapedRuns } from "../../testing/network-shapes.js";

const chat = (path: string, system: string): Shape => ({
  path,
  attributes: {
    "gen_ai.operation.name": "chat",
    "gen_ai.request.model": "gpt-4o",
    "gen_ai.input.messages": JSON.stringify([
      { role: "system", parts: [{ type: "text", content: system }] },
      { role: "user", parts: [{ type: "text", content: "Hello" }] },
    ]),
  },
});
const agent = (path: string, name: string, service = "shop"): Shape => ({
  path,
  service,
  attributes: { "gen_ai.operation.name": "invoke_agent", "gen_ai.agent.name": name },
});
const stamped = (path: string, operation: string, more: Record<string, string>): Shape => ({
  path,
  attributes: { "gen_ai.operation.name": operation, "gen_ai.agent.name": "clerk", ...more },
});
const kind = (path: string, name: string, value: string, more: Record<string, string> = {}): Shape => ({
  path,
  name,
  attributes: { "openinference.span.kind": value, ...more },
});

const RUNS: Readonly<Record<string, readonly Shape[]>> = {
  spelling: [agent("a", "Order Agent"), agent("b", "order_agent", "till")],
  methods: [agent("a", "shop_agent.answer"), agent("a/b", "shop_agent.look_up"), chat("a/b/m", "Be brief")],
  id: [agent("a", "99981f6a-abd1-4d09-9fba-00e2ab172193"), chat("a/m", "Be brief")],
  wrapper: [agent("a", "clerk"), agent("a/g", "LangGraph"), chat("a/g/m", "Be brief")],
  stamped: [
    { path: "w", name: "handle" },
    stamped("w/m", "chat", { "gen_ai.request.model": "gpt-4o" }),
    stamped("w/t", "execute_tool", { "gen_ai.tool.name": "search" }),
  ],
  root: [{ path: "answer", name: "answer" }, chat("answer/m", "Be brief")],
  direct: [chat("m", "Be brief")],
  prompts: [
    { path: "debate", name: "debate" },
    chat("debate/a", "You are a careful lawyer. Argue."),
    chat("debate/b", "You are the judge."),
    chat("debate/c", "You are a careful lawyer. Argue."),
  ],
  partners: [
    agent("a", "clerk"),
    kind("a/r", "VectorStoreRetriever", "RETRIEVER"),
    kind("a/r/q", "chroma.query", "RETRIEVER", { "db.system": "chroma" }),
    kind("a/g", "toxicity", "GUARDRAIL"),
    kind("a/e", "faithfulness", "EVALUATOR"),
    {
      path: "a/m",
      name: "search_memory",
      attributes: { "gen_ai.operation.name": "search_memory", "gen_ai.memory.store.id": "facts" },
    },
  ],
  mcp: [
    agent("a", "clerk"),
    kind("a/t", "mcp__maps__route", "TOOL", { "tool.name": "mcp__maps__route" }),
    {
      path: "a/t/c",
      name: "tools/call mcp__maps__route",
      attributes: { "mcp.method.name": "tools/call", "gen_ai.tool.name": "mcp__maps__route" },
    },
  ],
  rename: [
    kind("a", "langchain.agent.run", "AGENT"),
    kind("a/l", "outer", "LLM", { "llm.model_name": "gpt-4o" }),
    kind("a/l/l", "inner", "LLM", { "llm.model_name": "gpt-4o-2024" }),
  ],
};

let runs: ShapedRuns;
beforeAll(async () => {
  runs = await ShapedRuns.open(RUNS);
});
afterAll(() => runs[Symbol.asyncDispose]());

const node = (graph: Graph, name: string) => {
  const found = graph.nodes.find((one) => one.name === name);
  return {
    rules: found?.why.map((reason) => reason.rule),
    inferred: found?.inferred,
    raw: found?.rawNames.map((raw) => raw.name),
  };
};

describe("an agent", () => {
  it("is one node whatever its spelling and service, and every raw name stays known", async () => {
    const graph = await runs.graph("spelling");
    expect(edgesOf(graph)).toEqual(["User invokes Order Agent x2"]);
    expect(node(graph, "Order Agent")).toEqual({
      rules: ["named agent"],
      inferred: false,
      raw: ["Order Agent (shop)", "order_agent (till)"],
    });
    expect(graph.nodes.find((one) => one.name === "Order Agent")?.why[0]?.evidence).toBe(
      "gen_ai.agent.name = Order Agent",
    );
  });

  it("is the object whose methods spans are named after", async () => {
    const graph = await runs.graph("methods");
    expect(edgesOf(graph)).toEqual(["User invokes shop_agent", "shop_agent uses gpt-4o"]);
    expect(node(graph, "shop_agent").rules).toEqual(["method of an agent"]);
  });

  it("that has an id for a name is called by its service, as a guess", async () => {
    expect(node(await runs.graph("id"), "agent of shop")).toMatchObject({ rules: ["made-up id"], inferred: true });
  });

  it("is not the framework that runs it", async () => {
    expect(edgesOf(await runs.graph("wrapper"))).toEqual(["User invokes clerk", "clerk uses gpt-4o"]);
  });

  it("that only stamps its calls works once below one span", async () => {
    expect(edgesOf(await runs.graph("stamped"))).toEqual([
      "User invokes clerk",
      "clerk calls search",
      "clerk uses gpt-4o",
    ]);
  });
});

describe("where nothing names an agent", () => {
  it("the first span of the run stands for it, as a guess", async () => {
    const graph = await runs.graph("root");
    expect(edgesOf(graph)).toEqual(["User invokes answer", "answer uses gpt-4o"]);
    expect(node(graph, "answer")).toMatchObject({ rules: ["invocation root"], inferred: true });
  });

  it("a call alone is the user's", async () => {
    expect(edgesOf(await runs.graph("direct"))).toEqual(["User uses gpt-4o"]);
  });

  it("each of several system prompts is one", async () => {
    const graph = await runs.graph("prompts");
    expect(edgesOf(graph)).toEqual([
      "User invokes debate",
      "careful lawyer uses gpt-4o x2",
      "debate invokes careful lawyer",
      "debate invokes judge",
      "judge uses gpt-4o",
    ]);
    expect(node(graph, "judge")).toMatchObject({ rules: ["system prompt"], inferred: true });
  });
});

describe("partners", () => {
  it("are knowledge bases, memories, guardrails and evaluators; of nested retrievals the store counts", async () => {
    expect(edgesOf(await runs.graph("partners"))).toEqual([
      "User invokes clerk",
      "clerk remembers facts",
      "clerk retrieves chroma",
      "faithfulness evaluates clerk",
      "toxicity guards clerk",
    ]);
  });

  it("of the Model Context Protocol are a tool and its server; the client's span is the same call", async () => {
    expect(edgesOf(await runs.graph("mcp"))).toEqual([
      "User invokes clerk",
      "clerk calls mcp__maps__route",
      "mcp__maps__route serves maps",
    ]);
  });

  it("are told once where spans of calls lie around one another", async () => {
    expect(edgesOf(await runs.graph("rename"))).toContain("langchain.agent uses gpt-4o-2024");
    expect(edgesOf(await runs.graph("rename"))).not.toContain("langchain.agent uses gpt-4o");
  });
});
