import { describe, expect, it } from "vitest";
import type { UserPrice } from "../../../shared/model/prices.js";
import { trace } from "../../../shared/testing/trace-dsl.js";
import { calm, TestEngine } from "../testing/test-engine.js";

const RUN = trace(`
  trace run1 [at:2026-11-01T00:00:00Z]
    agent planner [in:3000 out:300] 0-100ms
      llm gpt-4o [in:1000 out:100] 5-20ms
      llm gpt-4o [in:2000 out:200 cost:1] 21-40ms
      llm model-of-ours [in:70 out:7] 41-50ms
      tool search 51-60ms
`);

async function summary(engine: TestEngine) {
  const traceId = String(await engine.value("SELECT trace_id FROM trace"));
  return engine.handlers["trace.get"]({ traceId } as never, calm);
}
const set = (engine: TestEngine, price: UserPrice) =>
  engine.handlers["change.apply"]({ change: { command: "price.set", price } }, calm);
const info = (engine: TestEngine) => engine.handlers["workspace.info"]({}, calm);

const COMPUTED = (1000 * 2.5 + 100 * 10) / 1e6;

describe("cost", () => {
  it("is computed where the trace has none, told apart from what it reports, and never counted twice", async () => {
    await using engine = await TestEngine.open();
    await engine.add("a.json", RUN);
    const run = await summary(engine);
    expect(run.costUsd).toBeCloseTo(1 + COMPUTED, 9);
    expect(run).toMatchObject({ costFrom: "mixed", inputTokens: 3070, unpriced: 1, unpricedTokens: 77 });
    const spans = await engine.sql("SELECT model, cost_usd, cost_from, counted FROM span ORDER BY preorder");
    expect(spans).toEqual([
      [null, null, null, false],
      ["gpt-4o", COMPUTED, 2, true],
      ["gpt-4o", 1, 1, true],
      ["model-of-ours", null, null, true],
      [null, null, null, false],
    ]);
  });

  it("counts a request once that two spans tell of, by its response id and tokens", async () => {
    await using engine = await TestEngine.open();
    await engine.add(
      "a.json",
      trace(`
        agent planner 0-100ms
          llm gpt-4o [in:10 out:5 cost:1 gen_ai.response.id:resp_1] 5-20ms
          llm gpt-4o [in:10 out:5 cost:1 gen_ai.response.id:resp_1] 6-19ms
          llm gpt-4o [in:20 out:5 cost:1 gen_ai.response.id:resp_1] 30-40ms
          llm gpt-4o [in:10 out:5 cost:1] 41-50ms
      `),
    );
    expect(await summary(engine)).toMatchObject({ costUsd: 3, inputTokens: 40, costFrom: "trace" });
  });

  it("is not missing where a span repeats the tokens of the calls inside it", async () => {
    await using engine = await TestEngine.open();
    await engine.add("a.json", trace("chain flow [in:10 out:5] 0-100ms\n  llm gpt-4o [in:10 out:5] 5-20ms"));
    const ids = await engine.sql("SELECT trace_id, span_id FROM span ORDER BY preorder");
    const overviews = await Promise.all(
      ids.map(([traceId, spanId]) => engine.handlers["span.get"]({ traceId, spanId } as never, calm)),
    );
    expect(overviews.map((one) => [one.inputTokens, one.costUsd === null, one.unpricedTokens])).toEqual([
      [10, true, 0],
      [10, false, 0],
    ]);
  });

  it("says on the span from which price it was computed", async () => {
    await using engine = await TestEngine.open();
    await engine.add("a.json", RUN);
    const ids = await engine.sql("SELECT trace_id, span_id FROM span WHERE kind = 'llm' ORDER BY preorder");
    const overviews = await Promise.all(
      ids.map(([traceId, spanId]) => engine.handlers["span.get"]({ traceId, spanId } as never, calm)),
    );
    expect(overviews.map((one) => [one.costFrom, one.unpricedTokens])).toEqual([
      ["computed", 0],
      ["trace", 0],
      [null, 77],
    ]);
    expect(overviews[0]?.fields.find((field) => field.field === "costUsd")?.from).toMatchObject({
      convention: "price-table",
      label: "Computed, price table",
      attribute: expect.stringMatching(/^openai\/gpt-4o: input \$2\.5/) as string,
    });
  });

  it("follows the user's price after a derivation, and goes back with an undo, also after a restart", async () => {
    await using engine = await TestEngine.open();
    await engine.add("a.json", RUN);
    expect(await info(engine)).toMatchObject({ outdated: false });
    await set(engine, { pattern: "model-*", inputUsd: 10, outputUsd: 100, cachedUsd: null });
    expect(await info(engine)).toMatchObject({ outdated: true, canUndo: "price of a model" });
    await engine.derive();
    expect(await info(engine)).toMatchObject({ outdated: false });
    const dear = await summary(engine);
    expect(dear.costUsd).toBeCloseTo(1 + COMPUTED + (70 * 10 + 7 * 100) / 1e6, 9);
    expect(dear).toMatchObject({ unpriced: 0, unpricedTokens: 0 });
    await set(engine, { pattern: "MODEL-*", inputUsd: 0, outputUsd: 0, cachedUsd: 0 });
    await engine.handlers["change.undo"]({}, calm);
    const list = await engine.handlers["price.list"]({}, calm);
    expect(list.own).toEqual([{ pattern: "model-*", inputUsd: 10, outputUsd: 100, cachedUsd: null }]);
    expect(list.models.map((one) => [one.model, one.calls, one.unpricedTokens, one.costFrom])).toEqual([
      ["gpt-4o", 2, 0, "mixed"],
      ["model-of-ours", 1, 0, "computed"],
    ]);
    await engine.close();
    await using again = await TestEngine.open(engine.workspacePath);
    await again.handlers["change.undo"]({}, calm);
    expect(await info(again)).toMatchObject({ outdated: true });
    await again.derive();
    expect(await summary(again)).toMatchObject({ unpriced: 1, unpricedTokens: 77 });
    expect((await again.handlers["price.list"]({}, calm)).own).toEqual([]);
  });
});
