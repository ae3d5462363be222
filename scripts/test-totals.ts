export interface TestTotals {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}
export const NO_TESTS: TestTotals = { passed: 0, failed: 0, skipped: 0 };

function numberAt(report: unknown, ...path: readonly string[]): number {
  let value: unknown = report;
  for (const key of path) value = typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
  if (typeof value !== "number") throw new Error(`The report has no number at ${path.join(".")}.`);
  return value;
}

/**
 * The totals in vitest's JSON report. A file that can't be loaded has no tests in it and fails nothing there, so it counts
 * as one failure here.
 * @throws where the report is not vitest's.
 */
export function vitestTotals(report: unknown): TestTotals {
  const failedTests = numberAt(report, "numFailedTests");
  const files: unknown = typeof report === "object" && report !== null ? Reflect.get(report, "testResults") : undefined;
  const broken = (Array.isArray(files) ? files : []).filter(isBrokenFile).length;
  return {
    passed: numberAt(report, "numPassedTests"),
    failed: failedTests + broken,
    skipped: numberAt(report, "numPendingTests") + numberAt(report, "numTodoTests"),
  };
}

function isBrokenFile(file: unknown): boolean {
  if (typeof file !== "object" || file === null || Reflect.get(file, "status") !== "failed") return false;
  const tests: unknown = Reflect.get(file, "assertionResults");
  return !Array.isArray(tests) || !tests.some((test: unknown) => Reflect.get(Object(test), "status") === "failed");
}

/**
 * The totals in Playwright's JSON report. A journey that passed at the second try counts as passed; the runner's list names it as
 * flaky, so that its race is found.
 * @throws where the report is not Playwright's.
 */
export function playwrightTotals(report: unknown): TestTotals {
  return {
    passed: numberAt(report, "stats", "expected") + numberAt(report, "stats", "flaky"),
    failed: numberAt(report, "stats", "unexpected"),
    skipped: numberAt(report, "stats", "skipped"),
  };
}

export function addTotals(left: TestTotals, right: TestTotals): TestTotals {
  return {
    passed: left.passed + right.passed,
    failed: left.failed + right.failed,
    skipped: left.skipped + right.skipped,
  };
}

/** `12 passed, 0 failed`, and the skipped ones where there are any. */
export function totalsLine(totals: TestTotals): string {
  const skipped = totals.skipped > 0 ? `, ${totals.skipped} skipped` : "";
  return `${totals.passed} passed, ${totals.failed} failed${skipped}`;
}
