import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/** Tests of modules that keep nothing and start nothing: they share a process, which spares the start of one for each. */
const PURE = [
  "shared/**/*.test.{ts,tsx}",
  "renderer/**/*.test.{ts,tsx}",
  "electron/engine/{analysis,conventions,prices}/**/*.test.ts",
];
/** Tests of what has a workspace of its own and closes it: they share processes too, and load the engine once in each. */
const OWN_WORKSPACE = "electron/engine/{importers,queries}/**/*.test.ts";
const ALL = "{shared,electron,renderer,scripts,e2e}/**/*.test.{ts,tsx}";

/** Unit, engine and contract tests: beside the code, in Node, on a real DuckDB. */
export default defineConfig({
  root: fileURLToPath(new URL("..", import.meta.url)),
  test: {
    environment: "node",
    // DuckDB is a native addon: a thread that is ended in the middle of a query takes the whole process with it.
    pool: "forks",
    // One more than can run at once: the tests of whole processes wait much of their time.
    maxWorkers: availableParallelism() + 1,
    // Nothing here asserts how long a thing takes: a slow or busy machine only waits longer.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    teardownTimeout: 10_000,
    // A test that needs a time zone or a locale says so; all others see the same on every machine.
    env: { TZ: "UTC", LC_ALL: "C.UTF-8" },
    passWithNoTests: false,
    restoreMocks: true,
    projects: [
      {
        extends: true,
        test: { name: "engine", include: [ALL], exclude: [...PURE, OWN_WORKSPACE, "**/node_modules/**"] },
      },
      { extends: true, test: { name: "workspaces", include: [OWN_WORKSPACE], isolate: false } },
      { extends: true, test: { name: "modules", include: PURE, isolate: false } },
    ],
  },
});
