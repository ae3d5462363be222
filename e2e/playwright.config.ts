import { fileURLToPath } from "node:url";
import { defineConfig, type Project } from "@playwright/test";
import { chromiumArguments, lookForChromium } from "./fixtures/chromium.js";

/**
 * Journeys against the built app. `browser` is the app as `skein serve` serves it; `visual` holds its views against pictures; `standin` is the built main process,
 * preload script and engine on a stand-in for Electron's executable; `electron` is the same on the real one, and runs only
 * where it is asked for by name.
 */
const root = fileURLToPath(new URL("..", import.meta.url));
const electronSpecs = "**/electron*.spec.ts";
const isElectronAskedFor = process.argv.some((argument) => /^(--project=)?electron$/.test(argument));

const realElectron: Project[] = isElectronAskedFor
  ? [{ name: "electron", testMatch: electronSpecs, metadata: { target: "electron" } }]
  : [];

const executablePath = lookForChromium();

export default defineConfig({
  testDir: fileURLToPath(new URL(".", import.meta.url)),
  testMatch: "**/*.spec.ts",
  outputDir: `${root}test-results/playwright`,
  fullyParallel: true,
  forbidOnly: process.env["CI"] !== undefined,
  // A browser, a server and an engine on a busy machine: one more try there, and the list names what needed it.
  retries: process.env["CI"] === undefined ? 0 : 1,
  // A journey waits half of its time, for the page and for itself.
  workers: "150%",
  // Nothing here asserts how long a thing takes: a slow or busy machine only waits longer.
  timeout: 240_000,
  expect: { timeout: 60_000 },
  reporter: "list",
  use: {
    viewport: { width: 1440, height: 900 },
    // The same words and numbers on every machine; journeys that are about zones set their own.
    locale: "en-GB",
    timezoneId: "Europe/Berlin",
    colorScheme: "light",
    contextOptions: { reducedMotion: "reduce" },
    // Keeping the page at every step is a tenth of what a journey costs: `--trace retain-on-failure` where one fails.
    trace: "off",
    launchOptions: { args: chromiumArguments(), ...(executablePath === null ? {} : { executablePath }) },
  },
  projects: [
    { name: "browser", testDir: fileURLToPath(new URL("journeys", import.meta.url)), testIgnore: electronSpecs },
    {
      name: "visual",
      testDir: fileURLToPath(new URL("visual", import.meta.url)),
      snapshotPathTemplate: "{testDir}/pictures/{arg}{ext}",
    },
    { name: "standin", testMatch: electronSpecs, metadata: { target: "standin" } },
    ...realElectron,
  ],
});
