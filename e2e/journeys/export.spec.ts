import { readFileSync } from "node:fs";
import { SAMPLE_FILE } from "../fixtures/files.js";
import { expect, test } from "../fixtures/server.js";

test.use({ files: [SAMPLE_FILE] });

test("what is listed is exported as OTLP, whole traces of a search, without others", async ({ skein }) => {
  const { page } = skein;
  await skein.goto("/traces?q=status%3Aerror");
  await expect(skein.traces.rows.first()).toBeVisible();
  const traces = await skein.traces.count();
  await page.getByRole("button", { name: "Export these traces" }).click();
  const dialog = page.getByRole("dialog", { name: /^Export \d/ });
  await expect(dialog).toContainText("Skein opens it again");
  await dialog.getByRole("checkbox", { name: "Only what went wrong, and a sample" }).check();
  await dialog.getByRole("textbox", { name: "Others" }).fill("some");
  await expect(dialog.getByRole("button", { name: "Export …" })).toBeDisabled();
  await dialog.getByRole("textbox", { name: "Others" }).fill("0");
  const downloading = page.waitForEvent("download");
  await dialog.getByRole("button", { name: "Export …" }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe("traces.otlp.jsonl");
  const lines = readFileSync(await download.path(), "utf8")
    .trimEnd()
    .split("\n");
  const ids = lines.flatMap((line) => [...line.matchAll(/"traceId":"([0-9a-f]{32})"/g)].map((match) => match[1]));
  expect(new Set(ids).size).toBe(traces);
  expect(lines[0]).toContain("skein.export.left_out.traces");
  await expect(dialog).toBeHidden();
});

test("spans are exported as a table, without annotations, by the keyboard", async ({ skein }) => {
  const { page } = skein;
  await skein.goto("/spans?q=kind%3Allm");
  const open = page.getByRole("button", { name: "Export these spans" });
  await expect(open).toBeVisible();
  await open.focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: /^Export \d/ });
  await dialog.getByRole("button", { name: "CSV" }).press("Enter");
  await dialog.getByRole("checkbox", { name: /With notes/ }).press("Space");
  const downloading = page.waitForEvent("download");
  await dialog.getByRole("button", { name: "Export …" }).press("Enter");
  const csv = readFileSync(await (await downloading).path(), "utf8");
  const head = csv.split("\r\n")[0] ?? "";
  expect(head).toContain("trace_id,span_id,parent_span_id");
  expect(head).not.toContain("annotations");

  await open.press("Enter");
  await expect(dialog).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
});
