import { dataFile, missingData } from "../fixtures/data.js";
import { expect, test } from "../fixtures/server.js";

const FILES: readonly (readonly [path: string, traces: number, spans: string])[] = [
  ["otlp-json/otel-tui/test_data.json", 141, "547"],
  ["otlp-json/robotframework-trace-report/tests__fixtures__diverse_trace.json", 1, "1,632"],
];

for (const [path, traces, spans] of FILES) {
  test(`${path} opens, whole, and its first run can be read`, async ({ skein }) => {
    const file = dataFile(path);
    test.skip(file === null, missingData(path));
    await skein.sources.pick(file === null ? [] : [file]);
    await expect(skein.traces.rows.first()).toBeVisible();
    await expect.poll(() => skein.traces.count()).toBe(traces);
    await skein.traces.rows.first().dblclick();
    await skein.trace.ready();
    await skein.open("Sources");
    await expect(skein.page.getByRole("table", { name: "Sources" }).getByRole("cell", { name: spans })).not.toHaveCount(
      0,
    );
  });
}
