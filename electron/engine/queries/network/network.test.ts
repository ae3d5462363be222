import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ChangeCommand } from "../../../../shared/contract/changes.js";
import { sourceId } from "../../../../shared/model/ids.js";
import { trace } from "../../../../shared/testing/trace-dsl.js";
import { edgesOf, getNetwork } from "../../testing/network-shapes.js";
import { calm, failure, TestEngine } from "../../testing/test-engine.js";

const RUNS = trace(`
  trace good-1
  agent planner                                 0-120ms
    llm  gpt [in:900 out:40 cost:0.01]          5-40ms  "where is it?" => "I look"
    tool search                                41-80ms  "parcel 7" => "in Porto"
  trace good-2
  agent planner                                 0-60ms
    llm  gpt [in:100 out:10 cost:0.02]          5-40ms  "and that?" => "I know"
  trace bad-1
  agent planner                                 0-200ms
    tool search [error:timeout]                10-90ms  "parcel 8"
    agent writer                              100-190ms "write it" => "written"
      llm  gpt [in:50 out:5 cost:0.04]        110-150ms "write" => "text"
`);

let engine: TestEngine;
beforeAll(async () => {
  engine = await TestEngine.open();
  await engine.add("runs.jsonl", RUNS);
});
afterAll(() => engine[Symbol.asyncDispose]());

const shown = { query: "", zoneOffsetMinutes: 0, showHidden: false, open: [], limit: 300 };
const apply = (change: ChangeCommand) => engine.handlers["change.apply"]({ change }, calm);
const undo = () => engine.handlers["change.undo"]({}, calm);
const messages = (from: string, to: string, type: "calls" | "invokes" | "replies", more: object = {}) =>
  engine.handlers["network.messages"](
    { ...shown, from, to, type, nodeLimit: 300, find: "", failed: false, offset: 0, limit: 100, ...more },
    calm,
  );

describe("the network", () => {
  it("counts what happened in all runs, with errors, durations, tokens and cost", async () => {
    const graph = await getNetwork(engine);
    expect(edgesOf(graph)).toEqual([
      "User invokes planner x3",
      "planner calls search x2 (1 failed)",
      "planner invokes writer",
      "planner uses gpt x2",
      "writer uses gpt",
    ]);
    expect(graph).toMatchObject({ traces: 3, spans: 9, totalNodes: 5, hiddenNodes: 0 });
    const node = (name: string) => graph.nodes.find((one) => one.name === name);
    expect(node("planner")).toMatchObject({ count: 3, runs: 3, errors: 0, p50Ns: 120e6, p95Ns: 200e6, tokens: 1050 });
    expect(node("search")).toMatchObject({ count: 2, runs: 2, errors: 1, tokens: null });
    expect(node("gpt")).toMatchObject({ count: 3, tokens: 1105 });
    expect(node("gpt")?.costUsd).toBeCloseTo(0.07);
    const asked = graph.edges.find((edge) => edge.to === "agent:planner" && edge.type === "invokes");
    expect(asked?.tokens, "with sub-agents").toBe(1105);
    expect(graph.edges.filter((edge) => edge.type === "replies")).toMatchObject([
      { from: "agent:writer", to: "agent:planner", count: 1 },
    ]);
  });

  it("is of the runs that a search selects, whole", async () => {
    expect(edgesOf(await getNetwork(engine, "status:error"))).toEqual([
      "User invokes planner",
      "planner calls search (1 failed)",
      "planner invokes writer",
      "writer uses gpt",
    ]);
    expect(await getNetwork(engine, "agent:nobody")).toMatchObject({ nodes: [], edges: [], traces: 0 });
    expect(await failure(getNetwork(engine, "agent:("))).toBe("QUERY_SYNTAX");
  });

  it("is the same after a derivation, and goes with its file", async () => {
    await using other = await TestEngine.open();
    await other.add("runs.jsonl", RUNS);
    const before = await getNetwork(other);
    await other.derive();
    expect({ ...(await getNetwork(other)), ms: 0 }).toEqual({ ...before, ms: 0 });
    await other.add("runs.jsonl", `${RUNS.join("\n")}\n`);
    expect(edgesOf(await getNetwork(other))).toEqual(edgesOf(before));
    for (const source of await other.handlers["source.list"]({}, calm)) {
      await other.handlers["source.remove"]({ source: sourceId.parse(source.id) }, calm);
    }
    expect((await getNetwork(other)).nodes).toEqual([]);
  });
});

describe("messages of an edge", () => {
  it("say who said what to whom, latest first", async () => {
    const all = await messages("agent:planner", "tool:search", "calls");
    expect(all).toMatchObject({ total: 2, failed: 1 });
    expect(all.messages.map(({ who, whom, status, excerpt, answer }) => [who, whom, status, excerpt, answer])).toEqual([
      ["planner", "search", "unset", "parcel 7", "in Porto"],
      ["planner", "search", "error", "parcel 8", "timeout"],
    ]);
    const back = await messages("agent:writer", "agent:planner", "replies");
    expect(back.messages).toMatchObject([{ who: "writer", whom: "planner", excerpt: "written" }]);
  });

  it("are found by words and by failure, and come in pages", async () => {
    const found = await messages("agent:planner", "tool:search", "calls", { find: "PORTO" });
    expect(found).toMatchObject({ total: 1, messages: [{ answer: "in Porto", answerMarks: [{ start: 3, end: 8 }] }] });
    expect(await messages("agent:planner", "tool:search", "calls", { failed: true })).toMatchObject({
      total: 1,
      failed: 1,
    });
    const second = await messages("agent:planner", "tool:search", "calls", { offset: 1, limit: 1 });
    expect(second).toMatchObject({ total: 2, messages: [{ excerpt: "parcel 8" }] });
    expect(await messages("agent:planner", "tool:nothing", "calls")).toMatchObject({ total: 0, messages: [] });
  });
});

