import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ImportedFile } from "../../shared/contract/sources.js";
import { SAMPLE_FILE } from "../fixtures/files.js";
import { BUILD_LIMIT_MS, ensureBuilt, Place } from "./skein.js";

const isRoot = process.getuid?.() === 0;
/** Not one that a packer could make smaller, and the same on every run. */
const noise = Buffer.from(Array.from({ length: 50_000 }, (_, index) => (index * index * 31 + (index >> 3)) & 0xff));

let place: Place;
let whole: Buffer;
let packed: Buffer;
beforeAll(async () => {
  await ensureBuilt();
  place = new Place();
  whole = readFileSync(SAMPLE_FILE);
  packed = gzipSync(whole);
  mkdirSync(place.pathOf("nothing/inside"), { recursive: true });
  mkdirSync(place.pathOf("letters"));
  writeFileSync(place.pathOf("letters/letter.txt"), "Dear Sir or Madam");
  writeFileSync(place.pathOf("letters/blank.json"), "");
  const files: Readonly<Record<string, string | Buffer>> = {
    "good.jsonl": whole,
    "letter.txt": "Dear Sir or Madam",
    "other.json": '{"menu":{"id":"file"}}',
    "page.html": "<!doctype html><title>Not found</title>",
    "empty.json": "",
    "blank.json": " \n\n\t\n",
    "logs.json": '{"resourceLogs":[{"scopeLogs":[{"logRecords":[{"timeUnixNano":"1"},{"timeUnixNano":"2"}]}]}]}',
    "none.json": '{"resourceSpans":[]}',
    "noise.bin": noise,
    "cut.json": '{"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"0123',
    "cut.jsonl.gz": packed.subarray(0, Math.floor(packed.length / 2)),
    "bad.gz": Buffer.concat([packed.subarray(0, 1000), noise.subarray(0, 500), packed.subarray(1500)]),
    "cut.jsonl": whole.subarray(0, Math.floor(whole.length / 2)),
  };
  for (const [name, bytes] of Object.entries(files)) writeFileSync(place.pathOf(name), bytes);
  await place.answer("import", "good.jsonl", "--workspace", "kept.skein");
}, BUILD_LIMIT_MS);
afterAll(() => place.remove());

describe("a file that is no trace file is refused, and nothing is lost:", () => {
  it.each([
    ["letter.txt", "UNKNOWN_FORMAT", "It is text, but no trace file that Skein knows."],
    ["other.json", "UNKNOWN_FORMAT", "It is JSON, but of no trace format that Skein knows."],
    ["page.html", "UNKNOWN_FORMAT", "It is text, but no trace file that Skein knows."],
    ["empty.json", "EMPTY_FILE", "The file is empty."],
    ["blank.json", "EMPTY_FILE", "nothing but blank space"],
    ["logs.json", "NO_TRACES", "only 2 log records"],
    ["none.json", "NO_TRACES", "There is not one span in the file."],
    ["noise.bin", "UNKNOWN_FORMAT", "It is a binary file of a kind that Skein does not know."],
    ["cut.json", "CORRUPT_FILE", "ends in the middle of a record"],
    ["cut.jsonl.gz", "CORRUPT_FILE", "The gzip data is damaged or was cut off."],
    ["bad.gz", "CORRUPT_FILE", "The gzip data is damaged or was cut off."],
    ["missing.jsonl", "NOT_FOUND", "There is no file"],
  ])("%s", async (name, code, message) => {
    const before = await place.counts("kept.skein");
    const ran = await place.run(["import", name, "--workspace", "kept.skein"]);
    expect(ran.code).toBe(1);
    expect(ran.stderr).toMatch(/^skein: [^\n]+\n$/);
    expect(ran.stderr).toContain(`skein: ${name}: `);
    expect(ran.stderr).toContain(message);

    const asJson = await place.run(["import", name, "--workspace", "kept.skein", "--json"]);
    expect(asJson.code).toBe(1);
    const { sources } = JSON.parse(asJson.stdout) as { sources: ImportedFile[] };
    expect(sources).toMatchObject([{ name, status: "refused", stored: 0, error: { code, hint: /./ } }]);
    expect(JSON.parse(asJson.stderr)).toMatchObject({ error: { code } });
    expect(await place.counts("kept.skein")).toEqual(before);
  });
});

describe("a folder", () => {
  it("without a file is refused", async () => {
    const ran = await place.run(["import", "nothing"]);
    expect(ran).toMatchObject({ code: 1, stdout: "" });
    expect(ran.stderr).toMatch(/^skein: There is no file in nothing\. [^\n]+\n$/);
  });

  it("without traces is refused, with a reason for each file", async () => {
    const ran = await place.run(["import", "letters"]);
    expect(ran.code).toBe(1);
    expect(ran.stderr).toContain("letters/letter.txt: It is text");
    expect(ran.stderr).toContain("letters/blank.json: The file is empty.");
  });
});

describe("lines cut in the middle", () => {
  it("are stored as far as they are whole", async () => {
    const ran = await place.run(["import", "cut.jsonl", "--json"]);
    expect(ran.code).toBe(0);
    const { sources } = JSON.parse(ran.stdout) as { sources: ImportedFile[] };
    const message = expect.stringContaining("ends in the middle of a record") as string;
    expect(sources).toMatchObject([{ status: "partial", rejected: 1, error: { code: "CORRUPT_FILE", message } }]);
    const [source] = sources;
    expect(source?.stored).toBe((source?.read ?? 0) - 1);
  });
});

it("good files are stored though others beside them are refused", async () => {
  const ran = await place.run(["import", "letter.txt", "good.jsonl", "missing.jsonl"]);
  expect(ran.code).toBe(0);
  expect(ran.stdout).toMatch(/good\.jsonl +otlp-json +stored/);
  expect(ran.stderr.trimEnd().split("\n")).toHaveLength(2);
});

it.skipIf(isRoot)("a file without permission is refused (skipped as root, who may read everything)", async () => {
  writeFileSync(place.pathOf("secret.jsonl"), whole);
  chmodSync(place.pathOf("secret.jsonl"), 0o000);
  const ran = await place.run(["import", "secret.jsonl"]);
  expect(ran.code).toBe(1);
  expect(ran.stderr).toContain("permission is denied");
});
