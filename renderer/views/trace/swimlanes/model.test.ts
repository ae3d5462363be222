import { describe, expect, it } from "vitest";
import type { TraceContacts } from "../../../../shared/contract/traces.js";
import { deriveStructure } from "../structure.js";
import { bigTable } from "../testing/big-table.js";
import { makeTable, supportRun } from "../testing/make-table.js";
import type { SketchedSpan } from "../testing/make-table.js";
import { laneStep } from "./keys.js";
import { agentsElsewhere } from "./contacts.js";
import { findLanes, formatLaneFolds, parseLaneFolds } from "./lanes.js";
import { layOutLanes, nameFoot, placeAt } from "./layout.js";
import { readLanes } from "./model.js";
import type { LaneModel } from "./model.js";
import { MOST_TRACKS } from "./tracks.js";
import { waitedFor } from "./words.js";

const read = (
  table: ReturnType<typeof makeTable>,
  folded: readonly number[] = [],
  contacts: TraceContacts | null = null,
): LaneModel => {
  const structure = deriveStructure(table);
  return readLanes(
    structure,
    findLanes(structure, contacts?.agents, agentsElsewhere(contacts)),
    new Set(folded),
    contacts,
  );
};
const laneNames = (model: LaneModel) => model.lanes.map(({ name }) => name);
const laneNamed = (model: LaneModel, name: string) => laneNames(model).indexOf(name);
const arrows = (model: LaneModel) =>
  Array.from(model.messages.atNs, (atNs, index) => {
    const from = model.lanes[model.messages.from[index] ?? 0]?.name ?? "";
    const to = model.lanes[model.messages.to[index] ?? 0]?.name ?? "";
    return `${atNs / 1e6} ${from} ${model.messages.back[index] === 1 ? "<-" : "->"} ${to}`;
  });
const agent = (name: string, startMs: number, durationMs: number, inside: readonly SketchedSpan[] = []) => ({
  name,
  kind: "agent" as const,
  startMs,
  durationMs,
  inside,
});
const tool = (startMs: number, durationMs: number): SketchedSpan => ({
  name: "tool",
  kind: "tool",
  startMs,
  durationMs,
});

describe("lanes", () => {
  it("are the user's, one an agent with its sub-agents below it, and one a sort of calls outside agents", () => {
    const model = read(supportRun());
    expect(laneNames(model)).toEqual(["user", "triage", "planner", "researcher", "order_agent", "billing", "checks"]);
    expect(model.lanes[laneNamed(model, "billing")]).toMatchObject({ parent: 2, depth: 1 });
    expect(model.lanes[laneNamed(model, "planner")]?.hasInside).toBe(true);
  });

  it("hold each call of an agent once, whatever it does inside", () => {
    const model = read(supportRun());
    const rows = model.placed.lanes.flatMap(({ calls }) => calls.flatMap((track) => [...track.rows]));
    expect(new Set(rows).size).toBe(rows.length);
    expect(rows.length).toBe(model.structure.isCall.reduce((sum, call) => sum + call, 0));
  });

  it("put all calls of an agent into one lane, those at one time on lines of their own", () => {
    const model = read(
      makeTable([
        {
          name: "root",
          kind: "workflow",
          startMs: 0,
          durationMs: 100,
          inside: [
            agent("a", 0, 50, [tool(0, 10), tool(5, 10), tool(20, 5)]),
            agent("a", 10, 30, [tool(10, 5)]),
            agent("a", 60, 10, [tool(60, 5)]),
          ],
        },
      ]),
    );
    const lane = model.placed.lanes[laneNamed(model, "a")];
    expect(lane?.calls.map(({ rows }) => rows.length)).toEqual([3, 1, 1]);
    expect(lane?.stays.map(({ rows }) => [...rows])).toEqual([[0, 2], [], [1]]);
  });

  it("are those of the agents that the rules of the network know, by the names that people call them", () => {
    const framework = agent("Runner", 20, 20, [tool(21, 5), agent("b", 30, 5)]);
    const run = makeTable([
      agent("a.run", 0, 90, [tool(1, 5), agent("a.send", 10, 50, [framework])]),
      agent("X", 95, 1),
    ]);
    const agents = [
      { raw: "a.run", name: "a" },
      { raw: "a.send", name: "a" },
      { raw: "b", name: "b" },
    ];
    const model = read(run, [], { agents, relations: [], row: new Uint32Array(), relation: new Uint32Array() });
    expect(laneNames(model).slice(1)).toEqual(["a", "b", "X"]);
    expect(arrows(model)).toContain("30 a -> b");
  });

  it("fold sub-agents into the lane of their agent", () => {
    const open = read(supportRun());
    const planner = laneNamed(open, "planner");
    const model = read(supportRun(), [planner]);
    const layout = layOutLanes(model);
    expect([...layout.ids].map((id) => model.lanes[id]?.name)).toEqual(["user", "triage", "planner", "checks"]);
    const calls = (one: LaneModel) => one.placed.lanes[planner]?.calls.reduce((sum, { rows }) => sum + rows.length, 0);
    expect(calls(model)).toBeGreaterThan(calls(open) ?? 0);
    expect(arrows(model)).toEqual(["330 user -> triage", "2430 triage -> planner", "24080 planner <- user"]);
    expect(parseLaneFolds(formatLaneFolds(new Set([planner])))).toEqual(new Set([planner]));
    expect(parseLaneFolds("x.-1.1e9")).toEqual(new Set());
  });

  it("have their names beside the band, in a tall one in the middle of what is in sight", () => {
    const calls = Array.from({ length: 12 }, () => tool(0, 20));
    const layout = layOutLanes(read(makeTable([agent("a", 0, 100, calls), agent("b", 200, 100, [tool(200, 20)])])));
    const place = [...layout.heights].findIndex((height) => height > layout.linePx);
    const [top = 0, height = 0] = [layout.tops[place], layout.heights[place]];
    expect(nameFoot(layout, place + 1, 0, 1000)).toBe(8);
    const whole = nameFoot(layout, place, 0, 1000);
    expect(Math.abs(whole + 18 - height / 2)).toBeLessThan(20);
    expect(nameFoot(layout, place, top + height / 2, 1000)).toBeLessThan(whole);
    expect(nameFoot(layout, place, top + height - 10, 1000)).toBe(8);
    expect(nameFoot(layout, place, 0, top + height / 2)).toBeGreaterThan(whole);
  });

  it("tell how much of its time an agent worked", () => {
    const model = read(makeTable([agent("a", 0, 100, [tool(0, 20), tool(10, 20)])]));
    expect(model.working[laneNamed(model, "a")]).toBeCloseTo(0.3);
  });
});

