import { readFileSync } from "node:fs";
import { expectAccessible } from "../fixtures/accessibility.js";
import { SAMPLE_FILE } from "../fixtures/files.js";
import { expect, test } from "../fixtures/server.js";
import { MapPage } from "../pages/map-page.js";

test.use({ files: [SAMPLE_FILE] });

const VECTORS = "PCA of text-embedding-3-small";

test("by keys from point to point, to a neighbour, and into the trace", async ({ skein }) => {
  const { page, trace } = skein;
  const map = new MapPage(page);
  await skein.open("Retrieval");
  await page.getByRole("tab", { name: "Map" }).click();
  await map.ready(VECTORS);
  await map.picture.focus();
  await page.keyboard.press("ArrowRight");
  const title = map.inspector.getByRole("heading", { level: 2 });
  await expect(title).not.toHaveText("…");
  const neighbours = map.inspector.getByRole("region", { name: "Nearest neighbours" });
  await expect(neighbours.getByRole("listitem")).toHaveCount(10);
  await neighbours.getByRole("button", { name: "L2" }).click();
  await expect(neighbours).toContainText("less is nearer");
  const first = await title.innerText();
  await neighbours.getByRole("listitem").first().getByRole("button").click();
  await expect(title).not.toHaveText(first);
  await expect(title).not.toHaveText("…");
  await expectAccessible(page, "the map with a selected point");

  const second = await title.innerText();
  await map.inspector.getByRole("link", { name: /^Open in trace/ }).click();
  await trace.ready();
  await expect(trace.selected).toBeVisible();
  await page.goBack();
  await expect(title).toHaveText(second);
});

test("what the lasso holds is counted, listed, and found again by its search", async ({ skein }) => {
  const { page, spans } = skein;
  const map = new MapPage(page);
  await skein.goto("/retrieval?tab=map&list=clusters");
  await map.ready(VECTORS);
  await map.clusters.getByRole("button").first().click();
  await expect(map.lasso.getByRole("status")).toContainText("in the lasso");
  await map.lasso.getByRole("button", { name: "Clear the lasso" }).click();
  await expect(map.lasso).toHaveCount(0);

  await map.catchAll();
  await expect(map.lasso.getByRole("status")).toContainText(
    /\d+\squeries, \d+\sdocuments in the lasso, best .* on average/,
  );
  await page.getByRole("button", { name: "Points", exact: true }).click();
  await expect(map.points).toHaveAttribute("aria-rowcount", String((await map.count()) + 1));

  await map.lasso.getByRole("button", { name: "Show as list" }).click();
  await expect.poll(() => skein.path()).toMatch(/^\/spans\?q=set%3A[a-z0-9]{8}$/);
  await expect(spans.rows.first()).toBeVisible();
  const count = await spans.count();
  expect(count).toBeGreaterThan(20);
  const found = skein.path();
  await page.goBack();
  await expect(map.lasso.getByRole("status")).toContainText("in the lasso");
  await skein.goto(found);
  await expect(spans.rows.first()).toBeVisible();
  expect(await spans.count()).toBe(count);
});

test("words in the place of vectors, another way to lay it out, other colours, and a picture of it", async ({
  skein,
}) => {
  const { page } = skein;
  const map = new MapPage(page);
  await skein.goto("/retrieval?tab=map&space=words");
  await map.ready("words of the texts, not of vectors");
  await page.getByRole("button", { name: /^Made of:/ }).click();
  await page.getByRole("menuitemcheckbox", { name: /^text-embedding-3-small/ }).click();
  await page.keyboard.press("Escape");
  await map.ready(VECTORS);
  await page.getByRole("button", { name: "UMAP" }).click();
  await map.ready("UMAP of text-embedding-3-small");
  await page.getByRole("button", { name: "Colour: kind" }).click();
  await page.getByRole("menuitemcheckbox", { name: "Agent" }).click();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("region", { name: "Legend" })).toContainText("researcher");
  await page.getByRole("button", { name: "Save the map as a picture" }).click();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("menuitem", { name: "Save as SVG" }).click(),
  ]);
  const svg = readFileSync(await download.path()).toString("utf8");
  expect(svg).toContain("UMAP of text-embedding-3-small");
  expect(svg).not.toMatch(/var\(|color-mix|foreignObject|<script/);

  await skein.search("nosuchword");
  await expect(page.getByText("Nothing that the search selects can be placed")).toBeVisible();
  await page.getByRole("button", { name: "Clear search" }).click();
  await map.ready("UMAP of text-embedding-3-small");
});
