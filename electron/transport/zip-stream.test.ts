import { expect, it } from "vitest";
import { crc32 } from "node:zlib";
import { type ZipEntry, zipStream } from "./zip-stream.js";

async function* entries(files: Readonly<Record<string, string>>): AsyncGenerator<ZipEntry> {
  for (const [name, text] of Object.entries(files)) yield { name, bytes: pieces(text) };
}
async function* pieces(text: string): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text, "utf8");
  for (let at = 0; at < bytes.length; at += 5) yield bytes.subarray(at, at + 5);
}

/** What the directory at the end of an archive says, and the bytes that it leads to. */
function filesOf(zip: Buffer): Record<string, string> {
  const end = zip.length - 22;
  expect(zip.readUInt32LE(end)).toBe(0x06054b50);
  const files: [string, string][] = [];
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [sum, size, nameLength, start] = [16, 24, 28, 42].map((offset) =>
      offset === 28 ? zip.readUInt16LE(at + offset) : zip.readUInt32LE(at + offset),
    ) as [number, number, number, number];
    const name = zip.toString("utf8", at + 46, at + 46 + nameLength);
    const from = start + 30 + zip.readUInt16LE(start + 26);
    const bytes = zip.subarray(from, from + size);
    expect(crc32(bytes)).toBe(sum);
    // The sizes that follow the bytes are those of the directory.
    expect(zip.readUInt32LE(from + size + 8)).toBe(size);
    files.push([name, bytes.toString("utf8")]);
    at += 46 + nameLength;
  }
  return Object.fromEntries(files);
}

it("an archive holds its files under their names", async () => {
  const files = { "Bericht für März.md": "# Würde\n", "Bericht für März-pictures/figure-1.svg": "<svg/>", empty: "" };
  const parts: Uint8Array[] = [];
  for await (const piece of zipStream(entries(files))) parts.push(piece);
  expect(filesOf(Buffer.concat(parts))).toEqual(files);
});
