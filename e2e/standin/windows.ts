import { EventEmitter } from "node:events";
import { LISTED, notInStandin, onlyListed } from "./allow-list.js";
import type { DevTools } from "./devtools.js";
import { WebContents, type WindowOptions } from "./web-contents.js";

interface Host {
  readonly devTools: DevTools;
  readonly ready: Promise<void>;
  readonly app: EventEmitter;
  /** The last window is gone. */
  onAllClosed(): void;
}
let host: Host | undefined;

/** Must come before the first window. */
export function installWindows(given: Host): void {
  host = given;
  given.devTools.listen("", (method, params) => {
    if (method === "Target.targetCreated") closePopup(given.devTools, params["targetInfo"] as TargetInfo);
  });
  void given.devTools.send("Target.setDiscoverTargets", { discover: true });
}

interface TargetInfo {
  readonly targetId: string;
  readonly openerId?: string;
  readonly url: string;
}

/** A link with a target opens its tab before anybody can be asked; a tab that the app denies is closed at once. */
function closePopup(devTools: DevTools, target: TargetInfo): void {
  const opener = [...open.keys()].find((window) => window.contents.targetId === target.openerId);
  if (opener === undefined) return;
  opener.contents.refusePopup(target.url);
  void devTools.send("Target.closeTarget", { targetId: target.targetId });
}

const open = new Map<Window, object>();

class Window extends EventEmitter {
  readonly contents: WebContents;
  #title = "";
  #destroyed = false;
  readonly #host: Host;

  constructor(options: WindowOptions, given: Host) {
    super();
    this.#host = given;
    const preferences = options.webPreferences;
    if (
      preferences?.sandbox !== true ||
      preferences.contextIsolation === false ||
      preferences.nodeIntegration === true
    ) {
      throw notInStandin("a window without sandbox and context isolation");
    }
    this.contents = new WebContents(given.devTools, given.ready, options, {
      onLoaded: () => this.emit("ready-to-show"),
      onTitle: (title) => {
        let prevented = false;
        this.emit("page-title-updated", { preventDefault: () => (prevented = true) }, title, true);
        if (!prevented) this.#title = title;
      },
      onClosed: () => this.destroy(),
      closeWindow: () => this.close(),
    });
  }

  get webContents(): object {
    return this.contents.guarded;
  }

  loadURL(url: string): Promise<void> {
    return this.contents.loadURL(url);
  }

  // The window manager's affairs have no counterpart without a screen.
  show(): void {}
  focus(): void {}
  restore(): void {}
  setRepresentedFilename(): void {}
  setDocumentEdited(): void {}
  setBackgroundColor(): void {}
  setProgressBar(): void {}
  isMinimized(): boolean {
    return false;
  }

  setTitle(title: string): void {
    this.#title = title;
  }

  getTitle(): string {
    return this.#title;
  }

  isDestroyed(): boolean {
    return this.#destroyed;
  }

  close(): void {
    if (this.#destroyed) return;
    let prevented = false;
    this.emit("close", { preventDefault: () => (prevented = true) });
    if (!prevented) this.destroy();
  }

  destroy(): void {
    if (this.#destroyed) return;
    this.#destroyed = true;
    open.delete(this);
    this.contents.destroy();
    this.emit("closed");
    if (open.size === 0) this.#host.onAllClosed();
  }
}

/** What `new BrowserWindow(...)` gives: the window behind the allow-list. */
function create(options: WindowOptions): object {
  if (host === undefined) throw new Error("electron: the stand-in has not started");
  const window = new Window(options, host);
  const guarded = onlyListed("BrowserWindow", window, LISTED.window);
  open.set(window, guarded);
  host.app.emit("web-contents-created", {}, window.webContents);
  host.app.emit("browser-window-created", {}, guarded);
  return guarded;
}

export const BrowserWindow = Object.assign(
  function BrowserWindow(options: WindowOptions): object {
    return create(options);
  },
  {
    getAllWindows: () => [...open.values()],
    getFocusedWindow: () => [...open.values()][0] ?? null,
    fromWebContents: (contents: object) => [...open].find(([window]) => window.webContents === contents)?.[1] ?? null,
  },
);

export const webContents = {
  getAllWebContents: () => [...open.keys()].map((window) => window.webContents),
  fromDevToolsTargetId: (targetId: string) =>
    [...open.keys()].find((window) => window.contents.targetId === targetId)?.webContents,
};

/** False where a window refused to close. */
export function closeAllWindows(): boolean {
  for (const window of open.keys()) window.close();
  return open.size === 0;
}
