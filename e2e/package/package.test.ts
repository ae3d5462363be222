import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BUILD_LIMIT_MS, ensureBuilt } from "../faults/skein.js";
import { type AsarFile, readAsar } from "./asar.js";
import { makeElectronDist } from "./electron-dist.js";
import { readFuses } from "./fuses.js";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const versionOf = (name: string): string =>
  (createRequire(import.meta.url)(join(ROOT, "node_modules", name, "package.json")) as { version: string }).version;
/** Nobody answers there: whatever wanted to be fetched would fail. */
const NOWHERE = "http://127.0.0.1:9";

/** The other systems' packages are made and looked at where they run: neither their Electron nor their DuckDB is here. */
describe.skipIf(process.platform !== "linux")("the package for Linux", () => {
  const folder = mkdtempSync(join(tmpdir(), "skein-package-"));
  const app = join(folder, "packed", `linux${process.arch === "x64" ? "" : `-${process.arch}`}-unpacked`);
  const resources = join(app, "resources");
  let archive: AsarFile[] = [];

  beforeAll(async () => {
    await ensureBuilt();
    makeElectronDist(join(folder, "electron"), versionOf("electron"));
    await promisify(execFile)(
      process.execPath,
      [
        join(ROOT, "node_modules/electron-builder/cli.js"),
        "--linux",
        "dir",
        "--config",
        "electron-builder.yml",
        `-c.electronDist=${join(folder, "electron")}`,
        `-c.directories.output=${join(folder, "packed")}`,
        `-c.directories.buildResources=${join(folder, "icons")}`,
        `-c.linux.icon=${join(folder, "icons/linux")}`,
      ],
      { cwd: ROOT, env: { ...process.env, http_proxy: NOWHERE, https_proxy: NOWHERE, npm_config_offline: "true" } },
    );
    archive = readAsar(join(resources, "app.asar"));
  }, BUILD_LIMIT_MS);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const inArchive = (path: string): AsarFile | undefined => archive.find((file) => file.path === path);

  it("holds the built app whole, and nothing of what it was made of", () => {
    const main = ["index", "engine", "helper", "import-worker"].map((name) => `out/main/${name}.js`);
    for (const path of [...main, "out/preload/index.cjs", "out/renderer/index.html", "package.json"]) {
      expect(inArchive(path)?.bytes?.length, path).toBeGreaterThan(0);
    }
    expect(inArchive("out/renderer/index.html")?.bytes?.toString()).toBe(
      readFileSync(join(ROOT, "out/renderer/index.html"), "utf8"),
    );
    const tops = new Set(archive.map(({ path }) => path.split("/", 2).join("/")));
    expect([...tops].sort()).toEqual([
      "node_modules/@duckdb",
      "node_modules/detect-libc",
      "out/main",
      "out/preload",
      "out/renderer",
      "package.json",
    ]);
    expect(archive.filter(({ path }) => /\.(ts|tsx|map|skein)$/.test(path))).toEqual([]);
  });

  it("has DuckDB's binding and its library side by side outside of the archive, of this machine alone", () => {
    const native = archive.filter(({ path }) => /\.(node|so|dylib|dll)$/.test(path));
    const bindings = `node_modules/@duckdb/node-bindings-linux-${process.arch}`;
    expect(native.map(({ path }) => path).sort()).toEqual([`${bindings}/duckdb.node`, `${bindings}/libduckdb.so`]);
    for (const { path, unpacked } of native) {
      expect(unpacked, path).toBe(true);
      const beside = statSync(join(resources, "app.asar.unpacked", path)).size;
      expect(beside, path).toBe(statSync(join(ROOT, path)).size);
    }
  });

  it("has the sample outside of the archive, and looks for no updates", () => {
    expect(readdirSync(join(resources, "sample"))).toEqual(["skein-sample.jsonl"]);
    expect(existsSync(join(resources, "app-update.yml"))).toBe(false);
  });

  it("can't be used to run other code: Node's switches are off", () => {
    expect(readFuses(readFileSync(join(app, "skein")))).toEqual({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      loadBrowserProcessSpecificV8Snapshot: false,
      grantFileProtocolExtraPrivileges: false,
    });
  });

  it("has icons of its own, drawn for each system", () => {
    const marks = {
      "icon.icns": "icns",
      "skein.icns": "icns",
      "icon.ico": "\0\0\u0001\0",
      "skein.ico": "\0\0\u0001\0",
    };
    for (const [name, mark] of Object.entries(marks)) {
      expect(readFileSync(join(folder, "icons", name)).toString("latin1", 0, 4), name).toBe(mark);
    }
    const picture = readFileSync(join(folder, "icons/linux/512x512.png"));
    expect([picture.toString("latin1", 1, 4), picture.readUInt32BE(16), picture.readUInt32BE(20)]).toEqual([
      "PNG",
      512,
      512,
    ]);
  });
});
