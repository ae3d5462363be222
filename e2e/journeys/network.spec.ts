import { readFileSync } from "node:fs";
import { expectAccessible } from "../fixtures/accessibility.js";
import { SAMPLE_FILE } from "../fixtures/files.js";
import { expect, test } from "../fixtures/server.js";

test.use({ files: [SAMPLE_FILE] });

test("from the whole network to a line, to what went over it, to the span", async ({ skein }) => {
  const { page, network, trace } = skein;
  await skein.open("Network");
  await network.ready();
  await expect(network.node("planner")).toBeVisible();
  await expect(network.node("search")).toBeVisible();

  // A selection moves nothing in the picture.
  const before = await network.placeOf("triage");
  await network.node("planner").click();
  await expect(network.inspector).toContainText("Why it is here");
  expect(await network.placeOf("triage")).toEqual(before);

  await network.inspector.getByRole("button", { name: "invokes researcher" }).click();
  await network.inspector.getByRole("button", { name: "researcher" }).click();
  await network.inspector.getByRole("button", { name: /^calls search/ }).click();
  await expect.poll(() => skein.path()).toContain("via=calls");
  await expect(network.messages.first()).toBeVisible();
  const all = Number(await network.inspector.getByRole("status").first().innerText());
  await network.inspector.getByRole("searchbox", { name: "Search the messages" }).fill("jacke");
  await expect(network.messages.locator("mark").first()).toHaveText(/jacke/i);
  await expect
    .poll(async () => Number(await network.inspector.getByRole("status").first().innerText()))
    .toBeLessThan(all);
  await network.messages.first().getByRole("link").click();
  await trace.ready();
  await expect(trace.selected).toBeVisible();
  await page.goBack();
  await expect(network.messages.first()).toBeVisible();
});

test("a narrower search draws its part where it was, and facets and the box agree", async ({ skein }) => {
  const { page, network } = skein;
  await skein.open("Network");
  await network.ready();
  const before = await network.placeOf("planner");
  const all = await network.nodes.count();
  await skein.search("-tool:search");
  await expect(network.node("search")).toHaveCount(0);
  expect(await network.nodes.count()).toBeLessThan(all);
  expect(await network.placeOf("planner")).toEqual(before);
  await page.getByRole("button", { name: "Show facets" }).click();
  await expect(page.getByRole("region", { name: "Facets" })).toBeVisible();
  await skein.search("nosuchword");
  await expect(network.region).toContainText("No run matches");
  await network.region.getByRole("button", { name: "Clear search" }).click();
  await expect(network.node("search")).toBeVisible();
});

test("levels, figures and the least number of calls choose what is drawn; the table holds it all", async ({
  skein,
}) => {
  const { page, network } = skein;
  await skein.open("Network");
  await network.ready();
  await network.region.getByRole("button", { name: "Agents", exact: true }).click();
  await expect(network.node("search")).toHaveCount(0);
  await network.region.getByRole("button", { name: "All", exact: true }).click();
  await network.region.getByRole("button", { name: "Width: Calls" }).click();
  await page.getByRole("menuitemcheckbox", { name: "Cost" }).click();
  await page.keyboard.press("Escape");
  await expect(network.region.getByRole("region", { name: "Legend" })).toContainText("Width: cost");
  await network.region.getByRole("slider").press("ArrowRight");
  await expect(network.region).toContainText(/lines? under 2 calls (is|are) folded/);
  await network.region.getByRole("button", { name: "Show", exact: true }).click();
  await network.region.getByRole("button", { name: "Table" }).click();
  await expect(network.table("Nodes").getByRole("row").filter({ hasText: "planner" }).first()).toBeVisible();
  await network.region.getByRole("button", { name: /\d+\slines?$/ }).click();
  await network.table("Lines").getByRole("row").filter({ hasText: "search" }).first().click();
  await expect(network.inspector).toContainText("Line");
});

