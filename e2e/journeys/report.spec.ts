import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "../fixtures/folder.js";
import { INCIDENT_ID, incidentLines, PICTURE } from "../fixtures/incident-lines.js";
import { expect, test } from "../fixtures/server.js";

const BODIES = [{ type: "note", text: "Write to anna.huber@example.org." }, PICTURE];

const folder = temporaryFolder("report");
const file = join(folder, "incident.jsonl");
writeFileSync(file, incidentLines("Of anna.huber@example.org", BODIES));
test.use({ files: [file] });

test("a report is downloaded with its pictures, under a name that tells nothing", async ({ skein }) => {
  const { page } = skein;
  await skein.goto(`/incidents/${INCIDENT_ID}`);
  const panel = page.getByRole("region", { name: "Report" });
  await panel.getByRole("button", { name: "Markdown" }).click();
  const downloading = page.waitForEvent("download");
  await panel.getByRole("button", { name: "Export report" }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe("Of EMAIL_1.zip");
  const zip = readFileSync(await download.path()).toString("latin1");
  expect(zip).toContain("Of EMAIL_1.md");
  expect(zip).toContain("Of EMAIL_1-pictures/figure-1-");
  expect(zip).not.toContain("anna");
});
