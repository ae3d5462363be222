import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const MAIN = fileURLToPath(new URL("main.ts", import.meta.url));
export const ROOT = fileURLToPath(new URL("../..", import.meta.url));
export const CLI = join(ROOT, "out/main/cli.js");
const POLL_MS = 40;

export interface ChildResult {
  readonly stdout: string;
  readonly seconds: number;
  /** Highest sum of the peak memory of the process and its descendants; null where the system does not tell. */
  readonly peakBytes: number | null;
}

/** Runs Node and waits for its end. @throws Error with what it wrote to stderr, where it fails */
export function runNode(args: readonly string[], input: NodeJS.ReadableStream | null = null): Promise<ChildResult> {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn(process.execPath, args, {
      cwd: ROOT,
      stdio: [input === null ? "ignore" : "pipe", "pipe", "pipe"],
    });
    let stdout = "";
    let stderr = "";
    let peak = 0;
    child.stdout?.setEncoding("utf8").on("data", (text: string) => (stdout += text));
    child.stderr?.setEncoding("utf8").on("data", (text: string) => (stderr += text));
    if (input !== null && child.stdin !== null) {
      // A child that ends early is told by its exit code, not by the broken pipe.
      child.stdin.on("error", () => {});
      input.pipe(child.stdin);
    }
    const poll = setInterval(() => {
      if (child.pid !== undefined) peak = Math.max(peak, peakOf(child.pid));
    }, POLL_MS);
    child.once("error", reject);
    child.once("close", (code) => {
      clearInterval(poll);
      if (code !== 0) reject(new Error(`${args.join(" ")} ended with ${code}: ${stderr || stdout}`));
      else resolve({ stdout, seconds: (performance.now() - started) / 1000, peakBytes: peak === 0 ? null : peak });
    });
  });
}

/** Runs one of the bench's own tasks in a process of its own, so that no measurement heats the heap of another. */
export async function runTask<T>(
  task: string,
  ...args: readonly string[]
): Promise<{ answer: T; peakBytes: number | null }> {
  const result = await runNode(["--import", "tsx", MAIN, "task", task, ...args]);
  return { answer: JSON.parse(result.stdout) as T, peakBytes: result.peakBytes };
}

/** Sum of the high-water marks of a process and those that it started. */
function peakOf(pid: number): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    const kilobytes = Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0);
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").split(" ").filter(Boolean);
    return kilobytes * 1024 + children.reduce((sum, child) => sum + peakOf(Number(child)), 0);
  } catch {
    return 0;
  }
}
