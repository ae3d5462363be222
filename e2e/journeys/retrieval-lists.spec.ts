import { expectAccessible } from "../fixtures/accessibility.js";
import { SAMPLE_FILE } from "../fixtures/files.js";
import { expect, test } from "../fixtures/server.js";

test.use({ files: [SAMPLE_FILE] });

test("from the documents that are never used to one of them, and to a run that retrieved it", async ({ skein }) => {
  const { page, trace } = skein;
  await skein.goto("/retrieval?tab=documents");
  const table = page.getByRole("table", { name: "Documents" });
  const rows = table.getByRole("row");
  await expect(rows.nth(1)).toBeVisible();
  const cited = table.getByRole("columnheader", { name: "Cited" });
  await cited.getByRole("button").click();
  await expect(cited).toHaveAttribute("aria-sort", "descending");
  await expect.poll(() => new URL(page.url()).searchParams.get("sort")).toBe("cited");
  // The rows of the order before stand until the new ones are there.
  await expect(page.getByRole("region", { name: "Documents" })).toHaveAttribute("aria-busy", "false");

  await page.keyboard.press("j");
  await expect(rows.nth(1)).toHaveAttribute("aria-selected", "true");
  const inspector = page.getByRole("complementary", { name: "Inspector" });
  await expect(inspector.getByRole("heading", { name: /^Retrieved/ })).toBeVisible();
  await expect(inspector.getByText("cited", { exact: true }).first()).toBeVisible();
  await expectAccessible(page, "Documents");
  const retrieved = inspector.getByRole("link", { name: "Funnel" }).first();
  await expect(retrieved).toHaveAttribute("href", /^\/retrieval\?span=/);
  await inspector
    .getByTitle(/^Open in trace/)
    .first()
    .click();
  await trace.ready();
  await expect(trace.selected).toBeInViewport();
  await page.goBack();
  await expect(inspector).toBeVisible();

  // What the search selects is what is listed; what it does not select says so, with the way back.
  await skein.search("kind:llm");
  await expect(page.getByText("No document matches")).toBeVisible();
  await page.getByRole("button", { name: "Clear search" }).last().click();
  await expect(rows.nth(1)).toBeVisible();
  await page.getByRole("button", { name: "Near-duplicates" }).click();
  await expect.poll(() => new URL(page.url()).searchParams.get("only")).toBe("near");
});

test("one key of a memory is read in order of time, and the calls of one model are searched for", async ({ skein }) => {
  const { page } = skein;
  await skein.goto("/retrieval?tab=memory");
  const entries = page.getByRole("table", { name: "Memory entries" }).getByRole("row");
  await expect(entries.nth(1)).toBeVisible();
  const store = page.getByRole("group", { name: "Stores" }).getByRole("button", { name: /^team_memory/ });
  await store.click();
  await expect(store).toHaveAttribute("aria-pressed", "true");
  await expect.poll(() => new URL(page.url()).searchParams.get("store")).toBe("team_memory");
  await page.getByRole("table", { name: "Memory entries" }).getByText("planner").first().click();
  const events = page.getByRole("group", { name: "Writes and reads in order of time" }).getByRole("listitem");
  await expect(events.getByText(/^Written/).first()).toBeVisible();
  await expect(events.getByText(/^Read by/).first()).toBeVisible();
  await expectAccessible(page, "Memory");
  await page.keyboard.press("Escape");
  await expect(events.first()).toBeHidden();

  await page.getByRole("tab", { name: "Embeddings" }).click();
  await expect(page.getByRole("table", { name: "Embedding calls" }).getByRole("row").nth(1)).toBeVisible();
  const totals = page.getByRole("group", { name: "Totals by model" });
  await totals.getByRole("button", { name: "text-embedding-3-small" }).click();
  await expect.poll(() => new URL(page.url()).searchParams.get("q")).toBe("model:text-embedding-3-small");
  await page.getByRole("table", { name: "Embedding calls" }).getByRole("row").nth(1).click();
  await expect(page.getByRole("heading", { name: /^Inputs/ })).toBeVisible();
  await expectAccessible(page, "Embeddings");
  await page.getByRole("button", { name: "Cut inputs" }).click();
  await expect(page.getByText("No embedding call under “Cut inputs”")).toBeVisible();
});
