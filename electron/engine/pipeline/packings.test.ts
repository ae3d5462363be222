import { randomBytes } from "node:crypto";
import { crc32, deflateRawSync, gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { addsUp, only, RUN } from "../testing/import-cases.js";
import { failure, TestEngine } from "../testing/test-engine.js";
import { ByteReader } from "./worker/bytes.js";

const LINES = RUN.join("\n");
const PLANNER = only("planner");
const SEARCH = only("search");

describe("gzip", () => {
  it("of several members is one file", async () => {
    await using engine = await TestEngine.open();
    const packed = Buffer.concat([gzipSync(`${PLANNER}\n`), gzipSync(SEARCH), Buffer.alloc(512)]);
    expect(await engine.add("unknown", packed)).toMatchObject({ status: "stored", stored: 2 });
  });

  it("with something else behind it, or cut off, is refused whole", async () => {
    await using engine = await TestEngine.open();
    const packed = gzipSync(LINES);
    const followed = await engine.add("a", Buffer.concat([packed, Buffer.from("and this")]));
    const cut = await engine.add("b", packed.subarray(0, -9));
    for (const file of [followed, cut]) {
      expect(file).toMatchObject({ status: "refused", error: { code: "CORRUPT_FILE" } });
      expect(file.error?.message).toMatch(/gzip/);
    }
    expect(await engine.value("SELECT count(*) FROM record")).toBe(0);
  });
});

describe("zstd", () => {
  it("frames one after another are one file, however it came", async () => {
    await using engine = await TestEngine.open();
    const packed = Buffer.concat([SKIPPED, zstd(`${PLANNER}\n`), zstd(SEARCH)]);
    expect(await engine.add("unknown", packed)).toMatchObject({ status: "stored", stored: 2 });
    expect(await engine.addStream("-", bytewise(packed))).toMatchObject({ status: "known" });
    expect(await engine.value("SELECT list_first(containers) FROM source")).toBe("zstd");
  });

  it("frames with a length each, as the collector writes them, are one file", async () => {
    await using engine = await TestEngine.open();
    const packed = Buffer.concat([framed(zstd(PLANNER)), framed(zstd(SEARCH))]);
    expect(await engine.add("unknown", packed)).toMatchObject({ status: "stored", stored: 2 });
    expect(await engine.value("SELECT list_first(containers) FROM source")).toBe("zstd frames");
    expect(await engine.add("cut", packed.subarray(0, -1))).toMatchObject({
      status: "refused",
      error: { message: "The zstd data was cut off." },
    });
  });

  it("within gzip is unpacked too", async () => {
    await using engine = await TestEngine.open();
    expect(await engine.add("unknown", gzipSync(zstd(LINES)))).toMatchObject({ status: "stored", stored: 3 });
  });

  it("cut off or damaged is refused whole", async () => {
    await using engine = await TestEngine.open();
    const packed = zstd(LINES);
    for (const broken of [packed.subarray(0, -3), Buffer.concat([packed, Buffer.from("and something else behind")])]) {
      const file = await engine.add("broken", broken);
      expect(file).toMatchObject({ status: "refused", error: { code: "CORRUPT_FILE" } });
      expect(file.error?.message).toMatch(/zstd/);
    }
    expect(await engine.value("SELECT count(*) FROM record")).toBe(0);
  });
});

describe("what unpacks to much more than it is", () => {
  it("comes in pieces that fit into memory", async () => {
    // Blocks of 128 kB that are one byte, over and over.
    const frame = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0, 0x38]);
    const block = Buffer.from([0x02, 0, 0x10, 0x20]);
    const last = Buffer.from([0x03, 0, 0x10, 0x20]);
    const bomb = Buffer.concat([frame, ...Array.from({ length: 2000 }, () => block), last]);
    let bytes = 0;
    for await (const piece of new ByteReader({ stream: one(bomb) }).chunks()) {
      expect(piece.length).toBeLessThan(10e6);
      bytes += piece.length;
    }
    expect(bytes).toBe(2001 * 131_072);
  });

  it("is refused where it wants too much memory, also behind a frame that does not", async () => {
    await using engine = await TestEngine.open();
    const wide = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0, 0xa8, 0x03, 0, 0x10, 0x20, 0, 0, 0, 0, 0, 0, 0, 0]);
    for (const packed of [wide, Buffer.concat([zstd(LINES), wide])]) {
      expect(await engine.add("wide", packed)).toMatchObject({ status: "refused", error: { code: "TOO_LARGE" } });
    }
  });

  it("in a zip costs no more than its reading", async () => {
    await using engine = await TestEngine.open();
    const path = engine.write("bomb.zip", zip({ "zeros.bin": Buffer.alloc(64e6), "one.jsonl": PLANNER }));
    const files = await engine.import([path]);
    expect(files.map((file) => file.status)).toEqual(["refused", "stored"]);
  });
});

