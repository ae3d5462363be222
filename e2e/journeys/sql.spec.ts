import { readFileSync } from "node:fs";
import { SAMPLE_FILE } from "../fixtures/files.js";
import { expect, test } from "../fixtures/server.js";

test.use({ files: [SAMPLE_FILE] });

test("a statement is written, completed, run, drawn and opened", async ({ skein }) => {
  const { page } = skein;
  await skein.navigation.getByRole("link", { name: "SQL", exact: true }).click();
  const editor = page.getByRole("textbox", { name: "SQL statement" });
  await expect(
    page.getByRole("list", { name: "Tables" }).getByRole("button", { name: "span", exact: true }),
  ).toBeVisible();

  await editor.click();
  await page.keyboard.type("SELECT trace_id, kind, duration_ns FROM spa");
  await expect(page.getByRole("listbox")).toContainText("span");
  await page.keyboard.press("Escape");
  await page.keyboard.type("n WHERE status = 'error'");
  await page.keyboard.press("ControlOrMeta+Enter");
  const result = page.getByRole("table", { name: "Result" });
  await expect(result.getByRole("columnheader", { name: "trace_id" })).toBeVisible();
  await expect(page.getByRole("status").filter({ hasText: /rows? in/ })).toBeVisible();
  await expect.poll(() => skein.path()).toContain("/sql?q=SELECT");

  await page.getByRole("button", { name: "Chart", exact: true }).click();
  await expect(page.getByRole("group", { name: "Kind of chart" })).toBeVisible();
  await page.getByRole("button", { name: "Table", exact: true }).click();

  await result.getByRole("row").nth(1).focus();
  await page.keyboard.press("Enter");
  await expect.poll(() => skein.path()).toContain("/trace/");
  await page.goBack();
  await expect(result.getByRole("row").nth(1)).toBeVisible();
});

test("a mistake is marked where it is, and the history brings a statement back", async ({ skein }) => {
  const { page } = skein;
  await skein.goto("/sql");
  const editor = page.getByRole("textbox", { name: "SQL statement" });
  await editor.fill("SELECT count(*) AS spans FROM span");
  await page.getByRole("button", { name: "Run" }).click();
  await expect(page.getByRole("table", { name: "Result" })).toBeVisible();
  await editor.fill("SELECT agnet FROM span");
  await page.getByRole("button", { name: "Run" }).click();
  await expect(skein.alert).toContainText("agnet");
  await expect(editor.locator("[class*=mistake]")).toHaveText("agnet");
  await editor.fill("DELETE FROM span");
  await page.getByRole("button", { name: "Run" }).click();
  await expect(skein.alert).toContainText("reads");

  await page.getByRole("tab", { name: /History/ }).click();
  const history = page.getByRole("list", { name: "History" });
  await expect(history.getByRole("listitem")).toHaveCount(3);
  await history.getByRole("button", { name: /count/ }).click();
  await expect(page.getByRole("table", { name: "Result" })).toContainText("spans");
  await history.getByRole("button", { name: "Delete from the history" }).first().click();
  await expect(history.getByRole("listitem")).toHaveCount(2);
});

test("the SQL of a list of traces is shown, and its rows are saved", async ({ skein }) => {
  const { page } = skein;
  await skein.goto("/traces?q=status%3Aerror");
  await expect(skein.traces.rows.first()).toBeVisible();
  const traces = await skein.traces.count();
  await page.keyboard.press("ControlOrMeta+K");
  await page.keyboard.type("SQL of this view");
  await page.keyboard.press("Enter");
  const editor = page.getByRole("textbox", { name: "SQL statement" });
  await expect(editor).toContainText("FROM trace t");
  await page.getByRole("button", { name: "Run" }).click();
  await expect(page.getByRole("table", { name: "Result" })).toHaveAttribute("aria-rowcount", String(traces + 1));

  const downloading = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save rows" }).click();
  await page.getByRole("menuitem", { name: "All rows as CSV" }).click();
  const csv = readFileSync(await (await downloading).path(), "utf8");
  expect(csv.split("\r\n")[0]).toBe("trace_id,title,started,seconds,spans,errors,total_tokens,cost_usd,agents");
  expect(csv.trimEnd().split("\r\n").length).toBeGreaterThan(traces);

  const another = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save rows" }).click();
  await page.getByRole("menuitem", { name: "All rows as Parquet" }).click();
  const parquet = readFileSync(await (await another).path());
  expect(parquet.subarray(0, 4).toString()).toBe("PAR1");
});

test("the SQL of a list of conversations is shown, and gives its rows", async ({ skein }) => {
  const { page, conversations } = skein;
  await skein.goto("/conversations?q=status%3Aerror&sort=turns");
  await expect(conversations.rows.first()).toBeVisible();
  const listed = await conversations.count();
  await page.keyboard.press("ControlOrMeta+K");
  await page.keyboard.type("SQL of this view");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("textbox", { name: "SQL statement" })).toContainText("conversation_member");
  await page.getByRole("button", { name: "Run" }).click();
  await expect(page.getByRole("table", { name: "Result" })).toHaveAttribute("aria-rowcount", String(listed + 1));
});
