import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/** Unit, engine and contract tests: beside the code, in Node, on a real DuckDB, each file in a process of its own. */
export default defineConfig({
  root: fileURLToPath(new URL("..", import.meta.url)),
  test: {
    include: ["{shared,electron,renderer,scripts,e2e}/**/*.test.{ts,tsx}"],
    environment: "node",
    // DuckDB is a native addon: a thread that is ended in the middle of a query takes the whole process with it.
    pool: "forks",
    testTimeout: 20_000,
    hookTimeout: 30_000,
    teardownTimeout: 10_000,
    // A test that needs a time zone or a locale says so; all others see the same on every machine.
    env: { TZ: "UTC", LC_ALL: "C.UTF-8" },
    passWithNoTests: false,
    restoreMocks: true,
  },
});
