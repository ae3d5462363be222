import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { memoryContract, type MemoryListAnswer } from "../../../../shared/contract/memory.js";
import type { InputOf } from "../../../../shared/contract/procedure.js";
import { dictionaryAt } from "../../../../shared/model/columns.js";
import { attributeTrace, type AttributeSpan } from "../../testing/attribute-spans.js";
import { calm, failure, TestEngine } from "../../testing/test-engine.js";

const TEA =
  "The customer likes green tea in the morning, without any sugar, and never wants to be asked about coffee again.";
const MATE =
  "The customer now likes mate in the morning, without any sugar, and never wants to be asked about coffee again.";

const call = (name: string, at: number, attributes: AttributeSpan["attributes"]): AttributeSpan => ({
  name,
  parent: "agent",
  at,
  end: at + 10,
  attributes,
});
const agent: AttributeSpan = {
  name: "agent",
  at: 0,
  end: 1000,
  attributes: { "gen_ai.operation.name": "invoke_agent", "gen_ai.agent.name": "clerk" },
};
const memory = (operation: string, store: string, more: AttributeSpan["attributes"]): AttributeSpan["attributes"] => ({
  "gen_ai.operation.name": operation,
  "gen_ai.memory.store.id": store,
  ...more,
});

let engine: TestEngine;
beforeAll(async () => {
  engine = await TestEngine.open();
  await engine.add("runs.jsonl", [
    attributeTrace("monday", [
      agent,
      call("write", 10, memory("upsert_memory", "taste", { "gen_ai.memory.records": [{ id: "drink", content: TEA }] })),
    ]),
    attributeTrace(
      "tuesday",
      [
        agent,
        call(
          "search",
          10,
          memory("search_memory", "taste", {
            "gen_ai.memory.query.text": "what does the customer drink?",
            "gen_ai.memory.records": [
              { id: "drink", content: TEA, score: 0.8 },
              { content: "Pays by card.", score: 0.1 },
            ],
          }),
        ),
        call("chat", 100, {
          "gen_ai.operation.name": "chat",
          "gen_ai.input.messages": [{ role: "user", parts: [{ type: "text", content: `Known: ${TEA}` }] }],
          "gen_ai.output.messages": [
            {
              role: "assistant",
              parts: [{ type: "text", content: "The customer likes green tea in the morning, without any sugar." }],
            },
          ],
        }),
        call(
          "update",
          300,
          memory("update_memory", "taste", { "gen_ai.memory.record.id": "drink", "input.value": MATE }),
        ),
        call("forget", 400, memory("delete_memory", "taste", { "gen_ai.memory.record.id": "old" })),
      ],
      60_000,
    ),
    attributeTrace(
      "wednesday",
      [agent, call("Short Term Memory.save", 10, { "mlflow.spanType": "MEMORY", "mlflow.spanInputs": "to be kept" })],
      120_000,
    ),
  ]);
});
afterAll(() => engine[Symbol.asyncDispose]());

type Asked = InputOf<(typeof memoryContract)["memory.list"]>;
const list = (asked: Asked = {}): Promise<MemoryListAnswer> =>
  engine.handlers["memory.list"](
    memoryContract["memory.list"].input.parse({ sort: "first", descending: false, ...asked }),
    calm,
  );
const rows = (answer: MemoryListAnswer): unknown[] =>
  answer.key.map((_, at) => [
    dictionaryAt(answer.store, at),
    answer.recordId[at],
    answer.content[at]?.slice(0, 18) ?? null,
    answer.writes[at],
    answer.reads[at],
    answer.deletes[at],
  ]);

describe("what memories hold", () => {
  it("is told by store and key, else by what is said", async () => {
    const answer = await list();
    expect(rows(answer)).toEqual([
      ["taste", "drink", "The customer now l", 2, 1, 0],
      ["taste", null, "Pays by card.", 0, 1, 0],
      ["taste", "old", null, 0, 0, 1],
      [null, null, "to be kept", 1, 0, 0],
    ]);
    expect(answer).toMatchObject({ total: 4, entries: 4, calls: [1, 3, 1, 0] });
    expect([...answer.contents]).toEqual([2, 1, 0, 1]);
    expect(answer.agents[0]).toEqual(["clerk"]);
  });

  it("says whether what was read was used, by the measure of retrievals", async () => {
    const answer = await list();
    expect([...answer.knownReads]).toEqual([1, 1, 0, 0]);
    expect([...answer.keptReads]).toEqual([1, 0, 0, 0]);
    expect([...answer.citedReads]).toEqual([1, 0, 0, 0]);
  });

  it("is filtered by the search, a store, and what was never read, used or written", async () => {
    expect(rows(await list({ only: "unread" }))).toEqual([[null, null, "to be kept", 1, 0, 0]]);
    expect((await list({ only: "unused" })).content).toEqual(["Pays by card."]);
    expect((await list({ only: "unwritten" })).content).toEqual(["Pays by card."]);
    expect((await list({ store: null })).total).toBe(1);
    expect((await list({ store: "taste" })).total).toBe(3);
    expect(rows(await list({ query: "start<2026-11-01T00:00:30Z" }))).toEqual([
      ["taste", "drink", "The customer likes", 1, 0, 0],
    ]);
    expect((await list({ query: "kind:llm" })).total).toBe(0);
    const stores = await engine.handlers["memory.stores"]({ query: "", zoneOffsetMinutes: 0 }, calm);
    expect(stores).toEqual([
      { store: "taste", entries: 3, calls: [1, 2, 1, 0], agents: ["clerk"] },
      { store: null, entries: 1, calls: [0, 1, 0, 0], agents: ["clerk"] },
    ]);
  });

  it("of one key is told in order of time", async () => {
    const { key } = await list();
    const detail = await engine.handlers["memory.get"]({ query: "", zoneOffsetMinutes: 0, key: key[0] ?? "" }, calm);
    expect(detail).toMatchObject({ store: "taste", recordId: "drink", total: 3 });
    expect(
      detail.events.map(({ action, operation, rank, changed, kept }) => [action, operation, rank, changed, kept]),
    ).toEqual([
      ["write", "upsert_memory", 1, false, null],
      ["read", "search_memory", 1, false, true],
      ["write", "update_memory", 1, true, null],
    ]);
    expect(detail.events.map((event) => event.content?.text)).toEqual([TEA, TEA, MATE]);
    expect(detail.events[1]).toMatchObject({
      query: "what does the customer drink?",
      score: 0.8,
      agent: "clerk",
      cited: true,
    });
    expect(await failure(engine.handlers["memory.get"]({ query: "", zoneOffsetMinutes: 0, key: "7" }, calm))).toBe(
      "NOT_FOUND",
    );
  });
});
