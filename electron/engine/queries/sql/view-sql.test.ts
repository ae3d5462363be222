import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { changeCommand } from "../../../../shared/contract/changes.js";
import { CONVERSATION_SORTS, type ConversationSort } from "../../../../shared/contract/conversations.js";
import { SPAN_SORTS, type SpanSort } from "../../../../shared/contract/spans.js";
import { trace } from "../../../../shared/testing/trace-dsl.js";
import { calm, TestEngine } from "../../testing/test-engine.js";
import { sqlLiteral } from "./sql-literal.js";

let engine: TestEngine;
beforeAll(async () => {
  engine = await TestEngine.open();
  await engine.add(
    "runs.jsonl",
    trace(`
      trace one [at:2026-11-02T10:00:00Z]
        agent planner    0-100ms  "plan it" => "there"
          tool search    5-10ms
          llm gpt-4o     10-90ms error
      trace two [at:2026-11-02T11:00:00Z]
        agent writer     0-300ms  "write it" => "here"
          tool fetch     5-10ms
      trace three [at:2026-11-02T12:00:00Z]
        agent reader     0-200ms  "read it" => "so"
          llm gpt-4o [in:10 out:2] 10-90ms
    `),
  );
});
afterAll(() => engine[Symbol.asyncDispose]());

/** Searches that the statement must answer as the list does; some try to break out of their literal. */
const SEARCHES = [
  "",
  "agent:planner",
  "tool:search* -agent:writer",
  "duration>50ms",
  "status:error",
  "agent:planner >> tool:search",
  "{tool:search status:error}",
  "planner",
  "/pl.nner/",
  '"it\'s; DROP TABLE span --"',
  'agent:"x\' OR 1=1 --"',
  'agent:"$q_0"',
  "kind:tool OR kind:agent",
];

const asked = (query: string) => ({ query, descending: true, zoneOffsetMinutes: 0 }) as const;

describe("the statement behind a list", () => {
  it.each(SEARCHES)("of traces gives its rows: %s", async (query) => {
    const question = { ...asked(query), sort: "start" } as const;
    const list = await engine.handlers["trace.list"]({ ...question, offset: 0, limit: 100 }, calm);
    const { sql } = await engine.handlers["sql.ofTraces"](question, calm);
    const rows = await engine.sql(sql);
    expect(rows.map((row) => row[0])).toEqual(list.traceId);
  });

  it.each(SEARCHES)("of spans gives its rows: %s", async (query) => {
    expect(await spanRows(query, "start")).toEqual(await spanList(query, "start"));
  });

  it.each(SPAN_SORTS)("of spans is in its order: %s", async (sort) => {
    expect(await spanRows("", sort)).toEqual(await spanList("", sort));
  });

  it.each(SEARCHES)("of conversations gives its rows: %s", async (query) => {
    expect(await conversationRows(query, "start")).toEqual(await conversationList(query, "start"));
  });

  it.each(CONVERSATION_SORTS)("of conversations is in its order: %s", async (sort) => {
    expect(await conversationRows("", sort)).toEqual(await conversationList("", sort));
  });

  it("of conversations knows what was split and joined", async () => {
    const [one, other, third] = await conversationList("", "start");
    const joined = { command: "conversation.join", traceId: one, into: other } as const;
    await engine.handlers["change.apply"]({ change: changeCommand.parse(joined) }, calm);
    const list = await conversationList("", "start");
    expect(list).toHaveLength(2);
    expect(list).toContain(third);
    expect(await conversationRows("", "start")).toEqual(list);
    expect(await conversationRows("tool:fetch", "start")).toEqual(await conversationList("tool:fetch", "start"));
    await engine.handlers["change.undo"]({}, calm);
  });
});

async function spanList(query: string, sort: SpanSort): Promise<string[]> {
  const list = await engine.handlers["span.list"]({ ...asked(query), sort, offset: 0, limit: 100 }, calm);
  return list.spanId;
}

async function spanRows(query: string, sort: SpanSort): Promise<unknown[]> {
  const { sql } = await engine.handlers["sql.ofSpans"]({ ...asked(query), sort }, calm);
  return (await engine.sql(sql)).map((row) => row[1]);
}

async function conversationList(query: string, sort: ConversationSort): Promise<string[]> {
  const list = await engine.handlers["conversation.list"]({ ...asked(query), sort, offset: 0, limit: 100 }, calm);
  return list.traceId;
}

async function conversationRows(query: string, sort: ConversationSort): Promise<unknown[]> {
  const { sql } = await engine.handlers["sql.ofConversations"]({ ...asked(query), sort }, calm);
  return (await engine.sql(sql)).map((row) => row[0]);
}

it.each([
  "it's",
  "",
  "a\0b",
  "'; DROP TABLE span; --",
  "\\' OR 1",
  "日本\n\t",
  1.5,
  -3,
  1e300,
  Number.POSITIVE_INFINITY,
  true,
  null,
])("a literal is the value itself: %j", async (value) => {
  const cell = await engine.value(`SELECT ${sqlLiteral(value)}`);
  expect(typeof value === "number" ? Number(cell) : cell).toEqual(value);
});
