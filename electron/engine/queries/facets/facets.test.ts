import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { FacetField } from "../../../../shared/contract/search.js";
import { toggleFacet, withoutFacet } from "../../../../shared/query/facets.js";
import type { QueryView } from "../../../../shared/query/fields.js";
import { formatQuery } from "../../../../shared/query/format.js";
import { trace } from "../../../../shared/testing/trace-dsl.js";
import { calm, failure, TestEngine } from "../../testing/test-engine.js";
import { queryTree } from "../parse-filter.js";

const VIEWS: readonly QueryView[] = ["spans", "traces", "conversations"];

let engine: TestEngine;
beforeAll(async () => {
  engine = await TestEngine.open();
  await engine.add(
    "monday.jsonl",
    trace(`
      trace coffee [at:2026-11-02T23:30:00Z]
        agent barista                     0-900ms  "Un café crème" => "Voilà"
          llm  gpt [in:100 out:10 cost:0.5] 0-300ms  "Un café crème" => "let me see"
          tool search                     300-500ms  "milk" => "there is milk"
          tool search [error:timeout]     500-600ms
          chain steps                     600-700ms
      trace refund [at:2026-11-03T00:10:00Z conversation:c1]
        agent clerk                       0-200ms  "refund" => "30 days"
          tool policy [error:timeout]     10-100ms
      trace again [at:2026-11-03T01:10:00Z conversation:c1]
        agent clerk                       0-100ms  "refund" => "30 days"
    `),
  );
  await engine.add(
    "tuesday.jsonl",
    trace(`
      trace team [at:2026-11-05T00:00:00Z]
        workflow plan                     0-5000ms "where is it" => "there"
          agent barista                   0-10ms   "a" => "b"
          agent second                    0-10ms   "c" => "d"
            turn one                      1-2ms
            tool search                   2-3ms
    `),
  );
  const id = String(await engine.value("SELECT trace_id FROM trace ORDER BY start_ns LIMIT 1"));
  const span = String(
    await engine.value(`SELECT span_id FROM span WHERE trace_id = '${id}' AND tool = 'search' LIMIT 1`),
  );
  const labels = [{ label: "bad", score: 0, eval_name: "care", "context.span_id": span }];
  await engine.add("labels.jsonl", labels.map((label) => JSON.stringify(label)).join("\n"));
});
afterAll(() => engine[Symbol.asyncDispose]());

const facetsOf = async (query: string, view: QueryView) =>
  (await engine.handlers["search.facets"]({ query, in: view, zoneOffsetMinutes: 0 }, calm)).facets;
const valuesOf = async (field: FacetField, query = "", view: QueryView = "traces") =>
  Object.fromEntries(
    ((await facetsOf(query, view)).find((facet) => facet.field === field)?.values ?? []).map((one) => [
      one.value,
      one.count,
    ]),
  );
const total = async (query: string, view: QueryView): Promise<number> =>
  (await engine.handlers["search.run"]({ query, in: view, limit: 1, zoneOffsetMinutes: 0 }, calm)).total;
const histogram = (query: string, view: QueryView = "traces", zoneOffsetMinutes = 0) =>
  engine.handlers["search.histogram"]({ query, in: view, zoneOffsetMinutes }, calm);

describe("facets", () => {
  it("count rows of the view", async () => {
    expect(await valuesOf("tool")).toEqual({ search: 2, policy: 1 });
    expect(await valuesOf("tool", "", "spans")).toEqual({ search: 3, policy: 1 });
    expect(await valuesOf("verdict")).toEqual({ care: 1 });
    expect(await valuesOf("source")).toEqual({ "monday.jsonl": 3, "tuesday.jsonl": 1 });
    expect(await valuesOf("agent", "", "conversations")).toMatchObject({ clerk: 1, barista: 2 });
  });

  it("do not narrow their own field, but the others", async () => {
    expect(await valuesOf("agent", "agent:clerk")).toMatchObject({ clerk: 2, barista: 2 });
    expect(await valuesOf("tool", "agent:clerk")).toEqual({ policy: 1 });
  });

  it("list a chosen value first, however rare", async () => {
    const agents = (await facetsOf("agent:second", "traces")).find((facet) => facet.field === "agent");
    expect(agents?.values[0]).toEqual({ value: "second", count: 1 });
    expect(agents?.distinct).toBe(3);
  });

  it.each([
    "",
    "refund",
    "agent:clerk",
    "status:error",
    "agent:barista OR agent:clerk",
    "{tool:search status:error}",
    "-tool:search",
    "label:bad",
    "verdict:care",
  ])(
    "say of %j what the list has after a click",
    async (text) => {
      for (const view of VIEWS) {
        for (const facet of await facetsOf(text, view)) {
          const others = withoutFacet(queryTree(text), facet.field);
          for (const { value, count } of facet.values) {
            const clicked = formatQuery(toggleFacet(others, facet.field, value));
            expect([view, clicked, count]).toEqual([view, clicked, await total(clicked, view)]);
          }
        }
      }
    },
    120_000,
  );

  it("tell of a query that can't be read", async () => {
    expect(await failure(facetsOf("agnet:x", "traces"))).toBe("QUERY_SYNTAX");
  });
});

describe("the histogram", () => {
  it.each(VIEWS)("holds every row of %s once, and errors apart", async (view) => {
    const answer = await histogram("", view);
    const sum = (counts: readonly number[]) => counts.reduce((one, other) => one + other, 0);
    expect(sum(answer.counts)).toBe(await total("", view));
    expect(sum(answer.failed)).toBe(await total("status:error", view));
    expect(answer.counts.length).toBeLessThanOrEqual(120);
  });

  it("begins its steps on the clock of the zone", async () => {
    expect(await histogram("clerk OR agent:clerk")).toMatchObject({ stepMs: (30 * 60_000) / 30 });
    const { startMs, stepMs } = await histogram("", "traces", 90);
    expect(((startMs ?? 0) + 90 * 60_000) % stepMs).toBe(0);
  });

  it("is empty where nothing matches", async () => {
    expect(await histogram("xyzzy")).toMatchObject({ startMs: null, counts: [], failed: [] });
  });
});

describe("the stats", () => {
  it("are the totals of the views, with the figures of the spans", async () => {
    for (const query of ["", "agent:clerk", "tool:search", "refund"]) {
      const stats = await engine.handlers["search.stats"]({ query, zoneOffsetMinutes: 0 }, calm);
      for (const view of VIEWS) expect([query, view, stats[view]]).toEqual([query, view, await total(query, view)]);
    }
    const all = await engine.handlers["search.stats"]({ query: "", zoneOffsetMinutes: 0 }, calm);
    expect(all).toMatchObject({ errors: 2, tokens: 110, inputTokens: 100, outputTokens: 10, cost: 0.5 });
    expect(all.tokens).toBe(await engine.value("SELECT sum(total_tokens) FROM trace"));
  });

  it("tell what no span says from nothing spent", async () => {
    const tools = await engine.handlers["search.stats"]({ query: "kind:tool", zoneOffsetMinutes: 0 }, calm);
    expect(tools.spans).toBeGreaterThan(0);
    expect(tools).toMatchObject({ tokens: null, inputTokens: null, outputTokens: null, cost: null });
  });
});