describe("zip", () => {
  const FILES = { "one.jsonl": PLANNER, "deep/two.json": gzipSync(SEARCH), "readme.txt": "hello" };

  it("is a folder: each file is one of its own", async () => {
    await using engine = await TestEngine.open();
    const files = await engine.import([engine.write("all.zip", zip(FILES))]);
    expect(files.map((file) => [file.name, file.status])).toEqual([
      ["all.zip/one.jsonl", "stored"],
      ["all.zip/deep/two.json", "stored"],
      ["all.zip/readme.txt", "refused"],
    ]);
    files.forEach(addsUp);
    expect(await engine.sql("SELECT name FROM source ORDER BY id")).toEqual([
      ["all.zip/one.jsonl"],
      ["all.zip/deep/two.json"],
    ]);
    const again = await engine.import([engine.write("again", zip(FILES))]);
    expect(again.map((file) => file.status)).toEqual(["known", "known", "refused"]);
  });

  it.each(["deflated", "deflated, sizes behind", "stored", "stored, sizes behind"] as const)(
    "comes from a stream: %s",
    async (how) => {
      await using engine = await TestEngine.open();
      engine.offer("-", bytewise(zip({ ...FILES, "empty.txt": "" }, how)));
      const files = await engine.import(["-"]);
      expect(files.map((file) => file.status)).toEqual(["stored", "stored", "refused", "refused"]);
      expect(files[3]?.error?.code).toBe("EMPTY_FILE");
    },
  );

  it("in a zip is opened, and what systems put in is skipped with a word", async () => {
    await using engine = await TestEngine.open();
    const inner = zip({ "one.jsonl": PLANNER });
    const path = engine.write("outer.zip", zip({ "inner.zip": inner, "__MACOSX/._inner.zip": "x", ".DS_Store": "x" }));
    const skipped: string[] = [];
    const files = await engine.import([path], (event) => {
      if (event.type === "done") skipped.push(...(event.skipped ?? []).map((file) => `${file.name}: ${file.reason}`));
    });
    expect(files.map((file) => file.name)).toEqual(["outer.zip/inner.zip/one.jsonl"]);
    expect(skipped).toEqual([
      "outer.zip/__MACOSX/._inner.zip: The system made it, not a tracer.",
      "outer.zip/.DS_Store: It is hidden.",
    ]);
  });

  it("that was cut off keeps the files before the cut and says so", async () => {
    await using engine = await TestEngine.open();
    const whole = zip(FILES);
    const second = whole.indexOf("deep/two.json");
    const files = await engine.import([engine.write("cut.zip", whole.subarray(0, second + 40))]);
    expect(files.map((file) => [file.name, file.status, file.error?.message])).toEqual([
      ["cut.zip/one.jsonl", "stored", undefined],
      ["cut.zip/deep/two.json", "refused", "The zip archive was cut off."],
      ["cut.zip", "refused", "The zip archive was cut off."],
    ]);
  });

  it("with a damaged or an encrypted file refuses that one alone", async () => {
    await using engine = await TestEngine.open();
    const archive = zip({ "a.jsonl": PLANNER, "b.jsonl": SEARCH, "c.jsonl": LINES }, "stored");
    archive[archive.indexOf("planner")] = 0x50;
    archive[archive.indexOf("b.jsonl") - 30 + 6] = 1;
    const files = await engine.import([engine.write("some.zip", archive)]);
    expect(files.map((file) => [file.status, file.error?.message])).toEqual([
      ["refused", "The zip archive is damaged."],
      ["refused", "It is encrypted."],
      ["stored", undefined],
    ]);
  });

  it("keeps what was stored before a cancel, and nothing after it", async () => {
    await using engine = await TestEngine.open();
    const path = engine.write("all.zip", zip({ "a.jsonl": PLANNER, "b.jsonl": SEARCH, "c.jsonl": LINES }));
    const stop = new AbortController();
    const importing = engine.import([path], (event) => (event.type === "file" ? stop.abort() : undefined), stop.signal);
    expect(await failure(importing)).toBe("CANCELLED");
    expect(await engine.sql("SELECT name FROM source")).toEqual([["all.zip/a.jsonl"]]);
  });

  it("that is empty is refused", async () => {
    await using engine = await TestEngine.open();
    const [file] = await engine.import([engine.write("empty.zip", zip({}))]);
    expect(file).toMatchObject({ status: "refused", error: { code: "NO_TRACES" } });
  });
});

