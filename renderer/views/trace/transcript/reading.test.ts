import { expect, test } from "vitest";
import { TRANSCRIPT_TYPES, type TranscriptOutline, type TranscriptType } from "../../../../shared/contract/traces.js";
import { DictionaryBuilder } from "../../../../shared/model/columns.js";
import { deriveStructure } from "../structure.js";
import { supportRun } from "../testing/make-table.js";
import { betweenAgents, tellingLines } from "./between.js";
import { timeOf } from "./clock.js";
import { addresseeOf, scriptOf, speakerOf, subjectOf } from "./outline.js";
import { groupsOver, type Item, isAbout, readingLines, readingOf } from "./reading.js";

const table = supportRun();
const structure = deriveStructure(table);
const rowNamed = (name: string, nth = 0) =>
  Array.from(table.name.index, (entry, row) => ({ name: table.name.values[entry], row })).filter(
    (span) => span.name === name,
  )[nth]?.row ?? -1;

type Said = readonly [row: number, type: TranscriptType, speaker: string, addressee?: string | null, role?: string];

function outlineOf(said: readonly Said[]): TranscriptOutline {
  const [speaker, role, addressee] = [new DictionaryBuilder(), new DictionaryBuilder(), new DictionaryBuilder()];
  for (const [, , who, whom = null, as = "assistant"] of said) {
    speaker.push(who);
    role.push(as);
    addressee.push(whom);
  }
  return {
    row: Uint32Array.from(said, ([row]) => row),
    atNs: Float64Array.from(said, ([row]) => structure.startNs[row] ?? 0),
    type: Uint8Array.from(said, ([, type]) => TRANSCRIPT_TYPES.indexOf(type)),
    speaker: speaker.finish(),
    role: role.finish(),
    addressee: addressee.finish(),
  };
}
const script = (said: readonly Said[]) => scriptOf("run", outlineOf(said), structure);

const [triage, search, chat, researcher, planner, order, orders, shipping] = [
  rowNamed("triage"),
  rowNamed("search"),
  rowNamed("chat", 3),
  rowNamed("researcher"),
  rowNamed("planner"),
  rowNamed("order_agent"),
  rowNamed("orders.get"),
  rowNamed("shipping.status"),
];
const run = script([
  [triage, "message", "user", "triage", "user"],
  [planner, "instructions", "system", "planner", "system"],
  [search, "tool_call", "researcher", "search"],
  [orders, "tool_call", "order_agent", "orders.get"],
  [search, "tool_result", "search", "researcher", "tool"],
  [chat, "message", "researcher"],
  [researcher, "message", "researcher", "planner"],
  [planner, "message", "planner"],
]);
const shown = (item: Item): unknown =>
  item.type === "group"
    ? [item.group.agent, ...item.group.items.map(shown)]
    : item.type === "call"
      ? `${item.call}-${item.result}`
      : item.entry;

test("agents at the top speak for themselves, their sub-agents in groups where they began, though they work side by side", () => {
  expect(readingOf(run).items.map(shown)).toEqual([0, 1, ["researcher", "2-4", 5, 6], ["order_agent", "3--1"], 7]);
});

test("a group has its first and last words, its calls and its errors", () => {
  const group = readingOf(run).groups[0];
  expect(group).toMatchObject({ agentRow: researcher, level: 0, first: 2, last: 6 });
  expect(group?.errors).toBeGreaterThan(0);
  expect(group?.calls).toBeGreaterThan(2);
});

test("groups are folded but for those of agents that have sub-agents, and open as the reader likes", () => {
  const reading = readingOf(run);
  const keys = (chosen: ReadonlyMap<number, boolean>) => readingLines(reading, chosen).map((line) => line.key);
  expect(keys(new Map())).toEqual(["0", "1", `g${researcher}`, `g${order}`, "7"]);
  expect(keys(new Map([[researcher, true]]))).toEqual(["0", "1", `g${researcher}`, "2", "5", "6", `g${order}`, "7"]);
  expect(groupsOver(reading, 5).map((group) => group.agent)).toEqual(["researcher"]);
  expect(groupsOver(reading, 0)).toEqual([]);
});

test("a folded group stands for every span in it, an open one for its agent", () => {
  const reading = readingOf(run);
  const group = reading.items[2];
  if (group === undefined) throw new Error("the group is missing");
  expect(isAbout(run, group, chat, new Map())).toBe(true);
  expect(isAbout(run, group, chat, new Map([[researcher, true]]))).toBe(false);
  expect(isAbout(run, group, researcher, new Map([[researcher, true]]))).toBe(true);
});

test("a result without a call stands alone, and each result is taken once", () => {
  const alone = script([
    [search, "tool_result", "search", "researcher", "tool"],
    [search, "tool_call", "researcher", "search"],
    [search, "tool_result", "search", "researcher", "tool"],
    [search, "tool_result", "search", "researcher", "tool"],
  ]);
  expect(readingOf(alone).items.map(shown)).toEqual([["researcher", "-1-0", "1-2", "-1-3"]]);
});

test("what an entry is about and whom it addresses", () => {
  expect(subjectOf(run, 2)).toBe("search");
  expect(addresseeOf(run, 0)).toBe("triage");
  const answers = script([
    [order, "message", "order_agent"],
    [planner, "message", "planner"],
  ]);
  expect(addresseeOf(answers, 0)).toBe("planner");
  expect(addresseeOf(answers, 1)).toBeNull();
});

test("between agents, what an agent did meanwhile is one group with its calls and errors", () => {
  const items = betweenAgents(run);
  expect(items.map((item) => (item.type === "work" ? item.work.agent : item.entry))).toEqual([
    0,
    "researcher",
    "order_agent",
    6,
    7,
  ]);
  const work = items[1]?.type === "work" ? items[1].work : null;
  expect(work).toMatchObject({ calls: 2, errors: 1 });
  expect(work === null ? [] : tellingLines(work, null).map((line) => line.row)).toEqual([search]);
  expect(work === null ? [] : tellingLines(work, chat).map((line) => line.row)).toEqual([search, chat]);
});

test("between agents, those that work side by side have a group each", () => {
  const items = betweenAgents(
    script([
      [search, "tool_call", "researcher"],
      [orders, "tool_call", "order_agent"],
      [search, "tool_result", "search"],
      [shipping, "tool_call", "order_agent"],
      [order, "message", "order_agent"],
    ]),
  );
  expect(items.map((item) => (item.type === "work" ? `${item.work.agent} ${item.work.calls}` : item.type))).toEqual([
    "researcher 1",
    "order_agent 2",
    "said",
  ]);
});

test("a run without times says none", () => {
  expect(timeOf(run, 2.41e9).time).toBe("2.41");
  expect(timeOf({ ...run, timeless: true }, 0)).toEqual({ time: "", timeTitle: "No time was recorded" });
});

test("what a sub-agent reads as its user's words is said by the agent that called it, if that one took part before", () => {
  const asked = script([
    [planner, "message", "user", "planner", "user"],
    [researcher, "message", "user", "researcher", "user"],
  ]);
  expect([speakerOf(asked, 0), speakerOf(asked, 1)]).toEqual(["user", "planner"]);
  const wrapped = script([[researcher, "message", "user", "researcher", "user"]]);
  expect(speakerOf(wrapped, 0)).toBe("user");
});
