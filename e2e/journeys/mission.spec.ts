import { copyFileSync, readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import type { Browser } from "@playwright/test";
import { expectAccessible } from "../fixtures/accessibility.js";
import { JACKET_RUN, SAMPLE_FILE } from "../fixtures/files.js";
import { expect, test } from "../fixtures/server.js";
import { AnnotationsPane } from "../pages/annotations-pane.js";

const TITLE = "The portal’s search times out";
/** What the customer’s order is called in the dump: nobody outside is to read it. */
const ORDER = "HV-208841";

// What the test asks of the sandboxed frame is refused too, and said on the console.
test.use({ expectedErrors: [/Blocked script execution in 'about:srcdoc'/] });

test("a dump is opened, what went wrong is found, marked, and handed over without private data", async ({
  skein,
  browser,
}, testInfo) => {
  // The whole way takes its time where others work beside it.
  test.slow();
  const { page, incidents, trace, inspector } = skein;
  const annotations = new AnnotationsPane(page);

  await test.step("open a dump", async () => {
    await skein.sources.pick([SAMPLE_FILE]);
    await skein.open("Traces");
    // The import may still be under way.
    await expect(skein.traces.rows.first()).toBeVisible();
    await expect(skein.importProgress).toHaveCount(0);
  });

  await test.step("search, and add the search to an incident", async () => {
    await skein.search("tool:search status:error");
    await expect(skein.traces.rows.first()).toBeVisible();
    await page.getByRole("button", { name: "Add to incident" }).click();
    await incidents.fill(["Search"], { title: TITLE, isNew: true });
  });

  await test.step("open a run, label it, and leave a note", async () => {
    await skein.openFound("Jacke", JACKET_RUN);
    await page.keyboard.press("e");
    await expect(trace.selected).toHaveCount(1);
    await inspector.show("Notes");
    await annotations.label(inspector.panel, "timeout");
    await trace.selected.click();
    await page.keyboard.press("n");
    await inspector.panel.getByRole("textbox", { name: "Note" }).fill(`The portal gives up on order ${ORDER}.`);
    await page.keyboard.press("ControlOrMeta+Enter");
    await expect(inspector.panel.getByRole("article")).toContainText("The portal gives up");
  });

  await test.step("add spans and the graph", async () => {
    await trace.selected.click();
    await incidents.add(["Span"], { title: TITLE });
    await page.keyboard.press("e");
    await page.keyboard.press("2");
    await expect(trace.graph).toBeVisible();
    await expect(trace.graph.getByRole("img", { name: /^Graph of the run/ })).toHaveAttribute("data-painted", "ran");
    await incidents.add(["Span", "Picture of the graph"], { title: TITLE });
    await page.getByRole("button", { name: "Open", exact: true }).last().click();
    await expect(incidents.title).toHaveValue(TITLE);
    await expect(incidents.items).toHaveCount(4);
  });

  const [search = "", first = "", second = "", graph = ""] = await incidents.headings();
  await test.step("say what happened, and put the evidence in order", async () => {
    await incidents.writeSummary(`**Order ${ORDER}** got no answer: the tool \`search\` gave up.`);
    await incidents.item(4).focus();
    await page.keyboard.press("Alt+ArrowUp");
    await page.keyboard.press("Alt+ArrowUp");
    await expect.poll(() => incidents.headings()).toEqual([search, graph, first, second]);
    await incidents.saved();
  });

  await test.step("take out what is private, and look at the report", async () => {
    const found = page.getByRole("region", { name: "Private data" });
    await found.getByRole("button", { name: "Add a word or pattern" }).click();
    await found.getByRole("textbox").fill(ORDER);
    await found.getByRole("textbox").press("Enter");
    await expect(found.getByRole("list", { name: "Preview" })).toContainText("WORD_1");
    await page.getByRole("button", { name: "Preview report" }).click();
    const report = page.frameLocator('iframe[title="Report"]');
    await expect(report.getByRole("heading", { level: 1, name: TITLE })).toBeVisible();
    await expect(report.locator("body")).toContainText("Order WORD_1 got no answer");
    await page.keyboard.press("Escape");
    await expectAccessible(page, "the incident and its report");
  });

  await test.step("export it, and read it without a network and without script", async () => {
    const downloading = page.waitForEvent("download");
    await page.getByRole("button", { name: "Export report" }).click();
    const file = testInfo.outputPath("report.html");
    copyFileSync(await (await downloading).path(), file);
    expect(readFileSync(file, "utf8")).not.toContain(ORDER);
    const headings = [search, graph, first, second].map((heading) => heading.replace(ORDER, "WORD_1"));
    await readsRight(browser, file, headings);
  });
});

/** Opens a report as whoever gets it: no network, no script, nothing but the file. */
async function readsRight(browser: Browser, file: string, headings: readonly string[]): Promise<void> {
  const url = pathToFileURL(file).href;
  const reader = await browser.newContext({ javaScriptEnabled: false, offline: true });
  const asked: string[] = [];
  reader.on("request", (request) => asked.push(request.url()));
  const page = await reader.newPage();
  await page.goto(url);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(TITLE);
  await expect(page.getByText("Order WORD_1 got no answer")).toBeVisible();
  const told = await page.getByRole("heading", { level: 3 }).allInnerTexts();
  const numbered = headings.map((heading, index) => `${index + 1} ${heading}`);
  expect(told.map((heading) => heading.replaceAll(/\s+/gu, " ").trim())).toEqual(numbered);
  // The histogram of the search and the graph, drawn within the page.
  for (const figure of [0, 1]) {
    const box = await page.locator("figure svg").nth(figure).boundingBox();
    expect(box?.width ?? 0, `width of figure ${figure + 1}`).toBeGreaterThan(300);
  }
  await expect(page.getByText("timeout").first()).toBeVisible();
  await expect(page.getByText("The portal gives up on order WORD_1.").first()).toBeVisible();
  expect(asked).toEqual([url]);
  await reader.close();

  const checked = await browser.newContext({ offline: true });
  const looked = await checked.newPage();
  await looked.goto(url);
  await expectAccessible(looked, "the report");
  await checked.close();
}