describe("what the user says of nodes", () => {
  it("merges, and is taken back", async () => {
    await apply({ command: "network.merge", identity: "agent:writer", into: "agent:planner" });
    const merged = await getNetwork(engine);
    expect(edgesOf(merged)).toEqual([
      "User invokes planner x3",
      "planner calls search x2 (1 failed)",
      "planner invokes planner",
      "planner uses gpt x3",
    ]);
    const node = merged.nodes.find((one) => one.name === "planner");
    expect(node).toMatchObject({
      edited: true,
      rawNames: [{ name: "planner (test)", raw: "planner" }, { name: "writer (test)" }],
    });
    const back: ChangeCommand = { command: "network.merge", identity: "agent:planner", into: "agent:writer" };
    expect(await failure(apply(back)), "a circle").toBe("INVALID_INPUT");
    await undo();
    expect(edgesOf(await getNetwork(engine))).toContain("planner invokes writer");
  });

  it("splits a raw name off, also one that was merged", async () => {
    await apply({ command: "network.merge", identity: "agent:writer", into: "agent:planner" });
    await apply({ command: "network.split", identity: "agent=writer@test" });
    expect(edgesOf(await getNetwork(engine))).toContain("planner invokes writer (test)");
    await apply({ command: "network.reset", identity: "agent=writer@test" });
    expect(edgesOf(await getNetwork(engine))).toContain("planner invokes planner");
    for (let step = 0; step < 3; step++) await undo();
    expect(edgesOf(await getNetwork(engine))).toContain("planner invokes writer");
  });

  it("renames and hides, and outlives a derivation and a restart", async () => {
    await using other = await TestEngine.open();
    await other.add("runs.jsonl", RUNS);
    const change = (one: ChangeCommand) => other.handlers["change.apply"]({ change: one }, calm);
    await change({ command: "network.rename", node: "agent:planner", name: "Lead" });
    await change({ command: "network.hide", node: "model:gpt" });
    await other.derive();
    await other.close();
    await using again = await TestEngine.open(other.workspacePath);
    const graph = await getNetwork(again);
    expect(edgesOf(graph)).toEqual(["Lead calls search x2 (1 failed)", "Lead invokes writer", "User invokes Lead x3"]);
    expect(graph.hiddenNodes).toBe(1);
    expect((await getNetwork(again, "", true)).nodes.filter((node) => node.hidden).map((node) => node.name)).toEqual([
      "gpt",
    ]);
    await again.handlers["change.undo"]({}, calm);
    await again.handlers["change.undo"]({}, calm);
    expect(edgesOf(await getNetwork(again))).toContain("planner uses gpt x2");
  });
});

describe("two searches", () => {
  it("tell what is over-represented in the first", async () => {
    const compared = await engine.handlers["network.compare"](
      { ...shown, query: "status:error", other: "-status:error" },
      calm,
    );
    expect(compared).toMatchObject({ traces: 1, otherTraces: 2 });
    const writer = compared.nodes.find((node) => node.name === "writer");
    expect(writer).toMatchObject({ here: { runs: 1 }, there: null, enough: false });
    expect(writer?.logOdds).toBeCloseTo(Math.log((1.5 * 2.5) / (0.5 * 0.5)));
    expect(compared.nodes[0]?.name).toBe("writer");
    expect(compared.edges.at(-1)).toMatchObject({ from: "agent:planner", to: "model:gpt", here: null });
  });
});

describe("many nodes", () => {
  it("fold by the beginning of their names; a fold opens, and its messages are those of all", async () => {
    await using other = await TestEngine.open();
    const tools = Array.from(
      { length: 60 },
      (_, place) => `  tool ${place < 40 ? "search" : `t${place}`}_${place}  ${place}-${place + 1}ms`,
    );
    await other.add("runs.jsonl", trace(["agent planner 0-100ms", ...tools].join("\n")));
    const get = (open: string[]) => other.handlers["network.get"]({ ...shown, limit: 30, open }, calm);
    const folded = await get([]);
    expect(folded.totalNodes).toBe(62);
    expect(folded.nodes.filter((node) => node.folds > 1).map(({ name, folds, count }) => [name, folds, count])).toEqual(
      [["search*", 40, 40]],
    );
    const fold = folded.nodes.find((node) => node.folds > 1)?.key ?? "";
    const all = await other.handlers["network.messages"](
      {
        ...shown,
        from: "agent:planner",
        to: fold,
        type: "calls",
        nodeLimit: 30,
        find: "",
        failed: false,
        offset: 0,
        limit: 100,
      },
      calm,
    );
    expect(all.total).toBe(40);
    expect(all.messages[0]?.whom).toBe("search_39");
    expect((await get([fold])).nodes.filter((node) => node.name.startsWith("search_"))).toHaveLength(40);
  });
});
