import { expectAccessible } from "../fixtures/accessibility.js";
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
  // What each call says again is one hit, where it was said first.
  await expect(traces.table).toContainText(/repeated in \d+\slater calls/);
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
  await expect(skein.searchBox).toHaveText("status:error kind:tool");
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

test("fields, operators and values are completed by keyboard, with their counts", async ({ skein }) => {
  const { page, searchBox } = skein;
  await skein.open("Traces");
  await expect(skein.traces.rows.first()).toBeVisible();
  await page.keyboard.press("/");
  await searchBox.pressSequentially("stat");
  const choices = page.getByRole("listbox", { name: "Completions" }).getByRole("option");
  await expect(choices.first()).toContainText("status:");
  await searchBox.press("ArrowDown");
  await searchBox.press("Enter");
  await expect(searchBox).toHaveText("status:");
  await expect(choices.filter({ hasText: "error" })).toHaveText(/error\d+/);
  await expectAccessible(page, "the panel of completions");
  await searchBox.pressSequentially("err");
  await searchBox.press("ArrowDown");
  await searchBox.press("Tab");
  await expect(searchBox).toHaveText("status:error");
  await searchBox.press("Enter");
  await expect.poll(() => skein.path()).toContain("status%3Aerror");
  await searchBox.press("Escape");
  await expect(searchBox).not.toBeFocused();
});

test("a mistake is mended by what the box suggests", async ({ skein }) => {
  const { page, searchBox } = skein;
  await skein.open("Traces");
  await skein.search("agnet:triage");
  await page.getByRole("button", { name: "Use agent" }).click();
  await expect(searchBox).toHaveText("agent:triage");
  await expect(searchBox).toHaveAttribute("aria-invalid", "false");
  await expect.poll(() => skein.path()).toContain("agent%3Atriage");
});

test("searches are kept, offered again, and let go of", async ({ skein }) => {
  const { page, searchBox, traces } = skein;
  await skein.open("Traces");
  await skein.search("/jacke[nt]?/");
  await expect(traces.rows.first()).toBeVisible();
  await page.getByRole("button", { name: "Save the search" }).click();
  await expect(page.getByRole("button", { name: "Remove from saved searches" })).toBeVisible();
  await skein.search("kind:tool status:error");
  await page.getByRole("button", { name: "Clear the search" }).click();
  const panel = page.getByRole("listbox");
  await expect(panel.getByRole("option")).toHaveText(["/jacke[nt]?/", "kind:tool status:error"]);
  await expect(panel).toContainText("Recent searches");
  await expectAccessible(page, "the panel of searches");
  await panel.getByRole("option", { name: "/jacke[nt]?/" }).click();
  await expect(searchBox).toHaveText("/jacke[nt]?/");
  await page.getByRole("button", { name: "Remove from saved searches" }).click();
  await expect(page.getByRole("button", { name: "Save the search" })).toBeVisible();
});

test("whatever is pasted is answered or told to be wrong", async ({ skein }) => {
  const { page, traces } = skein;
  await skein.open("Traces");
  await skein.search("word ".repeat(20_000));
  await expect(page.getByRole("alert").filter({ hasText: "More than 100 terms" })).toBeVisible();
  await skein.search(`${"(".repeat(1000)}a${")".repeat(1000)}`);
  await expect(page.getByRole("alert").filter({ hasText: "nested more than 100 deep" })).toBeVisible();
  await skein.search("'; DROP TABLE span; -- %_{\n}");
  await expect(page.getByRole("alert").filter({ hasText: "Nothing stands in the brackets" })).toBeVisible();
  await skein.search("/(a+)+$/ jacke");
  await expect(traces.table.locator("mark").first()).toHaveText(/^(a+|jacke)$/i);
});
