import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Readable, Writable } from "node:stream";

type Params = Record<string, unknown>;
type Listener = (method: string, params: Params) => void;
interface Pending {
  resolve(result: Params): void;
  reject(error: Error): void;
  readonly method: string;
}

const CLOSE_LIMIT_MS = 2_000;

/**
 * A headless Chromium of its own, driven over a pipe. Playwright talks to the same Chromium by its debugging port, whose
 * line on standard error is passed on. The profile is deleted with it.
 */
export class DevTools {
  readonly #process: ChildProcess;
  readonly #profile = mkdtempSync(path.join(tmpdir(), "electron-standin-"));
  readonly #pending = new Map<number, Pending>();
  readonly #listeners = new Map<string, Listener>();
  readonly #commands: Writable;
  #rest: Buffer[] = [];
  #lastId = 0;

  constructor(executable: string, onExit: () => void) {
    const args = [
      "--headless=new",
      "--no-sandbox",
      "--no-first-run",
      "--no-startup-window",
      "--disable-gpu",
      "--disable-dev-shm-usage",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      // The app's own scheme is answered before any name is looked up; nothing else is to be reached.
      "--host-resolver-rules=MAP * ~NOTFOUND",
      "--remote-debugging-pipe",
      "--remote-debugging-port=0",
      `--user-data-dir=${this.#profile}`,
    ];
    this.#process = spawn(executable, args, { stdio: ["ignore", "ignore", "pipe", "pipe", "pipe"] });
    this.#process.stderr?.pipe(process.stderr);
    this.#process.on("exit", onExit);
    this.#process.on("error", (error) => {
      process.stderr.write(`stand-in: Chromium does not start: ${error.message}\n`);
      process.exit(1);
    });
    this.#commands = this.#process.stdio[3] as Writable;
    const answers = this.#process.stdio[4] as Readable;
    answers.on("data", (chunk: Buffer) => this.#receive(chunk));
    // A pipe that breaks says that Chromium is gone; its exit says so, too.
    for (const pipe of [this.#commands, answers]) pipe.on("error", () => {});
  }

  send(method: string, params: Params = {}, sessionId?: string): Promise<Params> {
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject, method });
      this.#commands.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    });
  }

  /** Events of a session; of the browser itself with an empty id. */
  listen(sessionId: string, listener: Listener): void {
    this.#listeners.set(sessionId, listener);
  }

  /** Ends Chromium with all its helpers, which would else go on writing into the profile. */
  async close(): Promise<void> {
    this.#process.removeAllListeners("exit");
    const exited = new Promise((resolve) => this.#process.once("exit", resolve));
    this.send("Browser.close").catch(() => {});
    const timer = setTimeout(() => this.#process.kill("SIGKILL"), CLOSE_LIMIT_MS);
    await exited;
    clearTimeout(timer);
    await rm(this.#profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 }).catch(() => {});
  }

  #receive(chunk: Buffer): void {
    let start = 0;
    for (let end = chunk.indexOf(0); end >= 0; end = chunk.indexOf(0, start)) {
      this.#rest.push(chunk.subarray(start, end));
      this.#dispatch(Buffer.concat(this.#rest).toString("utf8"));
      this.#rest = [];
      start = end + 1;
    }
    if (start < chunk.length) this.#rest.push(chunk.subarray(start));
  }

  #dispatch(text: string): void {
    const message = JSON.parse(text) as {
      id?: number;
      sessionId?: string;
      method?: string;
      params?: Params;
      result?: Params;
      error?: { message: string };
    };
    if (message.id === undefined) {
      this.#listeners.get(message.sessionId ?? "")?.(message.method ?? "", message.params ?? {});
      return;
    }
    const pending = this.#pending.get(message.id);
    this.#pending.delete(message.id);
    if (message.error) pending?.reject(new Error(`${pending.method}: ${message.error.message}`));
    else pending?.resolve(message.result ?? {});
  }
}
