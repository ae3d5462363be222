import { expect, test } from "../fixtures/server.js";
import { JACKET_RUN } from "../fixtures/files.js";
import { INSPECTOR_TABS } from "../pages/inspector-pane.js";

test("a new user opens the sample, finds a run, and reads it in every view", async ({ skein }) => {
  const { page, sources, traces, trace, inspector } = skein;

  await test.step("one click opens the sample", async () => {
    await sources.openSample.click();
    await skein.open("Traces");
    await expect(traces.rows.first()).toBeVisible();
    expect(await traces.count()).toBeGreaterThanOrEqual(40);
  });

  await test.step("a run opens as tree and timeline", async () => {
    await skein.openFound("Jacke", JACKET_RUN);
    await expect(trace.timeline).toBeVisible();
    await expect(trace.tree).toHaveAttribute("aria-rowcount", /^\d{2,}$/);
  });

  await test.step("every tab of the inspector has something to say", async () => {
    await trace.span(/gpt|claude|mistral/i).click();
    await expect(inspector.pane).toBeVisible();
    for (const tab of INSPECTOR_TABS) {
      await inspector.show(tab);
      await expect(inspector.tab(tab)).toHaveAttribute("aria-selected", "true");
      await expect(inspector.panel).toHaveText(/\S/);
      await expect(inspector.panel.getByRole("alert")).toHaveCount(0);
    }
  });

  await test.step("graph and transcript show the same run", async () => {
    await page.getByRole("button", { name: /^Graph/ }).click();
    await expect(trace.graph).toBeVisible();
    await expect(trace.graph.locator(".react-flow__node").first()).toBeVisible();
    await page.getByRole("button", { name: /^Transcript/ }).click();
    await expect(trace.transcript).toContainText("Jacke");
  });
});

test("a selection made in one view is the selection of all", async ({ skein }) => {
  const { page, sources, trace, inspector } = skein;
  await sources.openSample.click();
  await skein.open("Traces");
  await skein.openFound("Jacke", JACKET_RUN);

  const selectedSpan = (): string | null => new URL(page.url()).searchParams.get("span");
  const before = selectedSpan();
  const third = trace.spans.nth(3);
  await third.click();
  await expect(third).toHaveAttribute("aria-selected", "true");
  await expect.poll(selectedSpan).not.toBe(before);
  const span = selectedSpan();
  expect(span).toMatch(/^[0-9a-f]{16}$/);
  const title = await inspector.pane.getByRole("heading").first().textContent();

  await page.keyboard.press("4");
  await expect(trace.transcript).toBeVisible();
  expect(selectedSpan()).toBe(span);
  await expect(inspector.pane.getByRole("heading").first()).toHaveText(title ?? "");

  await trace.transcript.getByRole("listitem").nth(1).click();
  await expect.poll(selectedSpan).not.toBe(span);
  const said = selectedSpan();

  await page.keyboard.press("2");
  await expect(trace.graph).toBeVisible();
  expect(selectedSpan()).toBe(said);
  await trace.graph.locator(".react-flow").getByRole("button", { pressed: false }).first().click();
  await expect.poll(selectedSpan).not.toBe(said);

  await page.keyboard.press("1");
  await expect(trace.selected).toHaveCount(1);
});
