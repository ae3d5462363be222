import { temporaryFolder } from "../fixtures/folder.js";
import { expect, test } from "../fixtures/server.js";
import { SHAPES, shapeTraceId, writeShapes } from "../fixtures/shapes.js";
import { GraphPane } from "../pages/graph-pane.js";
import type { SkeinPage } from "../pages/skein-page.js";

const folder = temporaryFolder("shapes");
test.use({ files: [writeShapes(folder)] });

/** The graph of each run, one after the other. The file is read while the window is there already. */
async function graphsOf(skein: SkeinPage, names: readonly string[], look: (graph: GraphPane) => Promise<void>) {
  await skein.goto("/traces");
  const rows = String(Object.keys(SHAPES).length + 1);
  await expect(skein.traces.table).toHaveAttribute("aria-rowcount", rows);
  for (const name of names) {
    await test.step(name, async () => {
      await skein.goto(`/trace/${shapeTraceId(Object.keys(SHAPES).indexOf(name))}?view=graph`);
      const graph = new GraphPane(skein.page);
      await graph.painted("ran");
      await look(graph);
    });
  }
}

test("runs of every shape are drawn in both modes, and the keyboard finds something in them", async ({ skein }) => {
  test.slow();
  await graphsOf(skein, Object.keys(SHAPES), async (graph) => {
    await graph.area.focus();
    await skein.page.keyboard.press("ArrowRight");
    await expect(graph.said).not.toBeEmpty();
    await graph.button("Aggregated").click();
    await graph.painted("aggregated");
    await expect(skein.alert).toHaveCount(0);
  });
});

test("what is folded in a wide run says so, and opens", async ({ skein }) => {
  test.slow();
  await graphsOf(skein, ["10,000 siblings"], async (graph) => {
    await expect(graph.region).toContainText("Equal calls in a row are one square");
    const folded = graph.button(/10,000 in a row, opens/);
    await folded.click();
    await expect(graph.region.getByText(/^\+9,/)).toHaveAttribute("title", /more calls/);
    await expect.poll(() => skein.path()).toContain("boxes=c");
    await graph.button("Fold").click();
    await expect(folded).toBeVisible();
  });
});
