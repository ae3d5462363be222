import { readFileSync } from "node:fs";
import type { Download } from "@playwright/test";
import { expectAccessible } from "../fixtures/accessibility.js";
import { JACKET_RUN, SAMPLE_FILE } from "../fixtures/files.js";
import { expect, test } from "../fixtures/server.js";
import { GraphPane } from "../pages/graph-pane.js";
import type { SkeinPage } from "../pages/skein-page.js";

test.use({ files: [SAMPLE_FILE] });

/** The run of the story with its graph alone, and what else the address says. */
async function openGraph(skein: SkeinPage, state = ""): Promise<GraphPane> {
  await skein.goto("/traces");
  await skein.traces.openRun(JACKET_RUN);
  await skein.trace.ready();
  const { pathname } = new URL(skein.page.url());
  await skein.goto(`${pathname}?view=graph${state}`);
  const graph = new GraphPane(skein.page);
  await graph.painted(state.includes("aggregated") ? "aggregated" : "ran");
  return graph;
}

test("a run is seen as it ran and aggregated, and the address keeps which", async ({ skein }) => {
  const graph = await openGraph(skein);
  await expect(graph.button(/^As it ran/)).toHaveAttribute("aria-pressed", "true");
  await expect(graph.button(/^researcher/)).toBeVisible();
  await expect(graph.region.getByRole("button", { name: /^search, tool, failed/ })).toHaveCount(2);
  await expectAccessible(skein.page, "the graph as it ran");

  await graph.button("Aggregated").click();
  await graph.painted("aggregated");
  await expect.poll(() => skein.path()).toContain("graph=aggregated");
  const search = graph.button(/^search 2 failed/);
  await expect(search).toBeVisible();
  await expectAccessible(skein.page, "the aggregated graph");
  // A click goes from call to call of the card.
  await search.click();
  await expect(search).toHaveAttribute("aria-pressed", "true");
  const first = new URL(skein.page.url()).searchParams.get("span");
  await search.click();
  await expect.poll(() => new URL(skein.page.url()).searchParams.get("span")).not.toBe(first);

  await skein.page.goBack();
  await graph.painted("ran");
});

test("a selection moves nothing, and what is selected elsewhere is marked", async ({ skein }) => {
  const graph = await openGraph(skein, "&split=timeline");
  const box = graph.button(/^order_agent/);
  const before = await box.boundingBox();
  await graph.button(/^customer_memory/).click();
  await expect(skein.inspector.pane).toBeVisible();
  await expect(graph.button(/^customer_memory/)).toHaveAttribute("aria-pressed", "true");
  const after = await box.boundingBox();
  expect([after?.x, after?.width]).toEqual([before?.x, before?.width]);
  await skein.trace.span("lookup_order").click();
  await expect(graph.button(/^lookup_order/)).toHaveAttribute("aria-pressed", "true");
});

test("the graph is walked, read, narrowed and zoomed with keys alone", async ({ skein }) => {
  const { page } = skein;
  const graph = await openGraph(skein);
  await graph.area.focus();
  await page.keyboard.press("ArrowRight");
  await expect(graph.said).toHaveText(/^support\.handle_message/);
  for (let step = 0; step < 8 && (await graph.said.textContent())?.startsWith("triage") !== true; step++) {
    await page.keyboard.press("ArrowRight");
  }
  await expect(graph.said).toHaveText(/^triage .*agent/);
  await page.keyboard.press("ArrowDown");
  await expect(graph.said).toHaveText(/call|memory/);
  await page.keyboard.press("Enter");
  await expect(skein.inspector.pane).toBeVisible();

  await graph.area.focus();
  await page.keyboard.press("Shift+Enter");
  await expect(graph.neighbourhood).toContainText("triage");
  await expect(graph.button(/^researcher/)).toHaveCount(0);
  await expect.poll(() => skein.path()).toContain("focus=");
  await page.keyboard.press("Escape");
  await expect(graph.neighbourhood).toHaveCount(0);
  await expect(graph.button(/^researcher/)).toBeVisible();

  const width = async () => (await graph.button(/^researcher/).boundingBox())?.width ?? 0;
  const normal = await width();
  await page.keyboard.press("+");
  await expect.poll(width).toBeGreaterThan(normal);
  await page.keyboard.press("f");
  await expect.poll(width).toBeLessThanOrEqual(normal);
});

test("a search marks what it found, and the rest steps back", async ({ skein }) => {
  const graph = await openGraph(skein, "&find=refund&graph=aggregated");
  await expect(graph.button(/^issue_refund/)).toHaveCSS("opacity", "1");
  await expect(graph.button(/^track_shipment/)).toHaveCSS("opacity", "0.32");
});

test("a run plays, halts and ends by keys and by its bar", async ({ skein }) => {
  const { page } = skein;
  const graph = await openGraph(skein);
  await expect(graph.playback).toHaveCount(0);
  await graph.area.focus();
  await page.keyboard.press("Space");
  const time = graph.playback.getByRole("slider", { name: "Time in the run" });
  await expect.poll(async () => Number(await time.inputValue())).toBeGreaterThan(5);
  await graph.area.focus();
  await page.keyboard.press("Space");
  await expect(graph.playback.getByRole("button", { name: "Play", exact: true })).toBeVisible();
  await time.fill("1000");
  await expect(graph.playback).toContainText("26 of 26 calls");
  await graph.area.focus();
  await page.keyboard.press("Escape");
  await expect(graph.playback).toHaveCount(0);
});

async function contentOf(download: Download): Promise<Buffer> {
  return readFileSync(await download.path());
}

test("the graph is saved as a drawing and as an image", async ({ skein }) => {
  const { page } = skein;
  const graph = await openGraph(skein, "&graph=aggregated");
  const save = async (as: string): Promise<Buffer> => {
    await graph.button("Save the graph as a picture").click();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("menuitem", { name: as }).click(),
    ]);
    return contentOf(download);
  };
  const drawing = (await save("Save as SVG")).toString("utf8");
  expect(drawing).toContain("<title>");
  expect(drawing).toMatch(/<text[^>]*>policy_index<\/text>/);
  expect(drawing).not.toMatch(/foreignObject|var\(--|NaN/);
  // Light, for documents, whatever is on the screen; as the screen is where that is asked for.
  await page.emulateMedia({ colorScheme: "dark" });
  expect((await save("Save as SVG")).toString("utf8")).toBe(drawing);
  await graph.button("Save the graph as a picture").click();
  await page.getByRole("menuitemcheckbox", { name: "Colours of the screen" }).click();
  await page.keyboard.press("Escape");
  expect((await save("Save as SVG")).toString("utf8")).not.toBe(drawing);
  const image = await save("Save as PNG");
  expect(image.subarray(1, 4).toString("latin1")).toBe("PNG");
});
