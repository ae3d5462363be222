import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { addTotals, NO_TESTS, playwrightTotals, type TestTotals, totalsLine, vitestTotals } from "./test-totals.js";
import { getChromium } from "./get-chromium.js";

/**
 * `npm test`: a build; units, engine and contract tests; then the journeys in a browser against the built app. All of it
 * runs even where a part fails, and the last line is the sum.
 */
const root = fileURLToPath(new URL("..", import.meta.url));
const results = join(root, "test-results");

function runTool(name: string, tool: string, args: readonly string[], extra: NodeJS.ProcessEnv = {}): boolean {
  console.log(`\n== ${name}`);
  const startedMs = Date.now();
  const { status } = spawnSync("npx", ["--no-install", tool, ...args], {
    cwd: root,
    stdio: "inherit",
    shell: process.platform === "win32",
    env: { ...process.env, ...extra },
  });
  console.log(`== ${name}: ${status === 0 ? "passed" : "failed"} in ${((Date.now() - startedMs) / 1000).toFixed(0)} s`);
  return status === 0;
}

/** The totals in a runner's report. A runner that failed without a report counts as one failure, never as none. */
function readTotals(file: string, passed: boolean, read: (report: unknown) => TestTotals): TestTotals {
  let totals = NO_TESTS;
  try {
    totals = read(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    console.error(`No report at ${file}.`);
  }
  return passed || totals.failed > 0 ? totals : addTotals(totals, { passed: 0, failed: 1, skipped: 0 });
}

function build(): boolean {
  const options = { cwd: root, stdio: "inherit", shell: process.platform === "win32" } as const;
  return spawnSync("npm", ["run", "-s", "build"], options).status === 0;
}

function runUnits(): TestTotals {
  const file = join(results, "vitest.json");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  const passed = runTool("unit tests", "vitest", ["run", "-c", "scripts/vitest.config.ts", ...reporters]);
  return readTotals(file, passed, vitestTotals);
}

function runJourneys(isBuilt: boolean): TestTotals {
  const failure: TestTotals = { passed: 0, failed: 1, skipped: 0 };
  if (!isBuilt) {
    console.error("The build failed, so the journeys were not run.");
    return failure;
  }
  let browser: string;
  try {
    browser = getChromium();
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    return failure;
  }
  console.log(`Browser: ${browser}`);
  const file = join(results, "playwright.json");
  const passed = runTool("journeys", "playwright", ["test", "-c", "e2e/playwright.config.ts", "--reporter=list,json"], {
    SKEIN_CHROMIUM: browser,
    PLAYWRIGHT_JSON_OUTPUT_FILE: file,
  });
  return readTotals(file, passed, playwrightTotals);
}

rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });
// Some unit tests start the built command line too, so the build comes first.
const isBuilt = build();
const units = runUnits();
const journeys = runJourneys(isBuilt);
console.log(`\nunit tests: ${totalsLine(units)}\njourneys: ${totalsLine(journeys)}`);
const total = addTotals(units, journeys);
console.log(totalsLine(total));
process.exitCode = total.failed === 0 ? 0 : 1;
