import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { DraftFigure } from "../../../../shared/contract/incidents.js";
import { spanIdOf, traceIdOf } from "../../../../shared/testing/stable-ids.js";
import { attributeTrace } from "../../testing/attribute-spans.js";
import { calm, failure, TestEngine } from "../../testing/test-engine.js";
import type { Draft, Figure } from "./asked.js";
import { burstsIn } from "./bursts.js";
import { firstLine } from "./words.js";

const MINUTE = 60_000;
const START = Date.UTC(2026, 10, 1);

/** A run in which a planner asks a researcher to search; `error` is what the search says where it fails. */
function run(name: string, minute: number, error: string | null, user: string | null, searchMs = 100): string {
  const agent = (of: string) => ({ "openinference.span.kind": "AGENT", "gen_ai.agent.name": of });
  const said = error === null ? {} : { "error.type": error };
  return attributeTrace(
    name,
    [
      {
        name: "plan",
        at: 0,
        end: 1000,
        attributes: {
          ...agent("planner"),
          ...(user === null ? {} : { "user.id": user }),
          "session.id": `talk-${minute % 7}`,
        },
      },
      { name: "research", parent: "plan", at: 10, end: 900, failed: error !== null, attributes: agent("researcher") },
      {
        name: "search",
        parent: "research",
        at: 20,
        end: 20 + searchMs,
        failed: error !== null,
        attributes: { "openinference.span.kind": "TOOL", "tool.name": "search", ...said },
      },
      {
        name: "chat",
        parent: "plan",
        at: 910,
        end: 990,
        attributes: {
          "openinference.span.kind": "LLM",
          "llm.model_name": "gpt-4o",
          "llm.token_count.prompt": 100,
          "llm.token_count.completion": 10,
        },
      },
    ],
    minute * MINUTE,
  );
}

let engine: TestEngine;
beforeAll(async () => {
  engine = await TestEngine.open();
  const runs: string[] = [];
  for (let minute = 0; minute < 100; minute += 5) {
    const error = minute === 20 ? "quota" : minute % 25 === 0 ? "timeout" : null;
    runs.push(run(`run ${minute}`, minute, error, minute % 10 === 0 ? `user-${minute % 3}` : null, 100 + minute));
  }
  // Within a minute or two much more fails than ever else.
  for (let nth = 0; nth < 12; nth++) runs.push(run(`burst ${nth}`, 61 + nth / 12, "timeout", "user-9", 3000 + nth));
  await engine.add("runs.jsonl", runs);
});
afterAll(() => engine[Symbol.asyncDispose]());

const draft = (query: string): Promise<Draft> =>
  engine.handlers["incident.draft"]({ query, zoneOffsetMinutes: 0 }, calm) as Promise<Draft>;
const total = async (query: string, view: Figure["in"]): Promise<number> =>
  (await engine.handlers["search.run"]({ query, in: view, limit: 1, zoneOffsetMinutes: 0 }, calm)).total;
const stats = (query: string) => engine.handlers["search.stats"]({ query, zoneOffsetMinutes: 0 }, calm);

/** What the search of a figure gives for it: its number of rows, or what its totals or columns say. */
const READ: { readonly [Name in DraftFigure]: (figure: Figure) => Promise<number | null> } = {
  runs: (figure) => total(figure.query, figure.in),
  failedRuns: (figure) => total(figure.query, figure.in),
  conversations: (figure) => total(figure.query, figure.in),
  users: async (figure) => {
    const list = await engine.handlers["trace.list"]({ ...LIST, query: figure.query }, calm);
    return new Set(list.user.filter((user) => user !== null)).size;
  },
  firstSeen: async (figure) => (await stats(figure.query)).startMs,
  lastSeen: async (figure) => (await stats(figure.query)).endMs,
  spans: (figure) => total(figure.query, figure.in),
  errors: (figure) => total(figure.query, figure.in),
  errorRate: async (figure) => {
    const { errors, spans } = await stats(figure.query);
    return spans === 0 ? null : errors / spans;
  },
  tokens: async (figure) => (await stats(figure.query)).tokens,
  cost: async (figure) => (await stats(figure.query)).cost,
  medianDuration: (figure) => Promise.resolve(figure.value),
  longDuration: (figure) => Promise.resolve(figure.value),
};
const LIST = {
  sort: "start",
  descending: false,
  offset: 0,
  limit: 1000,
  zoneOffsetMinutes: 0,
} as const;
const QUERIES = [
  "",
  "tool:search",
  "tool:search status:error",
  "agent:planner tool:search",
  "has:error",
  "agent:planner >> tool:search(status:error)",
];

