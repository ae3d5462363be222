import { type ChildProcess, execFile, spawn } from "node:child_process";
import {
  createWriteStream,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { finished } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { type CorpusKind, writeCorpus } from "../../scripts/corpora/corpus.js";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const CLI = join(ROOT, "out/main/cli.js");
const POLL_MS = 25;

/** Time for a build, where there is none yet. */
export const BUILD_LIMIT_MS = 300_000;

export interface Ran {
  /** Null where a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Highest resident memory of the process; 0 where the system does not tell. */
  readonly peakBytes: number;
}

export interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<Ran>;
}

export interface RunOptions {
  readonly input?: Readable | string | Buffer;
  /** No file may grow beyond it, as on a full disk. Needs bash. */
  readonly maxFileBytes?: number;
}

/** A folder of one test file's own, and the built command line in it. */
export class Place {
  readonly #folder = mkdtempSync(join(tmpdir(), "skein-faults-"));
  /** Where its processes put temporary files. */
  readonly #temporary = join(this.#folder, "temporary");

  constructor() {
    mkdirSync(this.#temporary);
  }

  pathOf(name: string): string {
    return join(this.#folder, name);
  }

  /** Starts `skein ARGUMENTS`. Paths in them are from this folder. */
  start(args: readonly string[], options: RunOptions = {}): Running {
    const own = [process.execPath, CLI, ...args];
    const blocks = options.maxFileBytes === undefined ? null : Math.ceil(options.maxFileBytes / 1024);
    const [command = "", ...rest] =
      blocks === null ? own : ["bash", "-c", 'ulimit -f "$1"; shift; exec "$@"', "bash", String(blocks), ...own];
    const child = spawn(command, rest, {
      cwd: this.#folder,
      env: { ...process.env, TMPDIR: this.#temporary },
      stdio: [options.input === undefined ? "ignore" : "pipe", "pipe", "pipe"],
    });
    feed(child, options.input);
    return { child, ended: endOf(child) };
  }

  /** Runs `skein ARGUMENTS` to its end. */
  run(args: readonly string[], options: RunOptions = {}): Promise<Ran> {
    return this.start(args, options).ended;
  }

  /** Runs with `--json` and gives the answer. @throws Error where the exit code is not 0 */
  async answer<T>(...args: readonly string[]): Promise<T> {
    const ran = await this.run([...args, "--json"]);
    if (ran.code !== 0) throw new Error(`skein ${args.join(" ")} ended with ${ran.code}: ${ran.stderr}`);
    return JSON.parse(ran.stdout) as T;
  }

  /** Writes a file of made-up traces. */
  async corpus(name: string, kind: CorpusKind, bytes: number): Promise<void> {
    const to = createWriteStream(this.pathOf(name));
    await writeCorpus(kind, bytes, to);
    to.end();
    await finished(to);
  }

  /** What stands in a workspace: spans, traces, notes, sources. */
  async counts(workspace: string): Promise<{ spans: number; traces: number; notes: number; sources: number }> {
    const count = (table: string): string => `(SELECT count(*)::INTEGER FROM ${table})`;
    const { rows } = await this.answer<{ rows: number[][] }>(
      "sql",
      `SELECT ${["span", "trace", "annotation", "source"].map(count).join(", ")}`,
      "--workspace",
      workspace,
    );
    const [spans = -1, traces = -1, notes = -1, sources = -1] = rows[0] ?? [];
    return { spans, traces, notes, sources };
  }

  /** What lies beside a workspace with its name, itself left out. */
  besides(workspace: string): string[] {
    return readdirSync(this.#folder).filter((name) => name.startsWith(`${workspace}.`));
  }

  /** Temporary files and folders that processes have left. */
  leftovers(): string[] {
    return readdirSync(this.#temporary);
  }

  /** Resolves when a process has a file of this folder open, as an import has while it reads one. Linux alone. */
  async reading({ pid }: ChildProcess, name: string): Promise<void> {
    const file = realpathSync(this.pathOf(name));
    await until(`${name} is read`, () => openFilesOf(pid).includes(file));
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

/** Builds the app where it is not built. */
export async function ensureBuilt(): Promise<void> {
  await promisify(execFile)(process.execPath, [join(ROOT, "scripts/skein.mjs"), "--version"]);
}

/** Resolves when something holds. @throws Error after the time is over */
export async function until(what: string, holds: () => boolean | Promise<boolean>, withinMs = 30_000): Promise<void> {
  const deadline = Date.now() + withinMs;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`not within ${withinMs} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

/** The signal arrives when the process has been at work for a while. */
export function after(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function feed(child: ChildProcess, input: RunOptions["input"]): void {
  if (input === undefined || child.stdin === null) return;
  // A child that ends early is told by its exit code, not by the broken pipe.
  child.stdin.on("error", () => {});
  if (typeof input === "string" || Buffer.isBuffer(input)) child.stdin.end(input);
  else input.pipe(child.stdin);
}

function endOf(child: ChildProcess): Promise<Ran> {
  let stdout = "";
  let stderr = "";
  let peakBytes = 0;
  child.stdout?.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr?.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  const poll = setInterval(() => (peakBytes = Math.max(peakBytes, peakOf(child.pid))), POLL_MS);
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => {
      clearInterval(poll);
      resolve({ code, stdout, stderr, peakBytes });
    });
  });
}

function openFilesOf(pid: number | undefined): string[] {
  const folder = `/proc/${pid}/fd`;
  try {
    return readdirSync(folder).flatMap((descriptor) => linkOf(`${folder}/${descriptor}`) ?? []);
  } catch {
    return [];
  }
}

/** Null where the descriptor was closed while it was looked at. */
function linkOf(path: string): string | null {
  try {
    return readlinkSync(path);
  } catch {
    return null;
  }
}

function peakOf(pid: number | undefined): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}
