import { expect, test } from "../fixtures/server.js";
import { JACKET_RUN, SAMPLE_FILE } from "../fixtures/files.js";

test.use({ files: [SAMPLE_FILE] });

test("a note is left, undone, done again, and there after a reload", async ({ skein }) => {
  const { page, trace, inspector } = skein;
  await skein.open("Traces");
  await skein.openFound("Jacke", JACKET_RUN);
  await trace.spans.nth(2).click();

  await page.keyboard.press("n");
  await expect(inspector.tab("Notes")).toHaveAttribute("aria-selected", "true");
  const box = inspector.panel.getByRole("textbox");
  await box.fill("The deadline was **30 days**, see the policy.");
  const note = inspector.panel.getByRole("article").filter({ hasText: "30 days" });
  await page.keyboard.press("ControlOrMeta+Enter");
  // At once, while the note is still being kept: undo waits for it.
  await trace.spans.nth(2).click();
  await page.keyboard.press("ControlOrMeta+z");
  await expect(page.getByText("Undone: note")).toBeVisible();
  await inspector.show("Notes");
  await expect(note).toHaveCount(0);
  await trace.spans.nth(2).click();
  await page.keyboard.press("ControlOrMeta+Shift+z");
  await expect(note).toBeVisible();

  await page.reload();
  await trace.ready();
  await inspector.show("Notes");
  await expect(note).toBeVisible();
});
