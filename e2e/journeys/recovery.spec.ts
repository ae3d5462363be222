import { expect, test } from "../fixtures/server.js";
import { JACKET_RUN, SAMPLE_FILE } from "../fixtures/files.js";

test.use({ files: [SAMPLE_FILE] });

test("a killed engine is an ordinary event: the page says so, and the list comes back", async ({ skein }) => {
  const { page, server, traces } = skein;
  await skein.open("Traces");
  await expect(traces.rows.first()).toBeVisible();
  await expect(skein.importProgress).toHaveCount(0);
  const before = server.enginePids();
  expect(before).toHaveLength(1);

  server.killEngine();
  await expect(page.getByText(/engine (stopped|restarted)/i).first()).toBeVisible();
  await expect.poll(() => server.enginePids().filter((pid) => !before.includes(pid)).length).toBe(1);

  await skein.find("Jacke", JACKET_RUN);
  await skein.open("Sources");
  await expect(page.getByText("skein-sample.jsonl").first()).toBeVisible();
});

test("an engine killed in the middle of an import leaves the page at work", async ({ skein }) => {
  const { server, sources, traces } = skein;
  await skein.open("Traces");
  await expect(traces.rows.first()).toBeVisible();
  await skein.open("Sources");
  await sources.pick([SAMPLE_FILE]);
  server.killEngine();
  await skein.open("Traces");
  await expect(traces.rows.first()).toBeVisible();
});
