import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync, chmodSync } from "node:fs";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { SAMPLE_FILE } from "../fixtures/files.js";
import { addNote, type Serving, serve } from "./serving.js";
import { BUILD_LIMIT_MS, ensureBuilt, Place, type RunOptions, until } from "./skein.js";

const isRoot = process.getuid?.() === 0;
/** DuckDB's first block: a checksum, a mark, then the version of its storage. */
const HEADER = { bytes: 4096, version: 12, factor: 0xbf58476d1ce4e5b9n, seed: 5381n, word: (1n << 64n) - 1n };

let place: Place;
beforeAll(async () => {
  await ensureBuilt();
  place = new Place();
  copyFileSync(SAMPLE_FILE, place.pathOf("sample.jsonl"));
  await place.answer("import", "sample.jsonl", "--workspace", "good.skein");
  await place.corpus("more.jsonl", "small", 10e6);
}, BUILD_LIMIT_MS);
afterAll(() => place.remove());

const serving: Serving[] = [];
afterEach(async () => {
  for (const each of serving.splice(0)) await each.stop();
});

function copyOf(name: string, change: (bytes: Buffer) => Buffer = (bytes) => bytes): string {
  writeFileSync(place.pathOf(name), change(readFileSync(place.pathOf("good.skein"))));
  return name;
}

/** The one line that a failed command wrote, and its code. */
async function failureOf(args: readonly string[], options: RunOptions = {}): Promise<{ code: string; text: string }> {
  const ran = await place.run([...args, "--json"], options);
  expect(ran).toMatchObject({ code: 1, stdout: "" });
  expect(ran.stderr).toMatch(/^[^\n]+\n$/);
  const { error } = JSON.parse(ran.stderr) as { error: { code: string; message: string; hint: string | null } };
  expect(error.hint, error.message).not.toBeNull();
  return { code: error.code, text: `${error.message} ${error.hint}` };
}

async function inDatabase(path: string, sql: string): Promise<void> {
  const instance = await DuckDBInstance.create(path);
  const connection = await instance.connect();
  await connection.run(sql);
  connection.closeSync();
  instance.closeSync();
}

describe("a workspace that can't be opened is told, and kept as it is:", () => {
  async function expectKept(workspace: string, code: string, words: string): Promise<void> {
    const before = readFileSync(place.pathOf(workspace));
    for (const args of [
      ["import", "sample.jsonl"],
      ["sql", "SELECT count(*) FROM span"],
    ]) {
      const failure = await failureOf([...args, "--workspace", workspace]);
      expect(failure.code).toBe(code);
      expect(failure.text).toContain(words);
    }
    expect(readFileSync(place.pathOf(workspace)).equals(before)).toBe(true);
    expect(place.besides(workspace)).toEqual([]);
  }

  it("of a newer Skein", async () => {
    const name = copyOf("newer.skein");
    await inDatabase(place.pathOf(name), "UPDATE meta SET value = '99' WHERE key = 'schema_version'");
    await expectKept(name, "WORKSPACE_NEWER", "Update Skein");
  });

  it("of a newer storage version of DuckDB", async () => {
    const name = copyOf("storage.skein", (bytes) => {
      const { version, factor, seed, word } = HEADER;
      bytes.writeBigUInt64LE(bytes.readBigUInt64LE(version) + 50n, version);
      let sum = seed;
      for (let at = 8; at < HEADER.bytes; at += 8) sum ^= (bytes.readBigUInt64LE(at) * factor) & word;
      bytes.writeBigUInt64LE(sum, 0);
      return bytes;
    });
    await expectKept(name, "WORKSPACE_NEWER", "Update Skein");
  });

  it("that is garbage", async () => {
    const name = copyOf("garbage.skein", (bytes) => bytes.map((byte, index) => byte ^ (index % 251)) as Buffer);
    await expectKept(name, "WORKSPACE_DAMAGED", "is no Skein workspace, or is damaged");
  });

  it("that is another kind of file", async () => {
    writeFileSync(place.pathOf("letter.skein"), "Dear Sir or Madam");
    await expectKept("letter.skein", "WORKSPACE_DAMAGED", "is no Skein workspace");
  });

  it("that is a DuckDB database of another program", async () => {
    await inDatabase(place.pathOf("shop.skein"), "CREATE TABLE orders (id INTEGER); CHECKPOINT");
    await expectKept("shop.skein", "WORKSPACE_DAMAGED", "no Skein workspace");
  });
});

