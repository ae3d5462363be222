import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";

const REPORTING = join(import.meta.dirname, "../testing/reporting-process.ts");
const ITEMS = 500;
const ITEM_BYTES = 100_000;
/** Less than the evidence takes; what loads the program takes about half of it. */
const MOST_HEAP_MB = 48;

it("a report of more evidence than there is memory is written", { timeout: 120_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), "skein-memory-"));
  try {
    const words = ["--import", "tsx", `--max-old-space-size=${MOST_HEAP_MB}`, REPORTING];
    const given = [join(folder, "report"), String(ITEMS), String(ITEM_BYTES)];
    const { stdout } = await promisify(execFile)(process.execPath, [...words, ...given]);
    expect(Number(stdout)).toBeGreaterThan(ITEMS * ITEM_BYTES);
    expect(readdirSync(folder)).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
