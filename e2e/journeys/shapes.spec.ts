import { temporaryFolder } from "../fixtures/folder.js";
import { expect, test } from "../fixtures/server.js";
import { SHAPES, shapeTraceId, writeShapes } from "../fixtures/shapes.js";

const folder = temporaryFolder("shapes");
test.use({ files: [writeShapes(folder)] });

test("runs of hostile shapes open in the timeline and in the lanes", async ({ skein }) => {
  test.slow();
  const { page, trace, traces } = skein;
  await skein.goto("/traces");
  const shapes = Object.entries(SHAPES);
  await expect(traces.rows).toHaveCount(shapes.length);
  for (const [place, [name, spans]] of shapes.entries()) {
    await test.step(name, async () => {
      await skein.goto(`/trace/${shapeTraceId(place)}`);
      await trace.ready();
      await expect(trace.tree).toHaveAttribute("aria-rowcount", String(spans.length));
      await trace.spans.first().click();
      await page.keyboard.press("End");
      await expect(trace.selected).toHaveCount(1);
      await page.keyboard.press("3");
      await expect(trace.swimlanes.getByRole("img", { name: /lanes? over time/ })).toBeVisible();
      await page.keyboard.press("1");
      await expect(trace.timeline).toBeVisible();
    });
  }
});
