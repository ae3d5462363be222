import { expect, test } from "../fixtures/server.js";
import { SAMPLE_FILE } from "../fixtures/files.js";

test.use({ files: [SAMPLE_FILE] });

test("words narrow the list to the runs in which they were said", async ({ skein }) => {
  const { traces } = skein;
  await skein.open("Traces");
  await expect(traces.rows.first()).toBeVisible();
  const all = await traces.count();
  await skein.search("jacke");
  await expect.poll(() => traces.count()).toBeLessThan(all);
  await expect(traces.table.locator("mark").first()).toHaveText(/jacke/i);
});

test("fields narrow it further, and the address keeps the query", async ({ skein }) => {
  const { traces } = skein;
  await skein.open("Traces");
  await expect(traces.rows.first()).toBeVisible();
  const all = await traces.count();
  await skein.search("status:error kind:tool");
  await expect.poll(() => traces.count()).toBeLessThan(all);
  await expect.poll(() => skein.path()).toContain("q=");
  const errors = await traces.count();
  await skein.page.reload();
  await expect(skein.searchBox).toHaveValue("status:error kind:tool");
  await expect.poll(() => traces.count()).toBe(errors);
});

test("a query without hits says so and offers the way back", async ({ skein }) => {
  const { page, traces } = skein;
  await skein.open("Traces");
  await skein.search("xyzzyplugh");
  await expect(traces.rows).toHaveCount(0);
  await page.getByRole("button", { name: "Clear search", exact: true }).click();
  await expect(traces.rows.first()).toBeVisible();
});

test("an error in a query is told under the box, at its place", async ({ skein }) => {
  const { page } = skein;
  await skein.open("Traces");
  await skein.search("agnet:planner");
  await expect(page.getByRole("alert").filter({ hasText: "Column 1" })).toContainText("agent");
  await expect(skein.searchBox).toHaveAttribute("aria-invalid", "true");
});

test("/ goes to the box from anywhere", async ({ skein }) => {
  await skein.open("Traces");
  await expect(skein.traces.rows.first()).toBeVisible();
  await skein.traces.table.click({ position: { x: 5, y: 5 } });
  await skein.page.keyboard.press("/");
  await expect(skein.searchBox).toBeFocused();
});