test("by keyboard alone: from node to node, open, close, zoom, fit", async ({ skein }) => {
  const { page, network } = skein;
  await skein.open("Network");
  await network.ready();
  await network.node("User").focus();
  await page.keyboard.press("ArrowRight");
  await expect(network.node("User")).not.toBeFocused();
  const focused = network.region.locator("[data-node]:focus");
  await expect(focused).toHaveCount(1);
  await page.keyboard.press("Enter");
  await expect(network.inspector).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(network.inspector).toHaveCount(0);
  const before = await network.placeOf("planner");
  await page.keyboard.press("+");
  await expect.poll(() => network.placeOf("planner")).not.toEqual(before);
  await page.keyboard.press("f");
  await expect.poll(() => network.placeOf("planner")).toEqual(before);
});

test("a node is renamed, merged and hidden, and undo brings it back", async ({ skein }) => {
  const { page, network } = skein;
  await skein.open("Network");
  await network.ready();
  await network.node("critic").click();
  await network.inspector.getByRole("button", { name: "Rename" }).click();
  await page.getByRole("textbox", { name: "Name" }).fill("reviewer");
  await page.keyboard.press("Enter");
  await expect(network.node("reviewer")).toBeVisible();
  await network.inspector.getByRole("button", { name: "Merge" }).click();
  await page.getByRole("list", { name: "Nodes to merge into" }).getByRole("button", { name: "writer" }).click();
  await expect(network.node("reviewer")).toHaveCount(0);
  await page.keyboard.press("Control+z");
  await expect(network.node("reviewer")).toBeVisible();
  await network.node("reviewer").click();
  await network.inspector.getByRole("button", { name: "More" }).click();
  await page.getByRole("menuitem", { name: "Hide it" }).click();
  await expect(network.node("reviewer")).toHaveCount(0);
  await expect(network.region).toContainText(/1\snode hidden/);
  await network.region.getByRole("button", { name: "Show", exact: true }).click();
  await expect(network.node("reviewer")).toBeVisible();
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+z");
  await expect(network.node("critic")).toBeVisible();
});

test("two searches are compared, and the picture is saved", async ({ skein }) => {
  const { page, network } = skein;
  await skein.open("Network");
  await network.ready();
  await network.region.getByRole("button", { name: "Compare" }).click();
  await network.region.getByRole("button", { name: "Runs with errors against the others" }).click();
  await expect.poll(() => skein.path()).toContain("with=-status%3Aerror");
  await expect(network.table("Differences").getByRole("row").nth(1)).toBeVisible();
  await network.table("Differences").getByRole("row").nth(1).click();
  await expect(network.inspector).toContainText("In the second search");

  const second = network.region.getByRole("searchbox", { name: "Compare with" });
  await second.click();
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.type("agent:plan");
  await expect(page.getByRole("option", { name: /^planner/ })).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(second).toHaveText("agent:planner");
  await page.keyboard.press("Enter");
  await expect.poll(() => new URL(page.url()).searchParams.get("with")?.trim()).toBe("agent:planner");
  await network.region.getByRole("button", { name: "Stop comparing" }).click();
  await expect(network.table("Differences")).toHaveCount(0);

  for (const format of ["SVG", "PNG"]) {
    await network.region.getByRole("button", { name: "Save the picture" }).click();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("menuitem", { name: `Save as ${format}` }).click(),
    ]);
    const bytes = readFileSync(await download.path());
    if (format === "PNG") expect(bytes.subarray(1, 4).toString("latin1")).toBe("PNG");
    else {
      const svg = bytes.toString("utf8");
      expect(svg).toContain(">planner</text>");
      expect(svg).not.toMatch(/var\(|color-mix|foreignObject|<script/);
    }
  }
});

for (const theme of ["light", "dark"] as const) {
  test.describe(`in the ${theme} theme`, () => {
    test.use({ colorScheme: theme });
    test("the network has no serious accessibility violation", async ({ skein }) => {
      const { page, network } = skein;
      await skein.open("Network");
      await network.ready();
      await network.node("planner").click();
      await expect(network.inspector).toBeVisible();
      await expectAccessible(page, "the network");
      await network.region.getByRole("button", { name: "Table" }).click();
      await expectAccessible(page, "the tables of the network");
    });
  });
}
