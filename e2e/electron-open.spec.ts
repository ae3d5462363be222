import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures/electron.js";
import { trace } from "../shared/testing/trace-dsl.js";

/** An export of one trace for each tool. */
const otlpOfTools = (tools: readonly string[]): string =>
  tools
    .flatMap((tool) => trace(`trace ${tool}\n  agent planner 0-120ms\n    tool ${tool} 41-80ms "where?" => "there"`))
    .join("\n");
const rowsOf = (page: Page) =>
  page
    .getByRole("table", { name: "Traces" })
    .getByRole("row")
    .filter({ has: page.getByRole("cell") });
const openTraces = (page: Page) =>
  page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Traces" }).click();

test("a file chosen in the system's dialog comes up as rows", async ({ desktop }) => {
  const { page } = desktop;
  await desktop.answerOpenDialog([desktop.write("dump.json", otlpOfTools(["search", "refund"]))]);
  await page.getByRole("button", { name: "Open files" }).first().click();
  await expect(rowsOf(page)).toHaveCount(2);
});

test.describe("with a file named at the start", () => {
  test.use({ args: ["first.json"], given: { "first.json": otlpOfTools(["search"]) } });

  test("it is opened, and so is one of a second start, in the same window", async ({ desktop }) => {
    const { page, electron } = desktop;
    await openTraces(page);
    await expect(rowsOf(page)).toHaveCount(1);
    desktop.write("second.json", otlpOfTools(["search", "book", "pay"]));
    expect(await desktop.startAgain(["second.json"])).toBe(0);
    await expect(rowsOf(page)).toHaveCount(3);
    expect(electron.windows()).toHaveLength(1);
  });

  test("an engine that dies is started again under the same window, and nothing is lost", async ({ desktop }) => {
    const { page } = desktop;
    await openTraces(page);
    await expect(rowsOf(page)).toHaveCount(1);
    const before = await desktop.enginePid();
    await desktop.killEngine();
    await expect(page.getByText(/engine (stopped|restarted)/i).first()).toBeVisible();
    await expect.poll(() => desktop.enginePid()).not.toBe(before);
    await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Sources" }).click();
    await expect(page.getByText("first.json").first()).toBeVisible();
    await openTraces(page);
    await expect(rowsOf(page)).toHaveCount(1);
  });

  test("the untitled workspace moves to the name that it is saved under", async ({ desktop }) => {
    const { page } = desktop;
    await openTraces(page);
    await expect(rowsOf(page)).toHaveCount(1);
    const target = path.join(desktop.folder, "kept.skein");
    await desktop.answerSaveDialog(target);
    await desktop.electron.evaluate(({ Menu }) => {
      Menu.getApplicationMenu()?.getMenuItemById("save-workspace-as")?.click();
    });
    await expect.poll(() => desktop.windowTitle()).toBe("kept – Skein");
    expect(existsSync(target)).toBe(true);
    expect(existsSync(path.join(desktop.folder, "data/Untitled.skein"))).toBe(false);
    await openTraces(page);
    await expect(rowsOf(page)).toHaveCount(1);
  });

  test("a workspace that is only read says so, and is left as it is until changes are allowed", async ({ desktop }) => {
    const { page } = desktop;
    await openTraces(page);
    await expect(rowsOf(page)).toHaveCount(1);
    /** Another workspace is another page. */
    const afterLoad = async (act: () => Promise<void>): Promise<void> => {
      const loaded = page.waitForEvent("load");
      await act();
      await loaded;
    };
    const toSources = () => page.getByRole("link", { name: "Sources" }).click();
    const press = (name: string) => page.getByRole("button", { name, exact: true }).click();
    const target = path.join(desktop.folder, "handed.skein");
    await toSources();
    await desktop.answerSaveDialog(target);
    await afterLoad(() => press("Save as…"));
    await toSources();
    await expect(page.getByText("1 source, 2 spans")).toBeVisible();
    await desktop.answerSaveDialog(path.join(desktop.folder, "mine.skein"));
    await afterLoad(() => press("New"));
    await expect(page.getByText("nothing in it yet")).toBeVisible();

    await desktop.answerOpenDialog([target]);
    await afterLoad(() =>
      desktop.electron.evaluate(({ Menu }) => {
        Menu.getApplicationMenu()?.getMenuItemById("open-workspace-read-only")?.click();
      }),
    );
    await expect(page.getByText("open for reading only")).toBeVisible();
    await openTraces(page);
    await expect(rowsOf(page)).toHaveCount(1);
    await toSources();
    await expect(page.getByRole("button", { name: "Open the sample" })).toBeDisabled();
    await afterLoad(() => press("Allow changes"));
    await toSources();
    await expect(page.getByRole("button", { name: "Open the sample" })).toBeEnabled();
    await expect(page.getByText("open for reading only")).toBeHidden();

    // What was open before is one click away.
    await afterLoad(() => page.getByRole("button", { name: "mine.skein" }).click());
    await expect.poll(() => desktop.windowTitle()).toBe("mine – Skein");
  });

  test("a link leads to its place in its workspace, and only there", async ({ desktop }) => {
    const { page } = desktop;
    await openTraces(page);
    await expect(rowsOf(page)).toHaveCount(1);
    const known = (): string[] => {
      const settings = JSON.parse(readFileSync(path.join(desktop.folder, "data/settings.json"), "utf8")) as {
        workspacePaths: Record<string, string>;
      };
      return Object.keys(settings.workspacePaths);
    };
    await expect.poll(known).toHaveLength(1);
    await desktop.answerMessages(0);
    expect(await desktop.startAgain([`skein://${known()[0]}/settings`])).toBe(0);
    await expect(page).toHaveURL(/\/settings$/);
    expect(await desktop.startAgain(["skein://00000000-0000-4000-8000-000000000000/traces"])).toBe(0);
    await expect.poll(() => desktop.askedMessages()).toEqual([expect.stringContaining("never opened here")]);
    await expect(page).toHaveURL(/\/settings$/);
  });

  test("a deleted workspace is gone from the disk, and an empty one is open", async ({ desktop }) => {
    const { page } = desktop;
    await openTraces(page);
    await expect(rowsOf(page)).toHaveCount(1);
    await desktop.answerMessages(0);
    await desktop.electron.evaluate(({ Menu }) => {
      Menu.getApplicationMenu()?.getMenuItemById("delete-workspace")?.click();
    });
    await expect(page.getByRole("button", { name: "Open the sample" }).first()).toBeVisible();
    expect(await desktop.askedMessages()).toEqual([expect.stringContaining("Delete the workspace Untitled?")]);
  });
});

test("a file that is not there is told by name", async ({ desktop }) => {
  await desktop.answerMessages(0);
  expect(await desktop.startAgain(["missing.json"])).toBe(0);
  await expect.poll(() => desktop.askedMessages()).toEqual([expect.stringContaining("missing.json does not exist")]);
});