describe("waiting", () => {
  it("is time in which only agents that were called work", () => {
    const model = read(supportRun());
    const { waits } = model;
    const found = Array.from(waits.stay, (stay, wait) => [
      model.lanes[model.stays.lane[stay] ?? 0]?.name,
      (waits.fromNs[wait] ?? 0) / 1e6,
      (waits.toNs[wait] ?? 0) / 1e6,
      waitedFor(model, wait).join(","),
    ]);
    expect(found).toEqual([
      ["planner", 5200, 15_020, "researcher,order_agent"],
      ["planner", 17_350, 20_600, "billing"],
    ]);
  });
});

describe("messages", () => {
  it("go to agents when they start and come back when the caller is done waiting", () => {
    expect(arrows(read(supportRun()))).toEqual([
      "330 user -> triage",
      "2430 triage -> planner",
      "5200 planner -> researcher",
      "5200 planner -> order_agent",
      "15020 researcher <- planner",
      "15020 order_agent <- planner",
      "17350 planner -> billing",
      "20600 billing <- planner",
      "24080 planner <- user",
    ]);
  });

  it("are asked of both where two agents under none run side by side", () => {
    const model = read(
      makeTable([{ name: "root", startMs: 0, durationMs: 50, inside: [agent("a", 0, 40), agent("b", 10, 40)] }]),
    );
    expect(arrows(model)).toEqual(["0 user -> a", "10 user -> b", "50 b <- user"]);
  });

  it("come from an agent of another trace that handed over, and the user has no part in it", () => {
    const run = makeTable([
      { name: "process", startMs: 0, durationMs: 90, inside: [agent("worker", 10, 70, [tool(20, 10)])] },
    ]);
    const model = read(run, [], {
      agents: [
        { raw: "worker", name: "worker" },
        { raw: "intake", name: "Intake" },
      ],
      row: new Uint32Array([1]),
      relation: new Uint32Array([0]),
      relations: [
        {
          from: "intake",
          to: "worker",
          type: "hands_off",
          rule: "link to another trace",
          evidence: "",
          inferred: false,
        },
      ],
    });
    expect(model.lanes.map(({ type, name }) => `${type} ${name}`)).toEqual(["elsewhere Intake", "agent worker"]);
    expect(arrows(model)).toEqual(["10 Intake -> worker"]);
    expect(model.messages.reason[0]?.rule).toBe("link to another trace");
  });

  it("are what the rules of the network tell of, each with its reason", () => {
    const run = makeTable([
      {
        name: "root",
        startMs: 0,
        durationMs: 90,
        inside: [agent("A", 0, 20, [tool(5, 10)]), agent("b_c", 30, 20), agent("d", 60, 20)],
      },
    ]);
    const told = (from: string | null, to: string, type: "invokes" | "hands_off", rule: string) => ({
      from,
      to,
      type,
      rule,
      evidence: `${to} by ${rule}`,
      inferred: false,
    });
    const model = read(run, [], {
      agents: [],
      // The tool in A's work asks for d; the span of b_c itself says that A invoked it.
      row: Uint32Array.of(2, 3, 4),
      relation: Uint32Array.of(0, 1, 2),
      relations: [
        told("a", "d", "hands_off", "transfer tool"),
        told("A", "B C", "invokes", "span link"),
        told("x", "d", "invokes", "no lane"),
      ],
    });
    expect(arrows(model)).toEqual(["0 user -> A", "30 A -> b_c", "50 b_c <- A", "60 A -> d", "80 d <- user"]);
    expect(model.messages.reason.map(({ rule }) => rule)).toEqual([
      "start of a run",
      "span link",
      "end of its work",
      "transfer tool",
      "end of a run",
    ]);
  });

  it("have a result that waits for its reader", () => {
    const model = read(supportRun());
    const stay = [...model.stays.lane].indexOf(laneNamed(model, "order_agent"));
    expect(model.messages.resultReadNs[stay]).toBe(15_020e6);
  });
});

