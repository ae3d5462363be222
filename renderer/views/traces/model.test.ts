import { describe, expect, test } from "vitest";
import { COLUMNS, agentTimes, givingWay, miniBars } from "./model.js";
import { DictionaryBuilder } from "../../../shared/model/columns.js";
import type { SpanTable } from "../../../shared/model/span-table.js";

describe("columns", () => {
  test("an address without columns means the usual ones", () => {
    expect(COLUMNS.param(COLUMNS.chosen(undefined))).toBeUndefined();
  });
  test("a choice goes through the address and back, without what is unknown", () => {
    const chosen = COLUMNS.chosen("agents,cost,colour");
    expect([...chosen]).toEqual(["agents", "cost"]);
    expect([...COLUMNS.chosen(COLUMNS.param(chosen))]).toEqual(["agents", "cost"]);
    expect([...COLUMNS.chosen(COLUMNS.param(new Set()))]).toEqual([]);
  });
  test("tokens give way first, then spans", () => {
    expect(givingWay(900).size).toBe(0);
    expect(givingWay(656).has("tokens")).toBe(true);
    expect(givingWay(656).has("spans")).toBe(false);
    expect(givingWay(500).has("spans")).toBe(true);
  });
});

/** Spans of [agent, start, duration, self, failed]. */
function tableOf(spans: readonly (readonly [string | null, number, number, number, boolean])[]): SpanTable {
  const agent = new DictionaryBuilder();
  for (const [name] of spans) agent.push(name);
  const numbers = (of: (span: (typeof spans)[number]) => number) => Float64Array.from(spans, of);
  return {
    spanId: spans.map((_, row) => String(row)),
    startNs: numbers((span) => span[1]),
    durationNs: numbers((span) => span[2]),
    selfNs: numbers((span) => span[3]),
    kind: new Uint8Array(spans.length),
    status: Uint8Array.from(spans, (span) => (span[4] ? 2 : 0)),
    agent: agent.finish(),
  } as Partial<SpanTable> as SpanTable;
}

test("an agent's time is what its own spans took, and its errors are counted", () => {
  const table = tableOf([
    [null, 0, 100, 5, false],
    ["planner", 0, 100, 20, false],
    ["researcher", 10, 60, 30, true],
    ["planner", 70, 20, 20, false],
    ["researcher", 80, 10, Number.NaN, true],
  ]);
  expect(agentTimes(table)).toEqual([
    { agent: "planner", ns: 40, errors: 0 },
    { agent: "researcher", ns: 30, errors: 2 },
  ]);
});

describe("the small timeline", () => {
  test("has a bar a span, as shares of the whole", () => {
    const { bars, rows } = miniBars(
      tableOf([
        [null, 0, 100, 0, false],
        ["a", 50, 25, 25, true],
      ]),
    );
    expect(rows).toBe(2);
    expect(bars[1]).toMatchObject({ left: 0.5, width: 0.25, failed: true });
  });
  test("keeps the failed and the longest where there are too many", () => {
    const spans = Array.from({ length: 1000 }, (_, row) => ["a", row, row === 3 ? 0 : row, 0, row === 3] as const);
    const { bars } = miniBars(tableOf(spans));
    expect(bars).toHaveLength(300);
    expect(bars.some((bar) => bar.failed)).toBe(true);
  });
  test("of unfinished or instant spans stays within its frame", () => {
    const { bars } = miniBars(
      tableOf([
        ["a", 0, Number.NaN, 0, false],
        ["a", -5, 0, 0, false],
      ]),
    );
    for (const bar of bars) {
      expect(bar.left).toBeGreaterThanOrEqual(0);
      expect(bar.left + bar.width).toBeLessThanOrEqual(1);
    }
  });
});