it("a workspace that was cut off says that it is damaged, where that is noticed", async () => {
  const name = copyOf("cut.skein", (bytes) => bytes.subarray(0, Math.floor(bytes.length / 3)));
  const failure = await failureOf(["search", "refund", "--workspace", name]);
  expect(failure.code).toBe("WORKSPACE_DAMAGED");
});

it("a file that is empty becomes a workspace: a process that was killed while it made one left it so", async () => {
  writeFileSync(place.pathOf("empty.skein"), "");
  await place.answer("import", "sample.jsonl", "--workspace", "empty.skein");
  expect((await place.counts("empty.skein")).sources).toBe(1);
});

describe("a workspace that is damaged is made again from the log of its changes", () => {
  async function damaged(name: string): Promise<string> {
    copyOf(name);
    const served = await serve(place, ["--workspace", name]);
    await addNote(served, "Seen before the damage.");
    await served.stop();
    const path = place.pathOf(name);
    rmSync(`${path}.wal`, { force: true });
    writeFileSync(path, readFileSync(path).fill(7, 0, 8192));
    return name;
  }
  const NOTES = "SELECT text FROM annotation WHERE kind = 'note'";

  it("by a page that is told so", async () => {
    const name = await damaged("page.skein");
    const served = await serve(place, ["--workspace", name]);
    serving.push(served);
    const failure: unknown = await served.client.call("workspace.info", {}).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: "WORKSPACE_DAMAGED", remedy: "rebuild" });
    const { keptAs } = await served.client.call("workspace.rebuild", {});
    expect(existsSync(place.pathOf(keptAs))).toBe(true);
    await until("the engine is back", async () =>
      served.client.call("workspace.info", {}).then(
        ({ sources }) => sources === 0,
        () => false,
      ),
    );
    const { rows } = await served.client.call("sql.run", { sql: NOTES, limit: 9 });
    expect(rows).toEqual([["Seen before the damage."]]);
    await expect(served.client.call("workspace.rebuild", {})).rejects.toMatchObject({ code: "INVALID_INPUT" });
  });

  it("on the command line", async () => {
    const name = await damaged("line.skein");
    const answer = await place.answer("rebuild", "--workspace", name);
    expect(answer).toMatchObject({ annotations: 1, incidents: 0, sources: 0 });
    expect((await failureOf(["rebuild", "--workspace", name])).text).toContain("can be opened");
    await place.answer("import", "sample.jsonl", "--workspace", name);
    expect(await place.counts(name)).toMatchObject({ notes: 1, sources: 1 });
  });
});

describe("a workspace in a place where none can be", () => {
  it("is a folder", async () => {
    mkdirSync(place.pathOf("folder.skein"));
    const failure = await failureOf(["import", "sample.jsonl", "--workspace", "folder.skein"]);
    expect(failure).toMatchObject({ code: "UNREADABLE", text: expect.stringContaining("is a folder") as string });
  });

  it("is below a file", async () => {
    const failure = await failureOf(["import", "sample.jsonl", "--workspace", "sample.jsonl/a.skein"]);
    expect(failure.code).toBe("UNREADABLE");
  });

  it.skipIf(process.platform !== "linux")("is a folder of the system", async () => {
    for (const path of ["/proc/a.skein", "/proc/skein/a.skein"]) {
      expect((await failureOf(["import", "sample.jsonl", "--workspace", path])).code).toBe("UNREADABLE");
    }
  });

  it.skipIf(isRoot)("is a folder that may not be written to (skipped as root, who may write everywhere)", async () => {
    mkdirSync(place.pathOf("closed"));
    chmodSync(place.pathOf("closed"), 0o500);
    const failure = await failureOf(["import", "sample.jsonl", "--workspace", "closed/a.skein"]);
    expect(failure).toMatchObject({ code: "UNREADABLE", text: expect.stringContaining("permission denied") as string });
  });
});

