import { SAMPLE_FILE } from "../fixtures/files.js";
import { expect, test } from "../fixtures/server.js";

test.use({ files: [SAMPLE_FILE] });

const RUN = "/trace/7f3a9c2eac0da52f7e9e2e5d579fc6e3";

test.beforeEach(async ({ skein }) => {
  await skein.goto("/traces");
  await expect(skein.traces.rows.first()).toBeVisible();
});

test("what the timeline shows is in its address, and comes back with it", async ({ skein }) => {
  const { page, trace } = skein;
  await skein.goto(RUN);
  await trace.ready();
  await page.getByRole("button", { name: /^Colour: kind/ }).click();
  await page.getByRole("menuitemcheckbox", { name: "Colour by agent" }).click();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("list", { name: "Colours by agent" })).toContainText("researcher");
  await page.getByRole("checkbox", { name: "Compress idle" }).check();
  await page.getByRole("button", { name: /^Critical path by time/ }).click();
  await expect(page.getByRole("button", { name: /^Critical path by cost/ })).toBeVisible();
  await trace.spans.first().click();
  for (let step = 0; step < 3; step += 1) await page.keyboard.press("+");
  for (const part of [/[?&]t=/, /color=agent/, /idle=1/, /path=cost/])
    await expect.poll(() => skein.path()).toMatch(part);

  await page.reload();
  await trace.ready();
  await expect(page.getByRole("list", { name: "Colours by agent" })).toBeVisible();
  await expect(page.getByRole("checkbox", { name: "Compress idle" })).toBeChecked();
  await trace.spans.first().click();
  await page.keyboard.press("0");
  await expect.poll(() => skein.path()).not.toMatch(/[?&]t=/);
});

test("levels and kinds fold, and a selection from elsewhere unfolds what hides it", async ({ skein }) => {
  const { page, trace } = skein;
  await skein.goto(RUN);
  await trace.ready();
  const all = Number(await trace.tree.getAttribute("aria-rowcount"));
  await page.getByRole("button", { name: "Fold levels or kinds" }).click();
  await page.getByRole("menuitemcheckbox", { name: "Fold agents" }).click();
  await page.keyboard.press("Escape");
  await expect(trace.tree).toHaveAttribute("aria-rowcount", "6");
  await expect.poll(() => skein.path()).toContain("fold=kagent");
  await page.keyboard.press("e");
  await expect(trace.selected).toHaveText(/search/);
  expect(Number(await trace.tree.getAttribute("aria-rowcount"))).toBeLessThan(all);
  await page.getByRole("button", { name: "Unfold all" }).click();
  await expect(trace.tree).toHaveAttribute("aria-rowcount", String(all));
});

test("the wheel zooms at the pointer, a drag moves, and the minimap's window follows", async ({ skein }) => {
  const { page, trace } = skein;
  await skein.goto(`${RUN}?view=timeline&split=transcript`);
  await trace.ready();
  const bars = trace.timeline.getByRole("img", { name: /^Bars of the spans/ });
  const box = await bars.boundingBox();
  if (box === null) throw new Error("the bars are not there");
  const window = async (): Promise<[number, number]> => {
    await expect.poll(() => skein.path()).toMatch(/[?&]t=/);
    const [from = Number.NaN, to = Number.NaN] = (new URL(page.url()).searchParams.get("t") ?? "")
      .split("-")
      .map(Number);
    return [from, to];
  };
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.wheel(0, -240);
  const [from, to] = await window();
  expect(to - from).toBeLessThan(24_620);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2 - 60, box.y + box.height / 2, { steps: 4 });
  await page.mouse.up();
  await expect.poll(async () => (await window())[0]).toBeGreaterThan(from);
  expect(await page.evaluate(() => scrollY)).toBe(0);
});
