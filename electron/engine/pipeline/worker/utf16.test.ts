import { describe, expect, it } from "vitest";
import { ByteReader } from "./bytes.js";
import { utf16Of } from "./utf16.js";

const TEXT = '{"name":"Zoë 日本 🎉"}\r\n';
const little = Buffer.from(TEXT, "utf16le");
const big = Buffer.from(little).swap16();

async function read(bytes: Buffer, pieceBytes: number): Promise<{ text: string; packings: readonly string[] }> {
  async function* pieces(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += pieceBytes) {
      yield await Promise.resolve(bytes.subarray(at, at + pieceBytes));
    }
  }
  const reader = new ByteReader({ stream: pieces() });
  const read: Buffer[] = [];
  for await (const piece of reader.chunks()) read.push(piece);
  return { text: Buffer.concat(read).toString("utf8"), packings: reader.packings };
}

describe("text in UTF-16, as shells of Windows write it", () => {
  it.each([
    ["little end first, with its mark", Buffer.concat([Buffer.from([0xff, 0xfe]), little])],
    ["big end first, with its mark", Buffer.concat([Buffer.from([0xfe, 0xff]), big])],
    ["little end first, without", little],
  ])("%s, is read as the same text in UTF-8, however it is cut", async (_what, bytes) => {
    for (const size of [1, 3, 1000]) {
      expect(await read(bytes, size)).toEqual({ text: TEXT, packings: ["UTF-16"] });
    }
  });

  it("is not taken for what is something else", () => {
    for (const bytes of [
      [],
      [0x7b, 0x22],
      [0x7b, 0x22, 0x61, 0x22],
      [0xff, 0xfe, 0, 0],
      [0, 0, 0, 9],
      [0x0a, 0, 1, 0],
      [0, 0x7b, 0, 9],
    ]) {
      expect(utf16Of(Buffer.from(bytes))).toBeNull();
    }
  });
});
