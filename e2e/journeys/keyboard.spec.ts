import { expect, test } from "../fixtures/server.js";
import { SAMPLE_FILE } from "../fixtures/files.js";

test.use({ files: [SAMPLE_FILE] });

test("a run is found, opened and read without a mouse", async ({ skein }) => {
  const { page, traces, trace, inspector } = skein;
  await skein.goto("/traces");
  await expect(traces.rows.first()).toBeVisible();
  const all = await traces.count();
  await page.keyboard.press("/");
  await page.keyboard.type("status:error");
  await page.keyboard.press("Enter");
  await expect.poll(() => traces.count()).toBeLessThan(all);
  await page.keyboard.press("Escape");
  for (const key of ["j", "j", "j", "k"]) await page.keyboard.press(key);
  await expect(traces.rows.nth(1)).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Enter");
  await trace.ready();

  await page.keyboard.press("e");
  await expect(trace.selected).toHaveCount(1);
  await expect(inspector.pane).toBeVisible();
  const before = skein.path();
  await page.keyboard.press("]");
  await expect.poll(() => skein.path()).not.toBe(before);
  await page.keyboard.press("[");
  await trace.ready();

  for (const [key, view] of [
    ["2", trace.graph],
    ["4", trace.transcript],
    ["1", trace.timeline],
  ] as const) {
    await page.keyboard.press(key);
    await expect(view).toBeVisible();
  }
});

test("the tree is walked, folded and unfolded with the arrows", async ({ skein }) => {
  const { page, traces, trace } = skein;
  await skein.goto("/traces");
  await traces.rows.first().dblclick();
  await trace.ready();
  await trace.spans.first().click();
  await page.keyboard.press("ArrowDown");
  await expect(trace.spans.nth(1)).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Home");
  await expect(trace.spans.first()).toHaveAttribute("aria-selected", "true");
  const open = await trace.tree.getAttribute("aria-rowcount");
  await page.keyboard.press("ArrowLeft");
  await expect(trace.tree).not.toHaveAttribute("aria-rowcount", open ?? "");
  await page.keyboard.press("ArrowRight");
  await expect(trace.tree).toHaveAttribute("aria-rowcount", open ?? "");
});

test("? lists the keys and the palette runs a command", async ({ skein }) => {
  const { page } = skein;
  await skein.goto("/traces");
  await expect(skein.traces.rows.first()).toBeVisible();
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.keyboard.press("ControlOrMeta+k");
  const command = page.getByRole("combobox", { name: "Command" });
  await expect(command).toBeFocused();
  await command.fill("settings");
  await page.keyboard.press("Enter");
  await expect.poll(() => skein.path()).toBe("/settings");
});
