import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { traceIdOf } from "../../shared/testing/stable-ids.js";
import { trace } from "../../shared/testing/trace-dsl.js";
import { temporaryFolder } from "../fixtures/folder.js";
import { expectAccessible } from "../fixtures/accessibility.js";
import { JACKET_RUN, SAMPLE_FILE } from "../fixtures/files.js";
import { expect, test } from "../fixtures/server.js";

const REFUND_RUN = "Where is my refund for the two tents?";

/** Two runs of one question: the second one tries a tool again and answers otherwise. */
function twoRuns(): string {
  const calls = (from: number, count: number) =>
    Array.from({ length: count }, (_, at) => {
      const ms = from + at * 10;
      return `        tool look_${from + at}  ${ms}-${ms + 8}ms  "{}" => "found ${at}"`;
    });
  const file = join(temporaryFolder("compare"), "two.jsonl");
  const lines = trace(
    [
      "trace before [at:2026-11-01T00:00:00Z]",
      `      agent planner  0-900ms  "Is it in stock?" => "There are four of them left"`,
      ...calls(10, 20),
      `        llm gpt-4o [in:100 out:10 cost:0.02]  500-800ms "found" => "There are four of them left"`,
      "    trace after [at:2026-11-02T00:00:00Z]",
      `      agent planner  0-1900ms  "Is it in stock?" => "There are three of them left"`,
      ...calls(10, 20),
      `        tool retry [error:timeout]  420-480ms`,
      `        llm gpt-4o [in:400 out:10 cost:0.05]  500-1800ms "found" => "There are three of them left"`,
    ].join("\n"),
  );
  writeFileSync(file, lines.join("\n"));
  return file;
}

test.describe("two runs of the sample", () => {
  test.use({ files: [SAMPLE_FILE] });

  test("are chosen from the list, read from difference to difference, and swapped", async ({ skein }) => {
    const { page, traces, trace: run, inspector } = skein;
    await skein.open("Traces");
    await traces.row(JACKET_RUN).click();
    await inspector.pane.getByRole("button", { name: /Compare with/ }).click();

    await page.getByRole("searchbox", { name: "Find a run" }).fill("two tents");
    const runs = page.getByRole("table", { name: "Runs" });
    await expect(runs.getByRole("row")).toHaveCount(3);
    await runs.getByRole("row").filter({ hasText: REFUND_RUN }).dblclick();
    const steps = page.getByRole("table", { name: "Steps" });
    await expect(steps).toContainText("First difference");
    await expect(steps).toContainText("The steps part here");

    await page.keyboard.press(".");
    await expect(inspector.pane).toContainText("Differs in");
    await expect.poll(() => skein.path()).toContain("span=");
    const first = skein.path();
    await page.keyboard.press(".");
    await expect.poll(() => skein.path()).not.toBe(first);
    await page.keyboard.press(",");
    await expect.poll(() => skein.path()).toBe(first);

    // The words of both are told apart, and each side can be read alone.
    await steps.getByRole("row").filter({ hasText: "chat" }).first().click();
    await expect(inspector.pane.locator("ins").first()).toBeVisible();
    await expect(inspector.pane.locator("del").first()).toBeVisible();
    await inspector.pane.getByRole("button", { name: "Left", exact: true }).click();
    await expect(inspector.pane.locator("ins")).toHaveCount(0);

    const header = page.getByRole("region", { name: "Comparison" }).getByRole("table").first();
    await expect(header.getByRole("row").nth(1)).toContainText("Jacke");
    await page.keyboard.press("x");
    await expect(header.getByRole("row").nth(1)).toContainText("tents");
    await page.reload();
    await expect(header.getByRole("row").nth(2)).toContainText("Jacke");

    await steps.getByRole("row").filter({ hasText: "triage" }).first().click();
    await inspector.pane.getByRole("link", { name: "Left span" }).click();
    await run.ready();
    await expect(run.selected).toContainText("triage");
  });

  test("are among those compared before, and the palette leads there from a trace", async ({ skein }) => {
    const { page, traces, trace: run } = skein;
    await skein.open("Traces");
    await traces.openRun(JACKET_RUN);
    await run.ready();
    await page.keyboard.press("d");
    await page.getByRole("table", { name: "Runs" }).getByRole("link", { name: "Compare" }).first().click();
    await expect(page.getByRole("table", { name: "Steps" })).toBeVisible();
    await skein.goto("/compare");
    const before = page.getByRole("region", { name: "Choose a run" }).getByRole("listitem").first();
    await expect(before).toContainText(JACKET_RUN);
    await before.getByRole("link").click();
    await expect(page.getByRole("table", { name: "Steps" })).toBeVisible();
  });

  test("of which one is gone are an error that leads on", async ({ skein }) => {
    await skein.goto("/compare/0123/4567");
    await expect(skein.alert).toContainText("not in the workspace");
    await skein.page.getByRole("link", { name: "Choose two runs" }).click();
    await expect(skein.page.getByRole("table", { name: "Runs" })).toBeVisible();
  });

  for (const theme of ["light", "dark"] as const) {
    test.describe(`in the ${theme} theme`, () => {
      test.use({ colorScheme: theme });
      test("have no serious accessibility violation", async ({ skein }) => {
        const { page, traces } = skein;
        await skein.open("Traces");
        await traces.row(JACKET_RUN).click();
        await page.keyboard.press("d");
        await expect(page.getByRole("table", { name: "Runs" })).toBeVisible();
        await expectAccessible(page, "Choose a run");
        await page.getByRole("table", { name: "Runs" }).getByRole("link", { name: "Compare" }).nth(4).click();
        await page.getByRole("table", { name: "Steps" }).getByRole("row").filter({ hasText: "chat" }).first().click();
        await expect(page.getByRole("complementary", { name: "Inspector" })).toContainText("Duration");
        await expectAccessible(page, "Compare");
      });
    });
  }
});

test.describe("two runs of one question", () => {
  test.use({ files: [twoRuns()] });

  test("have their equal steps folded, and the one that only one has marked", async ({ skein }) => {
    const { page } = skein;
    await skein.goto(`/compare/${traceIdOf("before")}/${traceIdOf("after")}`);
    const steps = page.getByRole("table", { name: "Steps" });
    const fold = steps.getByRole("button", { name: "18 equal steps" });
    await expect(fold).toBeVisible();
    await expect(steps).not.toContainText("look_15");
    const retry = steps.getByRole("row").filter({ hasText: "retry" });
    await expect(retry.getByRole("cell", { name: "Only in the right run" })).toBeVisible();
    await fold.click();
    await expect(steps).toContainText("look_15");
    await page.getByRole("button", { name: "All steps" }).click();
    await expect.poll(() => skein.path()).toContain("all=1");
    await page.getByRole("button", { name: "First difference" }).click();
    const inspector = page.getByRole("complementary", { name: "Inspector" });
    await expect(inspector.locator("del")).toHaveText("four");
    await expect(inspector.locator("ins")).toHaveText("three");
  });
});
