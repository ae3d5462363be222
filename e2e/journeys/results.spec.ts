import { expect, test } from "../fixtures/server.js";
import { SAMPLE_FILE } from "../fixtures/files.js";

test.use({ files: [SAMPLE_FILE] });

test("totals follow the search, whoever changes it, and say what the lists say", async ({ skein }) => {
  const { traces, conversations, results } = skein;
  await skein.open("Traces");
  await expect(traces.rows.first()).toBeVisible();
  const all = await results.total("Spans");
  expect(await results.total("Traces")).toBe(await traces.count());

  await skein.search("kind:tool");
  await expect.poll(() => results.total("Spans")).toBeLessThan(all);
  const tools = await results.total("Spans");
  await results.value("Tool", "search").click();
  await expect.poll(() => results.total("Spans")).toBeLessThan(tools);
  await expect.poll(() => traces.count()).toBe(await results.total("Traces"));

  const talks = await results.total("Conversations");
  await results.list("Conversations");
  await expect.poll(() => skein.path()).toBe("/conversations?q=kind%3Atool+tool%3Asearch");
  await expect.poll(() => conversations.count()).toBe(talks);
});

test("conversations are narrowed by facets and by time, each with its count", async ({ skein }) => {
  const { page, conversations, results } = skein;
  await skein.open("Conversations");
  await expect(conversations.rows.first()).toBeVisible();
  const all = await conversations.count();
  const failed = results.value("Status", "error");
  const count = await results.countOf(failed);
  expect(count).toBeLessThan(all);
  await failed.click();
  await expect(skein.searchBox).toHaveText("status:error");
  await expect.poll(() => conversations.count()).toBe(count);
  await failed.click();
  await expect.poll(() => conversations.count()).toBe(all);

  const over = page.getByRole("region", { name: "Conversations over time" });
  const time = over.getByRole("slider", { name: "Time" });
  await time.focus();
  await time.press("End");
  await expect(time).toHaveAttribute("aria-valuetext", /conversations?, .* to /);
  await time.press("Enter");
  await expect(skein.searchBox).toHaveText(/^start>=2026-\S+/);
  await expect.poll(() => conversations.count()).toBeLessThan(all);
  await over.getByRole("button", { name: "All times" }).click();
  await expect.poll(() => conversations.count()).toBe(all);
});

test("the best matches come first until a column is sorted by, and again on demand", async ({ skein }) => {
  const { page, traces } = skein;
  await skein.open("Traces");
  await skein.search("refund");
  await expect(traces.table.locator("mark").first()).toBeVisible();
  const start = traces.table.getByRole("columnheader", { name: "Start" });
  await expect(start).not.toHaveAttribute("aria-sort", /ending/);
  const best = await traces.rows.first().textContent();
  await start.getByRole("button").click();
  await expect(start).toHaveAttribute("aria-sort", "descending");
  await expect.poll(() => traces.rows.first().textContent()).not.toBe(best);
  await page.getByRole("button", { name: "Best matches first" }).click();
  await expect.poll(() => traces.rows.first().textContent()).toBe(best);
  await expect(page.getByRole("button", { name: "Best matches first" })).toHaveCount(0);
});
