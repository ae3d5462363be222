import { expectAccessible } from "../fixtures/accessibility.js";
import { expect, test } from "../fixtures/server.js";
import { JACKET_RUN, SAMPLE_FILE } from "../fixtures/files.js";
import { AnnotationsPane } from "../pages/annotations-pane.js";

test.use({ files: [SAMPLE_FILE] });

test("a span is labelled, judged and scored, words in a text are noted, and all of it is found after a reload", async ({
  skein,
}) => {
  const { page, trace, inspector, traces } = skein;
  const annotations = new AnnotationsPane(page);
  await skein.open("Traces");
  await skein.openFound("Jacke", JACKET_RUN);
  await trace.spans.nth(0).click();
  await inspector.show("Notes");
  await annotations.label(inspector.panel, "wrong deadline");
  await inspector.panel.getByRole("button", { name: "Wrong", exact: true }).click();
  await expect(inspector.panel.getByRole("button", { name: "Wrong", exact: true })).toHaveAttribute(
    "aria-pressed",
    "true",
  );
  await annotations.score(inspector.panel, "quality", "0.4");
  await expect(inspector.tab("Notes")).toHaveText(/3/);
  await expect(trace.spans.nth(0).getByRole("img", { name: /3 labels and scores/ })).toBeVisible();
  await expectAccessible(page, "the tab of notes");

  await inspector.show("Messages");
  const text = inspector.panel.locator("[data-text]").first();
  await annotations.selectWords(text, "40 Tagen");
  await page.keyboard.press("n");
  const dialog = page.getByRole("dialog", { name: "What is said of these words" });
  await dialog.getByRole("textbox", { name: "Note" }).fill("The policy says **30**.");
  await page.keyboard.press("ControlOrMeta+Enter");
  await expect(dialog.getByText("The policy says 30.")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect.poll(() => annotations.marked()).toContain("40 Tagen");

  await page.keyboard.press("ControlOrMeta+z");
  await expect.poll(() => annotations.marked()).toEqual([]);
  await page.keyboard.press("ControlOrMeta+Shift+z");
  await expect.poll(() => annotations.marked()).toContain("40 Tagen");

  await page.reload();
  await trace.ready();
  await inspector.show("Messages");
  await inspector.panel.getByRole("button", { name: "1 passage noted" }).first().click();
  await expect(dialog.getByText("The policy says 30.")).toBeVisible();
  await expectAccessible(page, "what is said of words");
  await page.keyboard.press("Escape");

  await skein.open("Traces");
  await skein.search('label:"wrong deadline"');
  await expect(traces.rows).toHaveCount(1);
  await expect(traces.row(JACKET_RUN).getByRole("img", { name: /1 note, 3 labels/ })).toBeVisible();
  await skein.search("note:policy");
  await expect(traces.row(JACKET_RUN)).toBeVisible();
});

test("several runs are labelled at once, found by the label, and that is undone at once", async ({ skein }) => {
  const { page, traces } = skein;
  const annotations = new AnnotationsPane(page);
  await skein.open("Traces");
  await expect(traces.rows.first()).toBeVisible();
  const all = await traces.count();
  await traces.rows.nth(1).click();
  await page.keyboard.press("x");
  await traces.rows.nth(4).click({ modifiers: ["Shift"] });
  await expect(annotations.chosenBar).toContainText("4 traces chosen");
  await expectAccessible(page, "a list with chosen rows");
  await annotations.chosenBar.getByRole("button", { name: "Label…" }).click();
  const box = page.getByRole("dialog", { name: "Label the chosen rows" }).getByRole("combobox", { name: "Label" });
  await box.fill("to look at");
  await box.press("Enter");
  await expect(traces.rows.nth(4).getByRole("img", { name: /1 label/ })).toBeVisible();
  await annotations.chosenBar.getByRole("button", { name: /^Clear/ }).click();
  await expect(annotations.chosenBar).toHaveCount(0);

  await skein.search('label:"to look at"');
  await expect(traces.rows).toHaveCount(4);
  await page.keyboard.press("Escape");
  await traces.rows.nth(0).click();
  await page.keyboard.press("ControlOrMeta+z");
  await expect(traces.rows).toHaveCount(0);
  await skein.search("");
  await expect.poll(() => traces.count()).toBe(all);
});