describe("a draft", () => {
  it("has figures that their searches give", async () => {
    for (const query of QUERIES) {
      const { figures } = await draft(query);
      for (const figure of figures) {
        expect([query, figure.figure, figure.value]).toEqual([query, figure.figure, await READ[figure.figure](figure)]);
      }
    }
  });

  it("says how long things took so that the search for longer ones finds as many", async () => {
    for (const query of ["tool:search", ""]) {
      const { figures } = await draft(query);
      for (const [name, share] of [
        ["medianDuration", 0.5],
        ["longDuration", 0.05],
      ] as const) {
        const figure = figures.find((one) => one.figure === name);
        const found = await total(figure?.query ?? "", figure?.in ?? "spans");
        const shorter = await total((figure?.query ?? "").replace(">=", ">"), figure?.in ?? "spans");
        const all = await total(query, figure?.in ?? "spans");
        expect([query, name, found >= share * all, shorter <= share * all]).toEqual([query, name, true, true]);
      }
    }
    expect((await draft("tool:search")).figures.find(({ figure }) => figure === "longDuration")?.in).toBe("spans");
    // Spans of several kinds can't be compared: it is the runs' then.
    expect((await draft("")).figures.find(({ figure }) => figure === "longDuration")?.in).toBe("traces");
  });

  it("counts errors among all calls of the sort, also where only failed ones are asked for", async () => {
    const value = async (query: string, name: DraftFigure): Promise<number | null | undefined> =>
      (await draft(query)).figures.find(({ figure }) => figure === name)?.value;
    expect(await value("tool:search status:error", "errorRate")).toBe(17 / 32);
    expect(await value("tool:search(status:error)", "errorRate")).toBe(17 / 32);
    expect(await value("tool:search has:error", "errors")).toBe(17);
    expect(await value("tool:search", "failedRuns")).toBe(17);
    expect(await value("agent:nobody", "errorRate")).toBeNull();
    expect(await value("tool:search", "users")).toBe(4);
    expect(await value("kind:llm", "tokens")).toBe(32 * 110);
    expect(await value("tool:search", "tokens")).toBeUndefined();
  });

  it("tells the story by its rules, in order of time", async () => {
    const { events, startMs } = await draft("tool:search");
    expect(events.map(({ kind, text, traceId, spanId }) => [kind, text, traceId, spanId])).toEqual([
      ["firstRun", "First affected run: plan", traceIdOf("run 0"), null],
      [
        "failingHandoff",
        "planner called researcher, which failed (17 of 32 times)",
        traceIdOf("run 0"),
        spanIdOf("run 0/research"),
      ],
      [
        "firstError",
        "First error: researcher, search: timeout (16 spans)",
        traceIdOf("run 0"),
        spanIdOf("run 0/search"),
      ],
      ["newError", "A new error: researcher, search: quota (1 span)", traceIdOf("run 20"), spanIdOf("run 20/search")],
      ["burst", "A burst of 12 errors within 60 s, 71 % of all", traceIdOf("burst 0"), spanIdOf("burst 0/search")],
      ["lastRun", "Last affected run: plan", traceIdOf("run 95"), null],
    ]);
    expect(startMs).toBe(START + 20);
    expect(events.map(({ atMs }) => atMs)).toEqual(events.map(({ atMs }) => atMs).toSorted((a, b) => a - b));
  });

  it("of nothing is empty, and a query that can't be read is told", async () => {
    const nothing = await draft("agent:nobody");
    expect([nothing.events, nothing.startMs, nothing.endMs]).toEqual([[], null, null]);
    expect(await failure(draft("agent:("))).toBe("QUERY_SYNTAX");
  });
});

it("an error is told by its first line that says something", () => {
  expect(firstLine("╭──────╮\n│ \n  no such file\nat x")).toBe("no such file");
  expect(firstLine("───")).toBe("───");
  expect(firstLine("long ".repeat(100))).toMatch(/^(long )+long…$/);
});

describe("bursts", () => {
  it("are buckets far over the mean, joined where one quiet bucket lies between", () => {
    const quiet = Array.from({ length: 30 }, () => 1);
    expect(burstsIn(quiet)).toEqual([]);
    expect(burstsIn([...quiet, 40, 2, 50, ...quiet])).toEqual([{ first: 30, end: 33, count: 92 }]);
    expect(burstsIn([...quiet, 40, 2, 2, 50, ...quiet]).map(({ count }) => count)).toEqual([40, 50]);
    expect(burstsIn([0, 4, 0, 0, 0, 0])).toEqual([]);
    expect(burstsIn([9, 9, 9])).toEqual([]);
  });
});
