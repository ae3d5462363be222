import { describe, expect, it } from "vitest";
import { TestEngine } from "../testing/test-engine.js";

const TRACES = 9000;
const SPANS = 5;

/** Traces of five spans each, more than two pages of them; every thousandth belongs to a conversation of nine. */
function line(trace: number): string {
  const spans = Array.from({ length: SPANS }, (_, place) => {
    const id = (number: number): string => (trace * SPANS + number + 1).toString(16).padStart(16, "0");
    // Later traces of a conversation come first in time.
    const start = `${1_790_000_000_000 + (TRACES - trace) * 10 + place}000000`;
    const said = `What was said in the conversation ${trace % 1000}`;
    const values = { "gen_ai.conversation.id": `talk-${trace % 1000}`, "input.value": said, "gen_ai.agent.name": "a" };
    return {
      traceId: (trace + 1).toString(16).padStart(32, "0"),
      spanId: id(place),
      ...(place === 0 ? {} : { parentSpanId: id(place - 1) }),
      name: `step ${place}`,
      startTimeUnixNano: start,
      endTimeUnixNano: start,
      attributes: Object.entries(values).map(([key, stringValue]) => ({ key, value: { stringValue } })),
    };
  });
  return JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans }] }] });
}

describe("an import of several pages of traces", () => {
  it("is what one page would be: trees, order, and what is new in conversations that span pages", async () => {
    await using engine = await TestEngine.open();
    const source = await engine.add(
      "many.jsonl",
      Array.from({ length: TRACES }, (_, trace) => line(trace)),
    );
    expect(source).toMatchObject({ stored: TRACES * SPANS, traces: TRACES });
    expect(
      await engine.sql(`SELECT count(*), count(DISTINCT trace), min(subtree_end - preorder), max(depth),
        count(owner_agent), count(owner_conversation) FROM span`),
    ).toEqual([[TRACES * SPANS, TRACES, 1, SPANS - 1, TRACES * SPANS, TRACES * SPANS]]);
    const misplaced = (table: string): string =>
      `SELECT count(*) FROM (SELECT (trace, preorder) < lag((trace, preorder)) OVER (ORDER BY rowid) AS back FROM ${table})
      WHERE back`;
    expect([await engine.value(misplaced("span")), await engine.value(misplaced('"use"'))]).toEqual([0, 0]);
    expect(
      await engine.sql(`WITH told AS (
          SELECT u.is_new, row_number() OVER (PARTITION BY s.owner_conversation, u.text
            ORDER BY s.start_ns, s.trace, s.preorder) = 1 AS first
          FROM "use" u JOIN span s USING (trace, preorder))
        SELECT count(*), count(*) FILTER (is_new), count(*) FILTER (is_new <> first) FROM told`),
    ).toEqual([[TRACES * SPANS, 1000, 0]]);
  }, 120_000);
});
