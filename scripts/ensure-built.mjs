import { spawn } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

export const root = path.resolve(import.meta.dirname, "..");
export const cliPath = path.join(root, "out/main/cli.js");

const OUTPUTS = [
  "out/main/index.js",
  "out/main/engine.js",
  "out/main/cli.js",
  "out/main/import-worker.js",
  "out/main/map-worker.js",
  "out/main/helper.js",
  "out/preload/index.cjs",
  "out/renderer/index.html",
  "out/sample/skein-sample.jsonl",
];
const SOURCES = ["shared", "electron", "renderer", "scripts/sample", "package-lock.json"];
const LOCK = path.join(root, "out/.building");
const LOCK_LIMIT_MS = 300_000;

/**
 * Builds the app where it was never built or a source is newer than the build; with `announce` it says so first. What the
 * build says is shown only when it fails. Two starts at the same time build once.
 * @param {{ announce: boolean }} options
 * @returns {Promise<void>}
 */
export async function ensureBuilt({ announce }) {
  if (isBuilt()) return;
  const release = await takeLock();
  try {
    if (isBuilt()) return;
    if (announce) process.stderr.write("Building Skein…\n");
    const { code, output } = await runBuild();
    if (code !== 0) throw new Error(`The build failed.\n${output}`);
  } finally {
    release();
  }
}

function isBuilt() {
  const oldestOutputMs = Math.min(...OUTPUTS.map((name) => changedMs(path.join(root, name)) ?? 0));
  return oldestOutputMs > 0 && SOURCES.every((name) => newestMs(path.join(root, name)) <= oldestOutputMs);
}

/**
 * @param {string} place
 * @returns {number | null} Null where there is nothing.
 */
function changedMs(place) {
  return statSync(place, { throwIfNoEntry: false })?.mtimeMs ?? null;
}

/**
 * The latest change of a file, or of any file in a folder. Tests are no part of the build.
 * @param {string} place
 * @returns {number}
 */
function newestMs(place) {
  const stats = statSync(place, { throwIfNoEntry: false });
  if (stats === undefined) return 0;
  if (!stats.isDirectory()) return /\.test\.tsx?$/.test(place) ? 0 : stats.mtimeMs;
  return Math.max(0, ...readdirSync(place).map((name) => newestMs(path.join(place, name))));
}

/** @returns {Promise<{ code: number | null, output: string }>} */
function runBuild() {
  const npm = process.env.npm_execpath;
  const [command, args] = npm === undefined ? ["npm", []] : [process.execPath, [npm]];
  const child = spawn(command, [...args, "run", "-s", "build"], {
    cwd: root,
    shell: npm === undefined && process.platform === "win32",
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  /** @param {Buffer} chunk */
  const collect = (chunk) => {
    output += chunk.toString();
  };
  child.stdout.on("data", collect);
  child.stderr.on("data", collect);
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, output }));
  });
}

/** @returns {Promise<() => void>} */
async function takeLock() {
  mkdirSync(path.dirname(LOCK), { recursive: true });
  const deadlineMs = Date.now() + LOCK_LIMIT_MS;
  for (;;) {
    try {
      writeFileSync(LOCK, String(process.pid), { flag: "wx" });
      return () => rmSync(LOCK, { force: true });
    } catch {
      if (!isHeld() || Date.now() > deadlineMs) rmSync(LOCK, { force: true });
      else await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }
}

/** A lock outlives a start that was killed. */
function isHeld() {
  try {
    process.kill(Number(readFileSync(LOCK, "utf8")), 0);
    return true;
  } catch {
    return false;
  }
}

/**
 * Runs the built command line in this process, as if it had been started by its own name.
 * @param {readonly string[]} args
 * @returns {Promise<void>}
 */
export async function runCli(args) {
  process.argv = [process.execPath, cliPath, ...args];
  await import(pathToFileURL(cliPath).href);
}

/** npm moves to the project's folder; what the user named is meant from where they stood. */
export function userFolder() {
  const scripts = ["start", "skein", "serve"];
  const byNpm = scripts.includes(process.env.npm_lifecycle_event ?? "");
  return (byNpm ? process.env.INIT_CWD : undefined) ?? process.cwd();
}