describe("keys in the lanes", () => {
  it("step through the calls of a lane and to the nearest of the next", () => {
    const model = read(supportRun());
    const layout = layOutLanes(model);
    const name = (row: number | null) =>
      model.structure.table.name.values[model.structure.table.name.index[row ?? -1] ?? -1];
    const first = laneStep(model, layout, null, "j");
    expect(name(first)).toBe("chat");
    const memory = laneStep(model, layout, first, "j");
    expect(name(memory)).toBe("customer_memory.read");
    expect(laneStep(model, layout, memory, "k")).toBe(first);
    const below = laneStep(model, layout, memory, "ArrowDown") ?? -1;
    expect(model.lanes[model.laneOfRow[below] ?? 0]?.name).toBe("planner");
    expect(laneStep(model, layout, memory, "x")).toBeNull();
  });
});

describe("hostile shapes", () => {
  const shapes: Readonly<Record<string, () => ReturnType<typeof makeTable>>> = {
    "one span": () => makeTable([{ name: "a", startMs: 0, durationMs: 1 }]),
    "no span": () => makeTable([]),
    "no root but many": () => makeTable(Array.from({ length: 50 }, (_, at) => agent(`a${at % 7}`, at, 1))),
    "200 levels of agents": () => {
      let span: SketchedSpan = tool(200, 1);
      for (let level = 199; level >= 0; level--) span = agent(`a${level}`, level, 400 - level, [span]);
      return makeTable([span]);
    },
    "10,000 siblings at once": () =>
      makeTable([
        agent(
          "a",
          0,
          100,
          Array.from({ length: 10_000 }, () => tool(0, 50)),
        ),
      ]),
    "zero-length and negative": () =>
      makeTable([agent("a", 5, 0, [tool(5, 0), tool(5, -10), { name: "open", startMs: 9 }])]),
    "outside its parent": () => makeTable([agent("a", 50, 10, [tool(0, 20), agent("b", 90, 30, [tool(95, 1)])])]),
    "an agent in itself": () => makeTable([agent("a", 0, 9, [agent("b", 1, 7, [agent("a", 2, 5, [tool(3, 1)])])])]),
    "100,000 spans": () => bigTable(100_000),
  };
  for (const [name, make] of Object.entries(shapes)) {
    it(`${name}: every call has a place, nothing is drawn before it starts`, () => {
      const model = read(make());
      const layout = layOutLanes(model);
      const calls = model.placed.lanes.flatMap((lane) => lane.calls.flatMap((track) => [...track.rows]));
      expect(calls.length).toBe(model.structure.isCall.reduce((sum, call) => sum + call, 0));
      for (const lane of model.placed.lanes) {
        expect(lane.calls.length).toBeLessThanOrEqual(MOST_TRACKS);
        for (const track of lane.calls) {
          expect(track.reachNs.every((ns, index) => index === 0 || ns >= (track.reachNs[index - 1] ?? 0))).toBe(true);
        }
      }
      for (let wait = 0; wait < model.waits.stay.length; wait++) {
        expect(model.waits.toNs[wait]).toBeGreaterThan(model.waits.fromNs[wait] ?? 0);
      }
      expect(Number.isFinite(layout.totalPx)).toBe(true);
      expect(placeAt(layout, layout.totalPx)).toBe(-1);
    });
  }

  it("say how many calls found no line of their own", () => {
    const model = read(shapes["10,000 siblings at once"]?.() ?? makeTable([]));
    expect(model.placed.lanes[laneNamed(model, "a")]?.crowded).toBe(10_000 - MOST_TRACKS);
  });
});
