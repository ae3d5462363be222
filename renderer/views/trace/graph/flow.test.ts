import { describe, expect, it } from "vitest";
import { layeredLayout } from "../../../workers/layered-layout.js";
import { deriveStructure } from "../structure.js";
import { makeTable, supportRun } from "../testing/make-table.js";
import type { SketchedSpan } from "../testing/make-table.js";
import { readSequence } from "./episodes.js";
import { collapse } from "./flow.js";
import { foldFlow, SHOW_SHORTCUTS } from "./flow-fold.js";
import { pictureOfFlow, requestOf } from "./flow-layout.js";
import { ALL_OPEN } from "./fold.js";
import type { UnitGraph } from "./units.js";

const NONE: ReadonlySet<string> = new Set();
type Spans = readonly SketchedSpan[];

function flowOf(table: ReturnType<typeof makeTable>) {
  const structure = deriveStructure(table);
  const options = { deepest: Number.MAX_SAFE_INTEGER, foldCalls: false, folds: NONE };
  return { structure, flow: collapse(structure, readSequence(structure, options)) };
}
const folded = (roots: Spans, folds: Iterable<string> = [], focus: number | null = null) =>
  foldFlow(flowOf(makeTable(roots)).flow, new Set(folds), focus);

/** `chat 3, chat>search 2, …`: units with their calls, then edges with how often they were gone. */
function sketch({ units, edges }: UnitGraph): string {
  return [
    ...units.map(({ name, rows }) => `${name} ${rows.length}`),
    ...edges.map(({ from, to, timesNs }) => `${units[from]?.name}>${units[to]?.name} ${timesNs.length}`),
  ].join(", ");
}

const agent = (name: string, startMs: number, durationMs: number, inside: SketchedSpan[] = []): SketchedSpan => ({
  name,
  kind: "agent",
  startMs,
  durationMs,
  inside,
});
const call = (name: string, startMs: number): SketchedSpan => ({ name, kind: "tool", startMs, durationMs: 4 });
const calls = (names: string, everyMs = 10): SketchedSpan[] =>
  names.split(" ").map((name, at) => call(name, at * everyMs));

describe("the aggregated run", () => {
  it("collapses repeats to counts, and draws loops as loops", () => {
    const { graph } = folded([agent("a", 0, 100, calls("chat search chat search chat"))]);
    expect(sketch(graph)).toBe("chat 3, search 2, chat>search 2, search>chat 2");
    const again = folded([agent("a", 0, 100, calls("try try try"))]);
    expect(sketch(again.graph)).toBe("try 3, try>try 2");
  });

  it("keeps equal calls of two agents apart, and goes from agent to agent", () => {
    const inner = agent("helper", 10, 20, [call("chat", 12)]);
    const { graph } = folded([agent("boss", 0, 100, [call("chat", 0), inner, call("chat", 50)])]);
    expect(graph.units.map(({ name, agent: index, rows }) => `${name} ${index} ${rows.length}`)).toEqual([
      "chat 0 2",
      "chat 1 1",
    ]);
    expect(graph.edges.map(({ from, to }) => `${from}>${to}`)).toEqual(["0>1", "1>0"]);
  });

  it("goes from all branches of a fork to what came after it", () => {
    const { flow } = flowOf(supportRun());
    const name = (index: number) => `${flow.agents[flow.nodes[index]?.agent ?? -1]?.name}.${flow.nodes[index]?.name}`;
    const into = flow.edges.filter(({ to }) => name(to) === "planner.chat").map(({ from }) => name(from));
    expect(into).toEqual(["triage.chat", "researcher.chat", "order_agent.chat"]);
    expect([...flow.first].map(name)).toEqual(["support.handle_message.pii_guard"]);
  });

  it("counts what failed, and does not part it from what did not", () => {
    const fails: SketchedSpan = { name: "search", kind: "tool", startMs: 20, durationMs: 3, status: "error" };
    const { graph } = folded([agent("a", 0, 100, [call("search", 0), fails])]);
    expect(graph.units.map(({ rows, failed }) => [rows.length, failed])).toEqual([[2, 1]]);
  });
});

