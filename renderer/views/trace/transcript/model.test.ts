import { expect, test } from "vitest";
import type { TranscriptEntry } from "../../../../shared/contract/traces.js";
import type { SpanId } from "../../../../shared/model/ids.js";
import { deriveStructure } from "../structure.js";
import { supportRun } from "../testing/make-table.js";
import { addresseeOf, itemOfRow, tellingLines, transcriptItems } from "./model.js";

const table = supportRun();
const structure = deriveStructure(table);
const rowNamed = (name: string, nth = 0) =>
  Array.from(table.name.index, (entry, row) => ({ name: table.name.values[entry], row })).filter(
    (span) => span.name === name,
  )[nth]?.row ?? -1;
const entry = (
  row: number,
  type: TranscriptEntry["type"],
  speaker: string,
  rest: Partial<TranscriptEntry> = {},
): TranscriptEntry => ({
  spanId: `span-${row}` as SpanId,
  row,
  atNs: structure.startNs[row] ?? 0,
  kind: "llm",
  status: "unset",
  depth: 0,
  type,
  speaker,
  role: "assistant",
  addressee: null,
  text: `${speaker} ${type}`,
  length: 10,
  hash: null,
  format: "text",
  durationNs: null,
  ...rest,
});
const search = rowNamed("search");
const chat = rowNamed("chat", 3);
const entries = [
  entry(rowNamed("triage"), "message", "user", { role: "user", addressee: "triage" }),
  entry(search, "tool_call", "researcher", { addressee: "search" }),
  entry(search, "tool_result", "search", { status: "error" }),
  entry(chat, "message", "researcher"),
  entry(rowNamed("researcher"), "message", "researcher", { addressee: "planner" }),
];

test("a tool call and its result are one block", () => {
  const items = transcriptItems(entries, structure, "all");
  expect(items.map((item) => item.type)).toEqual(["said", "call", "said", "said"]);
  expect(items[1]).toMatchObject({ call: { type: "tool_call" }, result: { type: "tool_result" } });
});

test("a result without a call stands alone", () => {
  const items = transcriptItems(entries.slice(2, 3), structure, "all");
  expect(items[0]).toMatchObject({ type: "call", call: null });
});

test("between agents, what an agent did meanwhile is one group with its calls and errors", () => {
  const items = transcriptItems(entries, structure, "between");
  expect(items.map((item) => item.type)).toEqual(["said", "group", "said"]);
  const group = items[1]?.type === "group" ? items[1].group : null;
  expect(group).toMatchObject({ agent: "researcher", calls: 2, errors: 1 });
  expect(group?.lines[0]).toMatchObject({ failed: true, words: "timeout" });
});

test("a folded group still tells what failed and what is selected", () => {
  const items = transcriptItems(entries, structure, "between");
  const group = items[1]?.type === "group" ? items[1].group : null;
  expect(group === null ? [] : tellingLines(group, null).map((line) => line.row)).toEqual([search]);
  expect(group === null ? [] : tellingLines(group, chat).map((line) => line.row)).toEqual([search, chat]);
});

test("agents that work side by side have a group each, and what an agent answers in the end goes to its caller", () => {
  const order = rowNamed("order_agent");
  const items = transcriptItems(
    [
      entry(search, "tool_call", "researcher"),
      entry(rowNamed("orders.get"), "tool_call", "order_agent"),
      entry(search, "tool_result", "search"),
      entry(rowNamed("shipping.status"), "tool_call", "order_agent"),
      entry(order, "message", "order_agent"),
    ],
    structure,
    "between",
  );
  expect(items.map((item) => (item.type === "group" ? `${item.group.agent} ${item.group.calls}` : item.type))).toEqual([
    "researcher 1",
    "order_agent 2",
    "said",
  ]);
  expect(addresseeOf(entry(order, "message", "order_agent"), structure)).toBe("planner");
  expect(addresseeOf(entry(rowNamed("planner"), "message", "planner"), structure)).toBeNull();
});

test("the block of a row is found, inside groups too", () => {
  expect(itemOfRow(transcriptItems(entries, structure, "between"), chat)).toBe(1);
  expect(itemOfRow(transcriptItems(entries, structure, "all"), chat)).toBe(2);
  expect(itemOfRow([], chat)).toBe(-1);
});
