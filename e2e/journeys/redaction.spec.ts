import { readFileSync } from "node:fs";
import { expectAccessible } from "../fixtures/accessibility.js";
import { SAMPLE_FILE } from "../fixtures/files.js";
import { expect, test } from "../fixtures/server.js";

test.use({ files: [SAMPLE_FILE] });

test("rules and words are chosen in the settings, tried there, and undone", async ({ skein }) => {
  const { page } = skein;
  await skein.open("Settings");
  const rules = page.getByRole("table", { name: "Rules of redaction" });
  const tried = page.getByRole("status", { name: "As it would leave" });
  await page.getByLabel("Try it").fill("Ada Quimby <ada@example.com> at 10.1.2.3 about HV-208841");
  await expect(tried).toContainText("Ada Quimby <EMAIL_1> at IP_1 about HV-208841");

  const names = page.getByRole("textbox", { name: "Names" });
  await names.fill("Ada Quimby");
  await names.press("Enter");
  const patterns = page.getByRole("textbox", { name: "Patterns" });
  await patterns.fill("HV-(\\d");
  await expect(patterns).toHaveAttribute("aria-invalid", "true");
  await patterns.fill("HV-\\d{6}");
  await patterns.press("Enter");
  await rules.getByRole("checkbox", { name: "IP addresses" }).uncheck();
  await expect(tried).toContainText("PERSON_1 <EMAIL_1> at 10.1.2.3 about MATCH_1");

  await page.getByRole("heading", { name: "Settings" }).click();
  await page.keyboard.press("Control+z");
  await expect(rules.getByRole("checkbox", { name: "IP addresses" })).toBeChecked();
  await expect(tried).toContainText("PERSON_1 <EMAIL_1> at IP_1 about MATCH_1");
  await page.reload();
  await expect(page.getByRole("list", { name: "Names" })).toContainText("Ada Quimby");
});

test("an export shows what it takes out, leaves it out, and is in the log of what left", async ({ skein }) => {
  const { page } = skein;
  await skein.goto("/spans");
  await page.getByRole("button", { name: "Export these spans" }).click();
  const dialog = page.getByRole("dialog", { name: /^Export \d/ });
  await dialog.getByRole("button", { name: "CSV" }).click();
  await dialog.getByRole("checkbox", { name: /Redact secrets/ }).check();
  const found = dialog.getByRole("region", { name: "Private data" });
  await found.getByRole("button", { name: "Add a word or pattern" }).click();
  await found.getByRole("textbox").fill("planner");
  await found.getByRole("textbox").press("Enter");
  await expect(found.getByRole("list", { name: "Preview" })).toContainText("WORD_1");
  await expectAccessible(page, "the preview of an export");
  await found.getByRole("button", { name: /^Show all/ }).click();
  const all = page.getByRole("dialog", { name: /where something is taken out/ });
  await expect(all.getByRole("table")).toContainText("planner");
  await expect(all.getByRole("button", { name: "Not private: planner" }).first()).toBeVisible();
  await expectAccessible(page, "the replacements of an export");
  await page.keyboard.press("Escape");
  await expect(all).toBeHidden();

  const downloading = page.waitForEvent("download");
  await dialog.getByRole("button", { name: "Export …" }).click();
  const csv = readFileSync(await (await downloading).path(), "utf8");
  expect(csv).toContain("WORD_1");
  expect(csv).not.toMatch(/planner/i);

  await skein.open("Settings");
  const log = page.getByRole("table", { name: "What left" });
  await expect(log.getByRole("row").nth(1)).toContainText("Words");
  await expect(log.getByRole("row").nth(1)).toContainText("csv");
});
