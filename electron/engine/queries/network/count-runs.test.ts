import { expect, it } from "vitest";
import { trace } from "../../../../shared/testing/trace-dsl.js";
import { getNetwork } from "../../testing/network-shapes.js";
import { TestEngine } from "../../testing/test-engine.js";

it("runs are counted the same however many groups there are", async () => {
  for (const tools of [3, 70, 150]) {
    await using engine = await TestEngine.open();
    const lines = (run: number): string =>
      Array.from({ length: tools }, (_, tool) =>
        tool % (run + 1) === 0
          ? `  tool tool${tool} ${tool}-${tool + 1}ms\n  tool tool${tool} ${tool}-${tool + 1}ms`
          : "",
      )
        .filter((line) => line !== "")
        .join("\n");
    const runs = [0, 1, 2].map((run) => `trace run-${run}\nagent planner 0-500ms\n${lines(run)}`);
    await engine.add("runs.jsonl", trace(runs.join("\n")));
    const { edges } = await getNetwork(engine);
    const calls = edges.filter((edge) => edge.type === "calls");
    expect(calls).toHaveLength(tools);
    for (const { to, runs: counted, count } of calls) {
      const tool = Number(/\d+/.exec(to)?.[0]);
      const expected = [0, 1, 2].filter((run) => tool % (run + 1) === 0).length;
      expect({ to, counted, count }).toEqual({ to, counted: expected, count: expected * 2 });
    }
  }
});
