import { expect, test } from "../fixtures/server.js";
import { SAMPLE_FILE } from "../fixtures/files.js";

test.use({ files: [SAMPLE_FILE] });

test("a value of a facet narrows the list to as many runs as it says", async ({ skein }) => {
  const { page, traces } = skein;
  await skein.open("Traces");
  const facets = page.getByRole("region", { name: "Facets" });
  const failed = facets.getByRole("group", { name: "Status" }).getByRole("checkbox", { name: /^error, / });
  const label = (await failed.getAttribute("aria-label")) ?? "";
  const count = Number(/(\d+)\s+traces?$/.exec(label)?.[1]);
  await failed.click();
  await expect(skein.searchBox).toHaveText("status:error");
  await expect.poll(() => traces.count()).toBe(count);
  await expect(failed).toBeChecked();
  // The facet's own counts stay; another value can be chosen beside it.
  await expect(failed).toHaveAttribute("aria-label", label);
  await failed.click();
  await expect.poll(() => skein.path()).not.toContain("q=");
});

test("what is typed is ticked, and Alt excludes", async ({ skein }) => {
  const { page, traces } = skein;
  await skein.open("Traces");
  await expect(traces.rows.first()).toBeVisible();
  const all = await traces.count();
  await skein.search("kind:tool");
  const kinds = page.getByRole("region", { name: "Facets" }).getByRole("group", { name: "Kind" });
  const tool = kinds.getByRole("checkbox", { name: /^tool, / });
  await expect(tool).toBeChecked();
  await expect.poll(() => traces.count()).toBeLessThan(all);
  const withTool = await traces.count();
  await tool.click({ modifiers: ["Alt"] });
  await expect(skein.searchBox).toHaveText("-kind:tool");
  await expect.poll(() => traces.count()).toBe(all - withTool);
  await tool.click();
  await expect.poll(() => skein.path()).not.toContain("q=");
});

test("facets fold away, and stay as they were left", async ({ skein }) => {
  const { page } = skein;
  await skein.open("Traces");
  const facets = page.getByRole("region", { name: "Facets" });
  await expect(facets).toBeVisible();
  await page.getByRole("button", { name: "Hide facets", exact: true }).click();
  await expect(facets).toHaveCount(0);
  await page.reload();
  await expect(skein.traces.rows.first()).toBeVisible();
  await expect(facets).toHaveCount(0);
  await page.getByRole("button", { name: "Show facets", exact: true }).click();
  await expect(facets).toBeVisible();
});

test("a stretch of the histogram becomes the query, by pointer and by keys", async ({ skein }) => {
  const { page, traces } = skein;
  await skein.open("Traces");
  const time = page.getByRole("region", { name: "Traces over time" }).getByRole("slider", { name: "Time" });
  await expect(time).toBeVisible();
  const all = await traces.count();
  const box = await time.boundingBox();
  if (box === null) throw new Error("The histogram has no place");
  await page.mouse.move(box.x + box.width * 0.5, box.y + 10);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width - 2, box.y + 10, { steps: 4 });
  await expect(time).toHaveAttribute("aria-valuetext", /traces?, .* to /);
  await page.mouse.up();
  await expect(skein.searchBox).toHaveText(/^start>=2026-\S+ start<2026-\S+$/);
  await expect.poll(() => traces.count()).toBeLessThan(all);
  const within = await traces.count();
  await time.focus();
  await time.press("ArrowRight");
  await time.press("Shift+ArrowRight");
  await time.press("Enter");
  await expect.poll(() => traces.count()).toBeLessThan(within);
  await page.getByRole("button", { name: "All times", exact: true }).click();
  await expect.poll(() => skein.path()).not.toContain("q=");
  await expect.poll(() => traces.count()).toBe(all);
});
