import { EventEmitter } from "node:events";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, watch, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { LISTED, onlyListed } from "./allow-list.js";
import { utilityProcesses } from "./utility-process.js";
import { closeAllWindows } from "./windows.js";

export interface AppOptions {
  readonly appPath: string;
  readonly switches: ReadonlyMap<string, string>;
  readonly version: string;
  /** Ends Chromium. */
  shutDown(): Promise<void>;
}

/** Electron's `app`: life cycle, paths, the single instance. */
export class App extends EventEmitter {
  readonly isPackaged = false;
  readonly commandLine: object;
  readonly #options: AppOptions;
  readonly #paths = new Map<string, string>();
  readonly #ready: Promise<void>;
  #resolveReady: () => void = () => {};
  #isReady = false;
  #name = "electron";
  #quitting = false;
  #ended = false;

  constructor(options: AppOptions) {
    super();
    this.#options = options;
    this.#ready = new Promise((resolve) => (this.#resolveReady = resolve));
    this.commandLine = {
      appendSwitch: () => {},
      hasSwitch: (name: string) => options.switches.has(name),
      getSwitchValue: (name: string) => options.switches.get(name) ?? "",
    };
  }

  /** With no listener of the app's own, Electron quits; while quitting it says nothing. */
  onAllClosed(): void {
    if (this.#quitting) return;
    if (this.listenerCount("window-all-closed") === 0) this.quit();
    else this.emit("window-all-closed");
  }

  becomeReady(): void {
    this.#isReady = true;
    this.#resolveReady();
    this.emit("ready", {});
  }

  whenReady(): Promise<void> {
    return this.#ready;
  }

  isReady(): boolean {
    return this.#isReady;
  }

  quit(): void {
    if (this.#ended) return;
    if (!this.#emitPreventable("before-quit")) return;
    this.#quitting = true;
    if (!closeAllWindows()) {
      this.#quitting = false;
      return;
    }
    if (!this.#ended && this.#emitPreventable("will-quit")) this.exit(0);
    else this.#quitting = false;
  }

  exit(code = 0): void {
    if (this.#ended) return;
    this.#ended = true;
    this.emit("quit", {}, code);
    for (const child of utilityProcesses) child.kill();
    // A turn later: the debugger's client still waits for the answer of what it evaluated.
    setTimeout(() => void this.#options.shutDown().finally(() => process.exit(code)), 20);
  }

  getPath(name: string): string {
    const known = this.#paths.get(name);
    if (known !== undefined) return known;
    if (name === "temp") return tmpdir();
    if (name === "exe") return process.argv[0] ?? "";
    const folder = path.join(tmpdir(), `electron-standin-data-${process.pid}`, name);
    mkdirSync(folder, { recursive: true });
    return folder;
  }

  setPath(name: string, folder: string): void {
    mkdirSync(folder, { recursive: true });
    this.#paths.set(name, folder);
  }

  getVersion(): string {
    return this.#options.version;
  }

  getName(): string {
    return this.#name;
  }

  setName(name: string): void {
    this.#name = name;
  }

  getAppPath(): string {
    return this.#options.appPath;
  }

  /** A second start leaves its words in a folder that the first one watches; both end at once if they can't tell. */
  requestSingleInstanceLock(additionalData: unknown = null): boolean {
    const lock = path.join(this.getPath("userData"), "SingletonLock");
    const inbox = path.join(this.getPath("userData"), "SingletonInbox");
    mkdirSync(inbox, { recursive: true });
    const holder = readHolder(lock);
    if (holder !== null && isAlive(holder)) {
      const file = path.join(inbox, `${process.pid}`);
      writeFileSync(`${file}.new`, JSON.stringify({ argv: process.argv, cwd: process.cwd(), additionalData }));
      renameSync(`${file}.new`, `${file}.json`);
      return false;
    }
    writeFileSync(lock, String(process.pid));
    const watcher = watch(inbox, () => this.#readInbox(inbox));
    watcher.unref();
    process.on("exit", () => rmSync(lock, { force: true }));
    return true;
  }

  getAppMetrics(): object[] {
    const children = [...utilityProcesses].map((child) => ({
      pid: child.pid,
      type: "Utility",
      name: child.serviceName,
    }));
    return [{ pid: process.pid, type: "Browser" }, ...children];
  }

  // Affairs of the desktop that leave no trace without one.
  enableSandbox(): void {}
  addRecentDocument(): void {}
  clearRecentDocuments(): void {}
  setAboutPanelOptions(): void {}
  setAppUserModelId(): void {}
  setAsDefaultProtocolClient(): boolean {
    return false;
  }

  #emitPreventable(name: string): boolean {
    let prevented = false;
    this.emit(name, { preventDefault: () => (prevented = true) });
    return !prevented;
  }

  #readInbox(inbox: string): void {
    for (const name of readdirSync(inbox).filter((entry) => entry.endsWith(".json"))) {
      const file = path.join(inbox, name);
      const { argv, cwd, additionalData } = JSON.parse(readFileSync(file, "utf8")) as Record<string, unknown>;
      rmSync(file);
      this.emit("second-instance", {}, argv, cwd, additionalData);
    }
  }
}

function readHolder(lock: string): number | null {
  try {
    return Number(readFileSync(lock, "utf8"));
  } catch {
    return null;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

export const guardApp = (app: App): App => onlyListed("app", app, LISTED.app);
