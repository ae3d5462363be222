import { SAMPLE_FILE } from "../fixtures/files.js";
import { expect, test } from "../fixtures/server.js";

test.use({ files: [SAMPLE_FILE] });

const RUN = "/trace/7f3a9c2eac0da52f7e9e2e5d579fc6e3";

test.beforeEach(async ({ skein }) => {
  await skein.goto("/traces");
  await expect(skein.traces.rows.first()).toBeVisible();
});

test("each agent has a lane, and a key opens them", async ({ skein }) => {
  const { page, trace } = skein;
  await skein.goto(RUN);
  await trace.ready();
  await page.keyboard.press("3");
  await expect(trace.swimlanes).toBeVisible();
  const lanes = trace.swimlanes.getByRole("list", { name: "Lanes" });
  for (const name of ["user", "triage", "planner", "researcher", "order_agent", "billing", "writer", "checks"]) {
    await expect(lanes.getByRole("button", { name: new RegExp(`^${name}`) })).toBeVisible();
  }
  await expect.poll(() => skein.path()).toContain("view=swimlanes");
});

test("what is selected in a lane is selected everywhere", async ({ skein }) => {
  const { page, trace, inspector } = skein;
  await skein.goto(`${RUN}?view=timeline&split=swimlanes`);
  await trace.ready();
  // By a key: the lane is below the window of the lanes, and what a click would first have to scroll to moves under it.
  await trace.swimlanes.getByRole("button", { name: /^researcher/ }).press("Enter");
  await expect(trace.selected).toHaveText(/researcher/);
  const canvas = trace.swimlanes.getByRole("img", { name: /lanes over time/ });
  await canvas.focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("j");
  await expect(trace.selected).toHaveText(/search/);
  await expect(canvas).toHaveAttribute("aria-label", /search selected in researcher/);
  await expect(inspector.pane).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await expect(canvas).toHaveAttribute("aria-label", /selected in billing/);
});

test("sub-agents fold into the lane of their agent, and the address says so", async ({ skein }) => {
  const { page, trace } = skein;
  await skein.goto(`${RUN}?view=swimlanes`);
  const lanes = trace.swimlanes.getByRole("list", { name: "Lanes" });
  await trace.swimlanes.getByRole("button", { name: "Sub-agents of planner" }).click();
  await expect(lanes.getByRole("button", { name: /^researcher/ })).toHaveCount(0);
  await expect(lanes).toContainText("with 4 sub-agents");
  await expect.poll(() => skein.path()).toContain("lanes=");
  await page.reload();
  await expect(lanes).toContainText("with 4 sub-agents");
  await trace.swimlanes.getByRole("button", { name: "Show all sub-agents" }).click();
  await expect(lanes.getByRole("button", { name: /^researcher/ })).toBeVisible();
});

test("a click on a bar selects its call", async ({ skein }) => {
  const { page, trace } = skein;
  await skein.goto(`${RUN}?view=swimlanes`);
  const canvas = trace.swimlanes.getByRole("img", { name: /lanes over time/ });
  const head = trace.swimlanes.getByRole("button", { name: /^triage/ });
  const [box, row] = [await canvas.boundingBox(), await head.boundingBox()];
  if (box === null || row === null) throw new Error("the lanes are not there");
  // The second call of triage ran from 1.64 to 1.83 s of 24.62 s.
  const x = box.x + box.width * ((1.73 / 24.62) * 0.975 + 0.004);
  await page.mouse.move(x, row.y + 18);
  await expect(page.getByText("customer_memory").first()).toBeVisible();
  await page.mouse.click(x, row.y + 18);
  await expect(canvas).toHaveAttribute("aria-label", /customer_memory selected in triage/);
});
