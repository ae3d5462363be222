import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { temporaryFolder } from "../fixtures/folder.js";
import { expect, test } from "../fixtures/server.js";

const folder = temporaryFolder("sources");

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

function line(traceId: string, spanId: string, name: string): string {
  const span = {
    traceId,
    spanId,
    name,
    startTimeUnixNano: "1790000000000000000",
    endTimeUnixNano: "1790000001000000000",
    attributes: [{ key: "acme.unknown", value: { stringValue: "mystery" } }],
  };
  return `${JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans: [span] }] }] })}\n`;
}
const TRACE = "0af7651916cd43dd8448eb211c80319c";

test("a file says what was and what was not understood", async ({ skein }) => {
  const { page, sources } = skein;
  const mixed = file("mixed.jsonl", line(TRACE, "b7ad6b7169203331", "greet") + "not a span at all\n");
  await sources.pick([mixed]);
  await skein.open("Sources");
  await sources.toggle("mixed.jsonl");
  await expect(page.getByText("acme.unknown").first()).toBeVisible();
  const rejects = page.getByRole("table", { name: "Rejected records" });
  await expect(rejects.getByRole("cell", { name: "line 2" })).toBeVisible();
});

test("a packed file opens by its content, whatever it is called", async ({ skein }) => {
  const packed = file("packed.bin", gzipSync(line(TRACE, "b7ad6b7169203332", "unpacked well")));
  await skein.sources.pick([packed]);
  await skein.open("Traces");
  await expect(skein.traces.row("unpacked well")).toBeVisible();
});

const BAD: readonly (readonly [string, string, string | Buffer])[] = [
  ["an empty file", "empty.jsonl", ""],
  ["a file of another kind", "notes.txt", "Dear diary, nothing was traced today.\n"],
  ["a binary file", "noise.bin", Buffer.from(Array.from({ length: 4096 }, (_, index) => (index * 131 + 7) % 256))],
];
for (const [what, name, content] of BAD) {
  test(`${what} gets a sentence and takes nothing with it`, async ({ skein }) => {
    const { page, sources } = skein;
    await sources.pick([file(name, content), file(`good-${name}.jsonl`, line(TRACE, "b7ad6b7169203333", "kept"))]);
    const alert = page.getByRole("alert").filter({ hasText: name });
    await expect(alert).toBeVisible();
    await expect(alert).toHaveText(/\w+ \w+ \w+/);
    await skein.open("Traces");
    await expect(skein.traces.row("kept")).toBeVisible();
  });
}

test("a removed source takes its runs with it", async ({ skein }) => {
  const { page, sources } = skein;
  await sources.pick([file("going.jsonl", line(TRACE, "b7ad6b7169203334", "going away"))]);
  await skein.open("Traces");
  await expect(skein.traces.row("going away")).toBeVisible();
  await skein.open("Sources");
  await sources.toggle("going.jsonl");
  await page.getByRole("button", { name: "Remove…" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove from the workspace" }).click();
  await expect(sources.file("going.jsonl")).toHaveCount(0);
  await skein.open("Traces");
  await expect(skein.traces.rows).toHaveCount(0);
});

test("a source is removed and erased, and the others stay", async ({ skein }) => {
  const { page, sources } = skein;
  await sources.pick([
    file("erased.jsonl", line(TRACE, "b7ad6b7169203335", "to be erased")),
    file("staying.jsonl", line(`${TRACE.slice(0, 31)}d`, "b7ad6b7169203336", "here to stay")),
  ]);
  await skein.open("Traces");
  await expect(skein.traces.rows).toHaveCount(2);
  await skein.open("Sources");
  await sources.toggle("erased.jsonl");
  await page.getByRole("button", { name: "Remove and erase…" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove and erase" }).click();
  await expect(page.getByText("erased.jsonl was removed and erased")).toBeVisible();
  await expect(sources.file("erased.jsonl")).toHaveCount(0);
  await skein.open("Traces");
  await expect(skein.traces.rows).toHaveCount(1);
  await expect(skein.traces.row("here to stay")).toBeVisible();
});