describe("folding the aggregated run", () => {
  const crowded = (): Spans =>
    Array.from({ length: 8 }, (_, index) =>
      agent(
        `agent-${index}`,
        index * 1000,
        900,
        Array.from({ length: 6 }, (__, at) => call(`tool-${at}`, index * 1000 + at * 10)),
      ),
    );

  it("folds agents to one card each where there are many cards; each opens", () => {
    const { graph, rules } = folded(crowded());
    expect(graph.units.map(({ name }) => name)).toEqual(Array.from({ length: 8 }, (_, index) => `agent-${index}`));
    expect(rules).toEqual(["Agents are folded to one card each"]);
    expect(graph.units[0]?.fold?.inside).toContain("tool-0 1 ×");
    const opened = folded(crowded(), [graph.units[0]?.fold?.opens ?? ""]);
    expect(opened.graph.units.length).toBe(7 + 6);
    expect(folded(crowded(), [ALL_OPEN]).graph.units.length).toBe(48);
  });

  it("folds an agent that the reader closes", () => {
    expect(folded([agent("a", 0, 100, calls("x y z"))], ["x0"]).graph.units.map(({ name }) => name)).toEqual(["a"]);
  });

  it("shows the first of hundreds of agents, and what failed in agents themselves", () => {
    const many = Array.from({ length: 400 }, (_, index) => ({
      ...agent(`agent ${index}`, index * 10, 9, [call("chat", index * 10), call("search", index * 10 + 5)]),
      ...(index === 1 ? { status: "error" as const } : {}),
    }));
    const { graph } = folded([agent("boss", 0, 5000, many)]);
    const names = graph.units.map(({ name }) => name);
    expect(names).toHaveLength(1 + 24);
    expect(names).toContain("377 more agents");
    expect(graph.units.filter(({ failed }) => failed > 0).map(({ name, failed }) => `${name} ${failed}`)).toEqual([
      "agent 1 1",
    ]);
  });

  it("stacks the rare of a thousand names, says which, and opens some more of them", () => {
    const names = Array.from({ length: 1000 }, (_, at) => [
      call("ask", at * 20),
      call(`tool-${at}`, at * 20 + 10),
    ]).flat();
    const spans = [agent("a", 0, 20_000, [call("tool-0", 0), ...names])];
    const { graph, rules } = folded(spans);
    expect(graph.units.map(({ name }) => name)).toEqual(["tool-0", "ask", "tool-1", "998 more tools"]);
    expect(graph.units[0]?.rows.length).toBe(2);
    expect(rules[0]).toMatch(/998.rare names are stacked/);
    const more = folded(spans, [graph.units[3]?.fold?.opens ?? ""]);
    expect(more.graph.units.length).toBe(3 + 120 + 1);
  });

  it("folds long chains, and opens them", () => {
    const chain = [agent("a", 0, 1000, calls(Array.from({ length: 30 }, (_, at) => `step-${at}`).join(" ")))];
    const { graph } = folded(chain);
    expect(graph.units.map(({ name }) => name)).toEqual(["30 steps"]);
    expect(graph.units[0]?.fold?.inside).toContain("step-0 → step-1");
    expect(folded(chain, [graph.units[0]?.fold?.opens ?? ""]).graph.units.length).toBe(30);
  });

  it("leaves out what only skips a step, until it is asked for", () => {
    const twice = [
      agent("a", 0, 200, calls("plan look write")),
      agent("a", 300, 200, [call("plan", 300), call("write", 320)]),
    ];
    const hidden = folded(twice);
    expect(hidden.shortcuts).toBe(1);
    expect(sketch(hidden.graph)).not.toContain("plan>write");
    expect(sketch(folded(twice, [SHOW_SHORTCUTS]).graph)).toContain("plan>write 1");
  });

  it("shows one step around a neighbourhood", () => {
    const { graph } = folded([agent("a", 0, 100, calls("one two three four five"))], [], 3);
    expect(graph.units.map(({ name }) => name)).toEqual(["two", "three", "four"]);
  });

  it("never draws more than can be laid out, and keeps a way to each card of a tangle", () => {
    const names = Array.from({ length: 3000 }, (_, at) =>
      call(`tool-${(at * 7919) % 61}-${(at * 104_729) % 3}`, at * 10),
    );
    const { graph } = folded([agent("a", 0, 40_000, names)]);
    expect(graph.units.length).toBeLessThanOrEqual(130);
    expect(graph.edges.length).toBeLessThanOrEqual(20 + graph.units.length * 4);
    const reached = new Set(graph.edges.map(({ to }) => to));
    expect(graph.units.every((_, index) => index === 0 || reached.has(index))).toBe(true);
  });
});

describe("the picture of the aggregated run", () => {
  const { structure, flow } = flowOf(supportRun());
  const fold = foldFlow(flow, NONE, null);
  const picture = pictureOfFlow(structure, flow, fold, { ...layeredLayout(requestOf(flow, fold)), simple: false });

  it("frames the calls of an agent, and has a place for every row", () => {
    const frames = picture.items.flatMap((item) => (item.type === "frame" ? [item.name] : []));
    expect(frames).toEqual(["triage", "researcher", "order_agent"]);
    expect([...picture.places].every((place) => place >= 0)).toBe(true);
    const researcher = picture.items[picture.places[7] ?? -1];
    expect(researcher?.type === "card" && researcher.name).toBe("chat");
  });

  it("asks for a frame's room, and labels what was gone more than once", () => {
    expect(requestOf(flow, fold).nodes.filter(({ group }) => group !== undefined).length).toBe(2 + 4 + 3);
    expect(picture.wires.filter(({ label }) => label !== "").length).toBe(0);
  });
});