it("a file that is named to the server is imported", async () => {
  const served = await serve(place, ["sample.jsonl", "--workspace", "named.skein"]);
  serving.push(served);
  await until("its spans are there", async () => (await served.client.call("workspace.info", {})).spans > 0);
});

describe("a workspace that is open elsewhere", () => {
  it("names the process, and goes on undisturbed there", async () => {
    const name = copyOf("busy.skein");
    const first = await serve(place, ["--workspace", name]);
    serving.push(first);
    await first.client.call("workspace.info", {});
    const engine = first.enginePid();
    // What the other process has in its temporary folder is not ours to delete.
    const theirs = `${place.pathOf(name)}.tmp-${engine}-1`;
    mkdirSync(theirs);
    for (const args of [
      ["import", "sample.jsonl"],
      ["sql", "SELECT 1"],
    ]) {
      const failure = await failureOf([...args, "--workspace", name]);
      expect(failure.code).toBe("WORKSPACE_LOCKED");
      expect(failure.text).toContain(`process ${engine}`);
    }
    expect(existsSync(theirs)).toBe(true);
    expect((await first.client.call("workspace.info", {})).spans).toBeGreaterThan(0);
    expect((await first.stop()).code).toBe(0);
    serving.pop();
    expect(place.besides(name)).toEqual([]);
    expect((await place.counts(name)).spans).toBeGreaterThan(0);
  });
});

it("what is stored is for the user's own eyes", async () => {
  const name = copyOf("private.skein");
  chmodSync(place.pathOf(name), 0o600);
  const first = await serve(place, ["--workspace", name, "--root", place.pathOf("")]);
  serving.push(first);
  await addNote(first, "for me alone");
  const files = [name, ...place.besides(name)];
  expect(files.length).toBeGreaterThan(1);
  for (const file of files) expect(statSync(place.pathOf(file)).mode & 0o077, file).toBe(0);
});

describe("a full disk", () => {
  it("fails the import, and the workspace opens afterwards with what it had", { timeout: 120_000 }, async () => {
    for (const spareBytes of [-5_000_000, 0, 500_000, 1_500_000]) {
      const name = copyOf("full.skein");
      const before = await place.counts(name);
      const maxFileBytes = Math.max(65_536, statSync(place.pathOf(name)).size + spareBytes);
      const failure = await failureOf(["import", "more.jsonl", "--workspace", name], { maxFileBytes });
      expect(failure.code, `${spareBytes} bytes to spare`).toBe("DISK_FULL");
      expect(await place.counts(name)).toEqual(before);
      expect(place.besides(name)).toEqual([]);
      expect(await place.answer("import", "more.jsonl", "--workspace", name)).toMatchObject({
        sources: [{ status: "stored" }],
      });
    }
  });

  it.each([0, 1_000_000, 2_500_000])(
    "is told to pages too, and the server goes on (%i bytes to spare)",
    { timeout: 60_000 },
    async (spareBytes) => {
      const name = copyOf(`served-full-${spareBytes}.skein`);
      const before = await place.counts(name);
      const maxFileBytes = statSync(place.pathOf(name)).size + spareBytes;
      const served = await serve(place, ["--workspace", name, "--root", place.pathOf("")], { maxFileBytes });
      serving.push(served);
      const importing = (async () => {
        for await (const _step of served.client.subscribe("import.run", { files: ["path:more.jsonl"] })) continue;
      })();
      await expect(importing).rejects.toMatchObject({ code: "DISK_FULL" });
      // Where the store could not be rolled back the engine starts again; that is only waited for.
      expect(await served.client.call("workspace.info", {})).toMatchObject({ spans: before.spans });
      expect((await served.client.call("search.run", { query: "refund" })).total).toBeGreaterThan(0);
      await served.stop();
      serving.pop();
      expect(await place.counts(name)).toEqual(before);
    },
  );
});
