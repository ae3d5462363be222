import { expectAccessible } from "../fixtures/accessibility.js";
import { SAMPLE_FILE } from "../fixtures/files.js";
import { expect, test } from "../fixtures/server.js";

test.use({ files: [SAMPLE_FILE] });

test("from a sign of trouble to the retrieval, and a judgement there is measured", async ({ skein }) => {
  const { page, retrieval } = skein;
  await skein.goto("/retrieval?tab=quality");
  // Nobody has judged anything yet: the signs stand first.
  const queue = page.getByRole("table", { name: "Signs of trouble" });
  const rows = queue.getByRole("row").filter({ has: page.getByRole("cell") });
  await expect(rows.first()).toContainText("It found nothing.");
  await expectAccessible(page, "the signs of trouble");
  const unused = page.getByRole("group", { name: "Signs" }).getByRole("button", { name: /^Nothing used/ });
  await unused.click();
  await expect(unused).toHaveAttribute("aria-pressed", "true");
  await expect(rows.first()).not.toContainText("It found nothing.");

  await page.getByRole("button", { name: "Judged", exact: true }).click();
  await expect(page.getByText("Nobody has judged these retrievals")).toBeVisible();
  await page.getByRole("button", { name: "Signs of trouble" }).last().click();
  await expect(rows.first()).toBeVisible();
  await rows.first().getByRole("link", { name: "Retrieval" }).click();
  await expect.poll(() => skein.path()).toContain("/retrieval?span=");
  const card = retrieval.inspector.getByRole("listitem").first();
  await card.getByRole("button", { name: "Relevant", exact: true }).click();
  await expect(card.getByRole("button", { name: "Relevant", exact: true })).toHaveAttribute("aria-pressed", "true");

  await page.getByRole("tab", { name: "Quality" }).click();
  const measures = page.getByRole("region", { name: "Quality" });
  await expect(measures).toContainText(/1 of 3\d\sretrievals judged, 1 of \d+\sdocuments/);
  await expect(measures.getByText("Hit rate", { exact: true }).first()).toBeVisible();
  await expect(page.getByRole("region", { name: "Lowest" }).getByRole("link")).toHaveCount(1);
  await expectAccessible(page, "the measures");
});

test("verdicts lead to their spans, and two halves of the time are compared", async ({ skein }) => {
  const { page, spans, trace } = skein;
  await skein.goto("/retrieval?tab=quality&only=verdicts");
  const verdicts = page.getByRole("table", { name: "Verdicts" });
  const grounded = verdicts.getByRole("row", { name: /^grounded/ });
  await expect(grounded).toContainText("not grounded");
  await expectAccessible(page, "the verdicts");
  await grounded.getByTitle("Show the spans that failed").click();
  await expect.poll(() => new URL(page.url()).searchParams.get("q")).toBe('verdict:grounded label:"not grounded"');
  await expect(spans.table.getByRole("row").nth(1)).toBeVisible();

  await skein.goto("/retrieval?tab=drift");
  await page.getByRole("button", { name: "Earlier half and later half" }).click();
  await expect(page.getByRole("region", { name: "Distance" })).toContainText(/shuffles? of the same texts/);
  await expect.poll(() => new URL(page.url()).searchParams.get("left")).toMatch(/^start<2026-11/);
  const clusters = page.getByRole("region", { name: "Clusters" });
  await expect(clusters.getByRole("row").nth(1)).toBeVisible();
  await expectAccessible(page, "drift");
  await clusters.getByRole("link").first().click();
  await trace.ready();
  await expect(trace.selected).toBeInViewport();
});
