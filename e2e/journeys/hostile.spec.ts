import type { Page } from "@playwright/test";
import { temporaryFolder } from "../fixtures/folder.js";
import { writeHostileFile } from "../fixtures/hostile.js";
import { expect, test } from "../fixtures/server.js";
import { INSPECTOR_TABS } from "../pages/inspector-pane.js";

const folder = temporaryFolder("hostile");
test.use({ files: [writeHostileFile(folder)] });

/** Elements that load, run or lead away, and that none of the app's own pages has. */
const LOADERS =
  "iframe, object, embed, video, audio, base, form[action], meta[http-equiv=refresh], svg image, svg script";

/** Nothing of the trace ran, and nothing of it became an element that loads or leads away. */
async function expectUnharmed(page: Page, origin: string, where: string): Promise<void> {
  expect(new URL(page.url()).origin, where).toBe(origin);
  const harm = await page.evaluate(
    ({ loaders, own }) => {
      const leads = [
        ...document.querySelectorAll("[href], [src], [srcset], [poster], [action], [data], [ping]"),
      ].filter((element) =>
        ["href", "src", "srcset", "poster", "action", "data", "ping", "xlink:href"].some((name) => {
          const value = element.getAttribute(name);
          if (value === null || value === "" || value.startsWith("#")) return false;
          const url = URL.parse(value, document.baseURI);
          return url !== null && url.origin !== own && !["blob:", "data:"].includes(url.protocol);
        }),
      );
      const styled = [...document.querySelectorAll("[style]")].filter((element) =>
        /url\(|@import/.test(element.getAttribute("style") ?? ""),
      );
      const handlers = [...document.querySelectorAll("*")].filter((element) =>
        element.getAttributeNames().some((name) => name.startsWith("on")),
      );
      return {
        ran: Reflect.get(window, "owned") ?? null,
        elements: [...document.querySelectorAll(loaders), ...leads, ...styled, ...handlers].map(
          (element) => element.outerHTML,
        ),
      };
    },
    { loaders: LOADERS, own: origin },
  );
  expect(harm, where).toEqual({ ran: null, elements: [] });
}

test("no view runs, loads or follows anything that a trace says", async ({ skein }) => {
  // Every tab of every span is opened.
  test.slow();
  const { page, server, traces, trace, conversations, inspector } = skein;
  const unharmed = (where: string): Promise<void> => expectUnharmed(page, server.origin, where);
  page.on("popup", () => {
    throw new Error("A trace opened a window.");
  });
  page.on("dialog", () => {
    throw new Error("A trace opened a dialog.");
  });

  await skein.open("Traces");
  await expect(traces.rows.first()).toBeVisible();
  await traces.rows.first().click();
  await unharmed("Traces");
  await skein.search("owned");
  await expect(traces.rows.first()).toBeVisible();
  await unharmed("Traces with hits");

  await skein.open("Sources");
  await skein.sources.toggle(/onerror/);
  await expect(page.getByRole("table", { name: "Rejected records" })).toBeVisible();
  await unharmed("Sources");

  await skein.open("Conversations");
  await expect(conversations.rows.first()).toBeVisible();
  await unharmed("Conversations");
  await conversations.rows.first().dblclick();
  await expect(conversations.entries.first()).toBeVisible();
  const folded = conversations.transcript.getByRole("button", { expanded: false });
  for (let opened = 0; opened < 8 && (await folded.count()) > 0; opened += 1) await folded.first().click();
  await unharmed("a conversation");

  await skein.open("Traces");
  await traces.rows.first().dblclick();
  await trace.ready();
  await unharmed("Timeline");
  const spans = await trace.spans.count();
  expect(spans).toBeGreaterThan(15);
  for (let index = 0; index < spans; index += 1) {
    await trace.spans.nth(index).click();
    for (const tab of INSPECTOR_TABS) {
      await inspector.show(tab);
      await expect(inspector.panel).toHaveText(/\S/);
      await unharmed(`span ${index}, ${tab}`);
    }
  }
  for (const [name, view] of [
    ["Graph", trace.graph],
    ["Swimlanes", trace.swimlanes],
    ["Transcript", trace.transcript],
  ] as const) {
    await page.getByRole("button", { name: new RegExp(`^${name}`) }).click();
    await expect(view).toBeVisible();
    await page.mouse.move(500, 400);
    await unharmed(name);
  }
  const runId = new URL(page.url()).pathname.split("/").at(-1) ?? "";
  await skein.goto(`/compare/${runId}/${runId}`);
  await expect(page.getByRole("region", { name: "Comparison" })).toBeVisible();
  await unharmed("Compare");

  await skein.open("Network");
  await skein.network.ready();
  await unharmed("Network");
  await skein.network.nodes.last().click();
  await expect(page.getByRole("complementary", { name: "Inspector" })).toContainText("Why it is here");
  await unharmed("a node of the network");
});

test("a hostile note is as harmless as a hostile trace", async ({ skein }) => {
  const { page, server, traces, trace, inspector } = skein;
  await skein.open("Traces");
  await traces.rows.first().dblclick();
  await trace.ready();
  await trace.spans.first().click();
  await page.keyboard.press("n");
  await inspector.panel
    .getByRole("textbox")
    .fill(
      "<img src=x onerror=\"window.owned='note'\"> [x](javascript:window.owned='note') ![i](https://hostile.example/n.png)",
    );
  await page.keyboard.press("ControlOrMeta+Enter");
  await expect(inspector.panel).toContainText("x");
  await expectUnharmed(page, server.origin, "the note");
});
