import { expect, test } from "../fixtures/server.js";
import { JACKET_RUN, SAMPLE_FILE } from "../fixtures/files.js";

test.use({ files: [SAMPLE_FILE], viewport: { width: 1024, height: 700 } });

test("a small window holds the main job, with nothing cut off at the side", async ({ skein }) => {
  const { page, traces, trace, inspector } = skein;
  const overflow = (): Promise<number> =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  await skein.open("Traces");
  await skein.find("Jacke", JACKET_RUN);
  expect(await overflow()).toBe(0);
  await traces.openRun(JACKET_RUN);
  await trace.ready();
  await trace.spans.nth(3).click();
  await expect(inspector.pane).toBeVisible();
  await expect(trace.spans.nth(3)).toBeInViewport();
  expect(await overflow()).toBe(0);
  await skein.open("Sources");
  await expect(page.getByText("skein-sample").first()).toBeVisible();
  expect(await overflow()).toBe(0);
});