describe("tar", () => {
  const LONG_NAME = `${"deep/".repeat(30)}two.json`;
  const FILES = { "./one.jsonl": PLANNER, [LONG_NAME]: SEARCH, "readme.txt": "hello" };

  it.each([
    ["as it is", tar(FILES)],
    ["packed by gzip", gzipSync(tar(FILES))],
  ])("%s, is a folder, from a file and from a stream", async (_how, bytes) => {
    await using engine = await TestEngine.open();
    const files = await engine.import([engine.write("all.tgz", bytes)]);
    expect(files.map((file) => [file.name, file.status])).toEqual([
      ["all.tgz/one.jsonl", "stored"],
      [`all.tgz/${LONG_NAME}`, "stored"],
      ["all.tgz/readme.txt", "refused"],
    ]);
    files.forEach(addsUp);
    engine.offer("-", bytewise(bytes));
    expect((await engine.import(["-"])).map((file) => file.status)).toEqual(["known", "known", "refused"]);
  });

  it("that was cut off keeps the files before the cut and says so", async () => {
    await using engine = await TestEngine.open();
    const cut = await engine.import([engine.write("cut.tar", tar(FILES).subarray(0, 512 + PLANNER.length + 600))]);
    expect(cut.map((file) => [file.name, file.status, file.error?.message])).toEqual([
      ["cut.tar/one.jsonl", "stored", undefined],
      ["cut.tar", "refused", "The tar archive was cut off."],
    ]);
    const packed = gzipSync(tar({ "a.jsonl": randomBytes(20_000) }));
    const [inside] = await engine.import([engine.write("cut.tgz", packed.subarray(0, 9000))]);
    expect(inside?.error).toMatchObject({ code: "CORRUPT_FILE", message: expect.stringMatching(/gzip/) as string });
  });
});

const SKIPPED = Buffer.from([0x5a, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3]);

/** A frame of one raw block, with its size and without a checksum. */
function zstd(content: string): Buffer {
  const bytes = Buffer.from(content);
  const head = Buffer.alloc(12);
  head.writeUInt32LE(0xfd2fb528, 0);
  head[4] = 0xa0;
  head.writeUInt32LE(bytes.length, 5);
  head.writeUIntLE(bytes.length * 8 + 1, 9, 3);
  return Buffer.concat([head, bytes]);
}

function framed(message: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(message.length);
  return Buffer.concat([length, message]);
}

type How = "deflated" | "deflated, sizes behind" | "stored" | "stored, sizes behind";

function zip(files: Record<string, string | Buffer>, how: How = "deflated"): Buffer {
  const parts: Buffer[] = [];
  for (const [name, content] of Object.entries(files)) {
    const bytes = Buffer.from(content);
    const packed = how.startsWith("deflated") ? deflateRawSync(bytes) : bytes;
    const sizes = Buffer.alloc(12);
    sizes.writeUInt32LE(crc32(bytes), 0);
    sizes.writeUInt32LE(packed.length, 4);
    sizes.writeUInt32LE(bytes.length, 8);
    const areBehind = how.endsWith("behind");
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0);
    head.writeUInt16LE(areBehind ? 8 : 0, 6);
    head.writeUInt16LE(how.startsWith("deflated") ? 8 : 0, 8);
    if (!areBehind) sizes.copy(head, 14);
    head.writeUInt16LE(Buffer.byteLength(name), 26);
    parts.push(head, Buffer.from(name), packed);
    if (areBehind) parts.push(Buffer.from("PK\x07\x08", "latin1"), sizes);
  }
  parts.push(Buffer.from("PK\x05\x06", "latin1"), Buffer.alloc(18));
  return Buffer.concat(parts);
}

/** As GNU tar writes it: long names in entries of their own. */
function tar(files: Record<string, string | Buffer>): Buffer {
  const entry = (name: string, type: string, content: Buffer): Buffer => {
    const head = Buffer.alloc(512);
    head.write(name.slice(0, 100), 0);
    head.write(`${content.length.toString(8).padStart(11, "0")} `, 124);
    head.write(" ".repeat(8), 148);
    head.write(`${type}ustar  `, 156);
    head.write(
      `${head
        .reduce((sum, byte) => sum + byte, 0)
        .toString(8)
        .padStart(6, "0")}\0`,
      148,
    );
    return Buffer.concat([head, content, Buffer.alloc((512 - (content.length % 512)) % 512)]);
  };
  const entries = Object.entries(files).flatMap(([name, content]) => [
    ...(name.length > 100 ? [entry("././@LongLink", "L", Buffer.from(`${name}\0`))] : []),
    entry(name, "0", Buffer.from(content)),
  ]);
  return Buffer.concat([entry("./", "5", Buffer.alloc(0)), ...entries, Buffer.alloc(1024)]);
}

async function* one(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}

async function* bytewise(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let offset = 0; offset < bytes.length; offset += 7) {
    yield bytes.subarray(offset, offset + 7);
    await Promise.resolve();
  }
}
