import { writeFileSync } from "node:fs";
import { startServer } from "../fixtures/serve.js";
import { expect, test as base } from "../fixtures/server.js";
import { SAMPLE_FILE } from "../fixtures/files.js";

const SEARCH = "agent:planner status:error";
const HEADER = { skein: "changes", version: 1, workspace: "0f0e0d0c-1111-4111-8111-111111111111" };
const SAVED = {
  seq: 1,
  atMs: 1_790_000_000_000,
  entry: {
    type: "do",
    change: { command: "search.save", query: SEARCH },
    inverse: { command: "search.unsave", query: SEARCH },
  },
};

/** A workspace whose file was overwritten, with the log of its changes beside it. */
const test = base.extend({
  server: async ({}, use) => {
    const server = await startServer((workspace) => {
      writeFileSync(workspace, "no longer a workspace ".repeat(2000));
      writeFileSync(`${workspace}.changes.jsonl`, `${JSON.stringify(HEADER)}\n${JSON.stringify(SAVED)}\n`);
      return Promise.resolve();
    });
    await use(server);
    await server.stop();
  },
});

test("a damaged workspace says so, is made again at a click, and has what the reader did", async ({ skein }) => {
  const { page, sources } = skein;
  await expect(skein.alert).toContainText("The workspace could not be opened");
  await page.getByRole("button", { name: "Rebuild the workspace" }).click();
  await expect(page.getByText("The workspace is made again")).toBeVisible();
  await expect(page.getByText(/kept beside it as journey\.skein\.damaged-/)).toBeVisible();
  await expect(page.getByRole("button", { name: "Open the sample" })).toBeVisible();
  await expect(skein.alert).toHaveCount(0);
  await sources.pick([SAMPLE_FILE]);
  await skein.open("Traces");
  await expect(skein.traces.rows.first()).toBeVisible();
  await skein.searchBox.click();
  await expect(page.getByText(SEARCH).first()).toBeVisible();
});
