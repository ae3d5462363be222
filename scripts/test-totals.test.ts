import { describe, expect, it } from "vitest";
import { addTotals, playwrightTotals, totalsLine, vitestTotals } from "./test-totals.js";

const vitestReport = { numPassedTests: 5, numFailedTests: 1, numPendingTests: 2, numTodoTests: 0 };
const failedTest = { status: "failed", assertionResults: [{ status: "failed" }, { status: "passed" }] };

describe("the totals of a test run", () => {
  it("are read from vitest's report", () => {
    expect(vitestTotals({ ...vitestReport, testResults: [failedTest] })).toEqual({ passed: 5, failed: 1, skipped: 2 });
  });

  it("count a file that could not be loaded as a failure", () => {
    const broken = { status: "failed", assertionResults: [] };
    expect(vitestTotals({ ...vitestReport, testResults: [failedTest, broken] }).failed).toBe(2);
  });

  it("count a journey that passed at the second try as passed, and one that did not as failed", () => {
    const report = { stats: { expected: 4, unexpected: 1, flaky: 1, skipped: 0 } };
    expect(playwrightTotals(report)).toEqual({ passed: 5, failed: 1, skipped: 0 });
  });

  it("refuse a report that is not one", () => {
    expect(() => playwrightTotals({})).toThrow("stats.expected");
    expect(() => vitestTotals(null)).toThrow("numFailedTests");
  });

  it("are told in one line", () => {
    const sum = addTotals({ passed: 2, failed: 0, skipped: 0 }, { passed: 3, failed: 1, skipped: 0 });
    expect(totalsLine(sum)).toBe("5 passed, 1 failed");
    expect(totalsLine({ ...sum, skipped: 4 })).toBe("5 passed, 1 failed, 4 skipped");
  });
});
