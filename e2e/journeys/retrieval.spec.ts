import { expectAccessible } from "../fixtures/accessibility.js";
import { SAMPLE_FILE } from "../fixtures/files.js";
import { expect, test } from "../fixtures/server.js";

test.use({ files: [SAMPLE_FILE] });

/** The retrieval of the sample that goes through all stages. */
const HYBRID = "store credit for unworn articles";

test("from the list to what became of a document, a judgement of it, and into the trace", async ({ skein }) => {
  const { page, retrieval, trace, inspector } = skein;
  await skein.open("Retrieval");
  await retrieval.ready();
  // The first one is shown by itself.
  await expect(retrieval.funnel.getByRole("img")).toHaveAttribute("aria-label", /Found: \d+.*Kept: \d+.*Cited: \d+/);

  await skein.goto("/retrieval?sort=start&desc=0");
  await retrieval.choose(HYBRID);
  const stages = retrieval.funnel.getByRole("img");
  await expect(stages).toHaveAttribute("aria-label", /by words: 8, by vectors: 9, Merged: \d+, Reranked: \d+, Kept: 4/);
  await expect(retrieval.answer).toContainText("§4.3");

  // One document, in the chart, in the inspector and in the address.
  await retrieval.way("§4.3 Goodwill").click();
  const card = retrieval.card("§4.3 Goodwill");
  await expect(card).toHaveAttribute("aria-current", "true");
  await expect(card).toContainText("cited");
  await expect(card).toContainText("store credit");
  const document = (): string | null => new URL(page.url()).searchParams.get("doc");
  await expect.poll(document).not.toBeNull();
  const first = document();
  await page.keyboard.press("]");
  await expect.poll(document).not.toBe(first);
  await page.keyboard.press("[");
  await expect(card).toHaveAttribute("aria-current", "true");

  await card.getByRole("button", { name: "Relevant", exact: true }).click();
  await expect(card.getByRole("button", { name: "Relevant", exact: true })).toHaveAttribute("aria-pressed", "true");
  await page.keyboard.press("Control+z");
  await expect(card.getByRole("button", { name: "Relevant", exact: true })).toHaveAttribute("aria-pressed", "false");

  // A reload shows the same; the trace shows the same documents.
  await page.reload();
  await expect(card).toHaveAttribute("aria-current", "true");
  await page.getByRole("link", { name: "Open in trace" }).click();
  await trace.ready();
  await inspector.show("Retrieval");
  await expect(inspector.panel).toContainText("§4.3 Goodwill");
  await inspector.panel.getByRole("link", { name: "Show in Retrieval" }).click();
  await expect.poll(() => skein.path()).toContain("/retrieval?span=");
});

test("as a table, sorted and narrowed; without scores, without documents, without a match", async ({ skein }) => {
  const { page, retrieval } = skein;
  await skein.goto("/retrieval");
  await retrieval.ready();
  await page.getByRole("button", { name: "Table", exact: true }).click();
  const best = retrieval.table.getByRole("columnheader", { name: "Best" });
  await best.getByRole("button").click();
  await expect(best).toHaveAttribute("aria-sort", "descending");
  await page.getByRole("button", { name: "Show facets" }).click();
  const facets = page.getByRole("region", { name: "Facets" });
  await expect(facets.getByRole("figure").first()).toBeVisible();
  await facets.getByRole("checkbox", { name: /^team_answers, 1/ }).click();
  await expect.poll(() => skein.path()).toContain("knowledge%3Ateam_answers");
  await expect(retrieval.rows).toHaveCount(1);

  await page.keyboard.press("j");
  await expect(retrieval.inspector).toContainText("no scores were recorded");
  await expect(retrieval.inspector.getByText("no score", { exact: true })).toHaveCount(4);

  await skein.search("knowledge:policy_index recall");
  await expect(retrieval.row("recall of stoves 2026")).toBeVisible();
  await retrieval.row("recall of stoves 2026").click();
  await expect(retrieval.inspector).toContainText("Nothing was found");

  await skein.search("zzznothing");
  await expect(page.getByText("No retrieval matches")).toBeVisible();
});

test("the queries have no serious accessibility violation, in either theme", async ({ skein }) => {
  const { page, retrieval } = skein;
  for (const theme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme: theme });
    await skein.goto("/retrieval?sort=start&desc=0");
    await retrieval.choose(HYBRID);
    await retrieval.way("§4.3 Goodwill").click();
    await expect(retrieval.card("§4.3 Goodwill")).toHaveAttribute("aria-current", "true");
    await page.getByRole("button", { name: "Show facets" }).click();
    await expect(page.getByRole("region", { name: "Facets" }).getByRole("figure").first()).toBeVisible();
    await expectAccessible(page, `Retrieval, ${theme}`);
  }
});
