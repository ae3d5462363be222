import { existsSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { expect, test } from "./fixtures/electron.js";
import { INCIDENT_ID, incidentLines, PICTURE } from "./fixtures/incident-lines.js";

const BODIES = [{ type: "note", text: "Write to anna.huber@example.org." }, PICTURE];

test.use({ args: ["incident.jsonl"], given: { "incident.jsonl": incidentLines("It gave up", BODIES) } });

test("the report is printed to a PDF, and shown in a frame where nothing runs", async ({ desktop }) => {
  const { page, electron } = desktop;
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Incidents" }).click();
  await page.getByText("It gave up").first().click();
  await expect(page).toHaveURL(new RegExp(INCIDENT_ID));
  const panel = page.getByRole("region", { name: "Report" });
  await panel.getByRole("button", { name: "Preview report" }).click();
  const dialog = page.getByRole("dialog", { name: "Report preview" });
  const shown = dialog.frameLocator("iframe");
  await expect(shown.getByRole("heading", { name: "It gave up" })).toBeVisible();
  await expect(shown.getByText("EMAIL_1").first()).toBeVisible();
  await dialog.getByRole("button", { name: "Close" }).last().click();

  const target = path.join(desktop.folder, "handed over.pdf");
  await desktop.answerSaveDialog(target);
  await panel.getByRole("button", { name: "PDF" }).click();
  await panel.getByRole("button", { name: "Export report" }).click();
  await expect(page.getByText("Saved handed over.pdf")).toBeVisible();
  expect(readFileSync(target).subarray(0, 5).toString()).toBe("%PDF-");
  expect(statSync(target).mode & 0o077).toBe(0);
  expect(existsSync(`${target}.part`)).toBe(false);
  expect(electron.windows()).toHaveLength(1);
});
