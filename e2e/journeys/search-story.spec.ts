import { expect, test } from "../fixtures/server.js";
import { JACKET_RUN, SAMPLE_FILE } from "../fixtures/files.js";

test.use({ files: [SAMPLE_FILE], permissions: ["clipboard-read", "clipboard-write"] });

test("a search is typed, completed, refined, followed from hit to hit, saved, and opened by its link", async ({
  skein,
}) => {
  const { page, searchBox, traces, trace, results } = skein;
  await skein.open("Traces");
  await expect(traces.rows.first()).toBeVisible();

  await test.step("typed and completed", async () => {
    await page.keyboard.press("/");
    await searchBox.pressSequentially("agent:tri");
    const choices = page.getByRole("listbox", { name: "Completions" }).getByRole("option");
    await expect(choices.first()).toHaveText(/^agent:triage|^triage/);
    await searchBox.press("ArrowDown");
    await searchBox.press("Tab");
    await searchBox.pressSequentially("Jacke");
    await searchBox.press("Enter");
    await expect(traces.table.locator("mark").first()).toHaveText(/jacke/i);
  });

  await test.step("refined by a facet", async () => {
    const failed = results.value("Status", "error");
    const count = await results.countOf(failed);
    await failed.click();
    await expect(searchBox).toHaveText(/status:error/);
    await expect.poll(() => traces.count()).toBe(count);
  });

  const query = (await searchBox.textContent()) ?? "";
  await test.step("saved, and copied as a link and as a command line", async () => {
    await page.getByRole("button", { name: "Save the search" }).click();
    await expect(page.getByRole("button", { name: "Remove from saved searches" })).toBeVisible();
    await page.getByRole("button", { name: "Copy the search" }).click();
    await page.getByRole("menuitem", { name: "Copy as command line" }).click();
    await expect
      .poll(() => page.evaluate(() => navigator.clipboard.readText()))
      .toBe(`skein search '${query}' --in traces --workspace ${skein.server.workspace}`);
    await page.getByRole("button", { name: "Copy the search" }).click();
    await page.getByRole("menuitem", { name: "Copy as link" }).click();
    await expect
      .poll(() => page.evaluate(() => navigator.clipboard.readText()))
      .toMatch(/^skein:\/\/[\w-]+\/traces\?q=/);
  });
  const list = skein.path();

  await test.step("opened at its hit, from hit to hit", async () => {
    await traces.row(JACKET_RUN).dblclick();
    await trace.ready();
    const place = page.getByRole("search").getByRole("status");
    // Only spans of which all of it holds are hits here: the reader goes on with the words alone.
    await page.getByRole("searchbox", { name: "Search" }).fill("Jacke");
    await expect(place).toHaveText(/\d/);
    await page.keyboard.press("F3");
    await expect(place).toHaveText(/^\d+ of \d+$/);
    const first = (await place.textContent()) ?? "";
    await page.keyboard.press("F3");
    await expect(place).not.toHaveText(first);
    await page.keyboard.press("Shift+F3");
    await expect(place).toHaveText(first);
  });

  await test.step("opened again by its link, and from the saved searches", async () => {
    const link = await page.evaluate(() => navigator.clipboard.readText());
    await skein.open("Sources");
    await page.keyboard.press("ControlOrMeta+K");
    await page.keyboard.type(link);
    await page.keyboard.press("Enter");
    await expect.poll(() => skein.path()).toBe(list);
    await expect(searchBox).toHaveText(query);
    await expect(traces.row(JACKET_RUN)).toBeVisible();
    await page.getByRole("button", { name: "Clear the search" }).click();
    await page.getByRole("listbox").getByRole("option", { name: query }).click();
    await expect.poll(() => skein.path()).toBe(list);
  });
});

test("what a pattern finds is marked wherever it was found, as words are", async ({ skein }) => {
  const { page, conversations, traces, trace } = skein;
  await skein.open("Traces");
  await skein.search("/\\bjacke\\w*|HV-\\d{6}/");
  const row = traces.row(JACKET_RUN);
  await expect(row.locator("mark").first()).toHaveText("Jacke");
  await row.dblclick();
  await trace.ready();
  await page.keyboard.press("4");
  await expect(trace.transcript.locator("mark").first()).toHaveText(/^(jacke\w*|HV-\d{6})$/i);
  await page.goBack();
  await page.goBack();

  await skein.open("Conversations");
  await skein.search("/HV-\\d{6}/");
  await conversations.openConversation(JACKET_RUN);
  const place = page.getByRole("search").getByRole("status");
  await expect(place).toHaveText(/^1 of \d+$/);
  await expect(conversations.selected.locator("mark").first()).toHaveText(/^HV-\d{6}$/);
  await page.keyboard.press("F3");
  await expect(place).toHaveText(/^2 of \d+$/);
  await expect(conversations.selected.locator("mark").first()).toHaveText(/^HV-\d{6}$/);
});
