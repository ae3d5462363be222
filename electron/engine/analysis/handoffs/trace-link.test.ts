import { expect, it } from "vitest";
import { sourceId } from "../../../../shared/model/ids.js";
import { edgesOf, getNetwork, runOf, type Shape, whyOf } from "../../testing/network-shapes.js";
import { calm, TestEngine } from "../../testing/test-engine.js";

const agent = (path: string, name: string, more: Partial<Shape> = {}): Shape => ({
  path,
  attributes: { "gen_ai.operation.name": "invoke_agent", "gen_ai.agent.name": name },
  ...more,
});

/** A message that an agent puts on a queue, and the trace of who takes it off: by OpenTelemetry's conventions for messaging. */
const ASKING = [
  agent("p", "planner"),
  {
    path: "p/send",
    name: "send work",
    attributes: { "messaging.operation.type": "send", "messaging.system": "rabbitmq" },
  },
];
const WORKING = [
  {
    path: "take",
    name: "process work",
    attributes: { "messaging.operation.type": "process", "messaging.system": "rabbitmq" },
    links: ["asking#2"],
  },
  agent("take/w", "worker"),
  agent("take/w/c", "checker"),
];
const HANDED_OVER = ["User invokes planner", "planner hands off worker", "worker invokes checker"];
const ALONE = ["User invokes worker", "worker invokes checker"];

it.each([
  ["before", "asking", "working"],
  ["after", "working", "asking"],
] as const)("a link to an agent's span in another trace is a handoff, imported %s it", async (_, first, second) => {
  const runs = { asking: runOf("asking", ASKING), working: runOf("working", WORKING) };
  await using engine = await TestEngine.open();
  await engine.add(`${first}.json`, runs[first]);
  await engine.add(`${second}.json`, runs[second]);
  const graph = await getNetwork(engine);
  expect(edgesOf(graph)).toEqual(HANDED_OVER);
  expect(whyOf(graph, "planner", "worker")).toEqual(["link to another trace: worker links to planner"]);
  await engine.derive();
  expect(edgesOf(await getNetwork(engine))).toEqual(HANDED_OVER);
});

it("nobody handed over when the other trace is gone", async () => {
  await using engine = await TestEngine.open();
  await engine.add("working.json", runOf("working", WORKING));
  expect(edgesOf(await getNetwork(engine))).toEqual(ALONE);
  await engine.add("asking.json", runOf("asking", ASKING));
  expect(edgesOf(await getNetwork(engine))).toEqual(HANDED_OVER);
  const asking = (await engine.handlers["source.list"]({}, calm)).find(({ name }) => name === "asking.json");
  await engine.handlers["source.remove"]({ source: sourceId.parse(asking?.id) }, calm);
  expect(edgesOf(await getNetwork(engine))).toEqual(ALONE);
});

it("a link to the same agent, as of a next turn to the one before, is none; an agent's own link comes before what is above", async () => {
  await using engine = await TestEngine.open();
  const turns = [
    runOf("first", [agent("p", "planner")]),
    runOf("next", [agent("p", "planner", { links: ["first#1"] }), agent("p/w", "writer", { links: ["other#1"] })]),
    runOf("other", [agent("e", "editor")]),
  ];
  await engine.add("turns.jsonl", turns);
  expect(edgesOf(await getNetwork(engine))).toEqual([
    "User invokes editor",
    "User invokes planner x2",
    "editor hands off writer",
  ]);
});
