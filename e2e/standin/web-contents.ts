import { EventEmitter } from "node:events";
import { readFileSync } from "node:fs";
import path from "node:path";
import { LISTED, notInStandin, onlyListed } from "./allow-list.js";
import { pack, unpack } from "./codec.js";
import type { DevTools } from "./devtools.js";
import { answerInvoke, deliverSend } from "./ipc-main.js";
import { closePort, refuseTransfer, routePort, type MessagePortMain } from "./ports.js";
import { answerScheme, fromChromium, INTERCEPTED, toChromium } from "./schemes.js";
import { session } from "./session.js";
import type { FromPage } from "./page/messages.js";

export interface WindowOptions {
  readonly width?: number;
  readonly height?: number;
  readonly webPreferences?: {
    readonly preload?: string;
    readonly sandbox?: boolean;
    readonly contextIsolation?: boolean;
    readonly nodeIntegration?: boolean;
  };
}
interface WindowHooks {
  onLoaded(): void;
  onTitle(title: string): void;
  onClosed(): void;
  closeWindow(): void;
}
interface PausedRequest {
  readonly requestId: string;
  readonly resourceType: string;
  readonly frameId: string;
  readonly request: { url: string; method: string; headers: Record<string, string>; postData?: string };
}

const PRELOAD_WORLD = "electron-preload";
const pageScript = (name: string): string => readFileSync(path.join(import.meta.dirname, `${name}.js`), "utf8");
let lastId = 0;

/** One tab of Chromium with the app's preload in a world of its own. */
export class WebContents extends EventEmitter {
  readonly id = ++lastId;
  readonly session = session.defaultSession;
  /** What the main process gets to see of it. */
  readonly guarded: object;
  readonly mainFrame: { readonly url: string; readonly parent: null };
  targetId = "";
  readonly #devTools: DevTools;
  readonly #options: WindowOptions;
  readonly #hooks: WindowHooks;
  readonly #attached: Promise<void>;
  #sessionId = "";
  #preloadContext: number | undefined;
  #url = "";
  #expectedUrl = "";
  #destroyed = false;
  #windowOpenHandler: (details: { url: string }) => { action: "allow" | "deny" } = () => ({ action: "allow" });

  constructor(devTools: DevTools, ready: Promise<void>, options: WindowOptions, hooks: WindowHooks) {
    super();
    this.#devTools = devTools;
    this.#options = options;
    this.#hooks = hooks;
    this.guarded = onlyListed<WebContents>("webContents", this, LISTED.webContents);
    const currentUrl = (): string => this.getURL();
    this.mainFrame = {
      get url() {
        return currentUrl();
      },
      parent: null,
    };
    this.#attached = ready.then(() => this.#attach());
  }

  async loadURL(url: string): Promise<void> {
    await this.#attached;
    const loaded = new Promise((resolve) => this.once("did-finish-load", resolve));
    this.#expectedUrl = toChromium(url);
    const result = await this.#send("Page.navigate", { url: this.#expectedUrl });
    if (typeof result.errorText === "string") throw new Error(`${result.errorText} loading '${url}'`);
    await loaded;
  }

  reload(): void {
    this.#expectedUrl = this.#url;
    void this.#send("Page.reload");
  }

  getURL(): string {
    return fromChromium(this.#url);
  }

  isDestroyed(): boolean {
    return this.#destroyed;
  }

  close(): void {
    this.#hooks.closeWindow();
  }

  destroy(): void {
    if (this.#destroyed) return;
    this.#destroyed = true;
    void this.#attached
      .then(() => this.#devTools.send("Target.closeTarget", { targetId: this.targetId }))
      .catch(() => {});
    this.emit("destroyed");
  }

  setWindowOpenHandler(handler: (details: { url: string }) => { action: "allow" | "deny" }): void {
    this.#windowOpenHandler = handler;
  }

  send(channel: string, ...args: unknown[]): void {
    this.#callPreload("event", channel, pack(args), []);
  }

  postMessage(channel: string, message: unknown, transfer: readonly MessagePortMain[] = []): void {
    refuseTransfer(transfer);
    for (const port of transfer) {
      port.moveTo({
        deliver: (data) => this.#callPreload("portMessage", port.id, pack(data)),
        closed: () => this.#callPreload("portClosed", port.id),
      });
    }
    this.#callPreload(
      "event",
      channel,
      pack([message]),
      transfer.map((port) => port.id),
    );
  }

  /** Asks the app; it had better say no. */
  refusePopup(url: string): void {
    if (this.#windowOpenHandler({ url: fromChromium(url) }).action !== "deny") throw notInStandin("a second window");
  }

  async printToPDF(options: { printBackground?: boolean; landscape?: boolean } = {}): Promise<Buffer> {
    const { data } = await this.#send("Page.printToPDF", { ...options });
    return Buffer.from(String(data), "base64");
  }

  #send(method: string, params: Record<string, unknown> = {}): Promise<Record<string, unknown>> {
    return this.#devTools.send(method, params, this.#sessionId);
  }

  #callPreload(name: string, ...args: unknown[]): void {
    if (this.#destroyed || this.#preloadContext === undefined) return;
    const list = args.map((arg) => JSON.stringify(arg)).join(",");
    // The context may be gone by now: so it is with a real window that navigates.
    this.#send("Runtime.evaluate", {
      contextId: this.#preloadContext,
      expression: `__standin.${name}(${list})`,
    }).catch(() => {});
  }

  async #attach(): Promise<void> {
    const created = await this.#devTools.send("Target.createTarget", {
      url: "about:blank",
      newWindow: true,
      width: this.#options.width ?? 800,
      height: this.#options.height ?? 600,
    });
    this.targetId = String(created.targetId);
    const attached = await this.#devTools.send("Target.attachToTarget", { targetId: this.targetId, flatten: true });
    this.#sessionId = String(attached.sessionId);
    this.#devTools.listen(this.#sessionId, (method, params) => this.#onEvent(method, params));
    await this.#send("Page.enable");
    await this.#send("Runtime.enable");
    await this.#send("Fetch.enable", {
      patterns: [{ urlPattern: INTERCEPTED }, { urlPattern: "*", resourceType: "Document" }],
    });
    await this.#send("Runtime.addBinding", { name: "__standinSend", executionContextName: PRELOAD_WORLD });
    await this.#send("Page.addScriptToEvaluateOnNewDocument", { source: pageScript("main-world") });
    const preload = this.#options.webPreferences?.preload;
    const code = preload === undefined ? "" : readFileSync(preload, "utf8");
    const source = `(() => { function runPreload(require, module, exports, process) {\n${code}\n}\n${pageScript("preload-world")}\n})()`;
    await this.#send("Page.addScriptToEvaluateOnNewDocument", { worldName: PRELOAD_WORLD, source });
  }

  #onEvent(method: string, params: Record<string, unknown>): void {
    if (method === "Fetch.requestPaused") void this.#onRequest(params as unknown as PausedRequest);
    else if (method === "Runtime.executionContextCreated") {
      const context = params.context as { id: number; name: string; auxData?: { frameId?: string } };
      if (context.name === PRELOAD_WORLD && context.auxData?.frameId === this.targetId)
        this.#preloadContext = context.id;
    } else if (method === "Runtime.executionContextsCleared") this.#preloadContext = undefined;
    else if (method === "Runtime.bindingCalled" && params.name === "__standinSend") {
      void this.#onPageMessage(unpack(String(params.payload)) as FromPage);
    } else if (method === "Page.frameNavigated") this.#onNavigated(params.frame as { url: string; parentId?: string });
    else if (method === "Page.navigatedWithinDocument" && params.frameId === this.targetId)
      this.#url = String(params.url);
    else if (method === "Page.loadEventFired") this.#onLoaded();
    else if (method === "Inspector.detached" && !this.#destroyed) this.#hooks.onClosed();
  }

  #onNavigated(frame: { url: string; parentId?: string }): void {
    if (frame.parentId !== undefined) return;
    this.#url = frame.url;
    this.emit("did-navigate", {}, this.getURL());
  }

  #onLoaded(): void {
    if (this.#url === "about:blank" || this.#url === "") return;
    this.emit("did-finish-load");
    this.#hooks.onLoaded();
    void this.#send("Runtime.evaluate", { expression: "document.title" }).then(({ result }) => {
      this.#hooks.onTitle(String((result as { value?: unknown }).value));
    });
  }

  async #onRequest(paused: PausedRequest): Promise<void> {
    const { requestId } = paused;
    const url = fromChromium(paused.request.url);
    try {
      if (paused.resourceType === "Document" && this.#navigationDenied(paused, url)) {
        await this.#send("Fetch.failRequest", { requestId, errorReason: "Aborted" });
      } else if (url === paused.request.url) {
        await this.#send("Fetch.continueRequest", { requestId });
      } else {
        const { postData, ...request } = paused.request;
        const response = await answerScheme({ ...request, url, ...(postData === undefined ? {} : { body: postData }) });
        await this.#send("Fetch.fulfillRequest", {
          requestId,
          responseCode: response.status,
          responseHeaders: [...response.headers].map(([name, value]) => ({ name, value })),
          body: Buffer.from(await response.arrayBuffer()).toString("base64"),
        });
      }
    } catch {
      await this.#send("Fetch.failRequest", { requestId, errorReason: "Failed" }).catch(() => {});
    }
  }

  /** Only what the page wants itself is asked about; what the main process loads goes through. */
  #navigationDenied(paused: PausedRequest, url: string): boolean {
    let prevented = false;
    if (paused.frameId === this.targetId && paused.request.url === this.#expectedUrl) {
      this.#expectedUrl = "";
      this.emit("did-start-navigation", { url, isMainFrame: true, isSameDocument: false });
      return false;
    }
    const event = { preventDefault: () => (prevented = true), url, isMainFrame: paused.frameId === this.targetId };
    this.emit("will-frame-navigate", event);
    if (event.isMainFrame) this.emit("will-navigate", event, url);
    if (!prevented) this.emit("did-start-navigation", { url, isMainFrame: event.isMainFrame, isSameDocument: false });
    return prevented;
  }

  async #onPageMessage(message: FromPage): Promise<void> {
    const event = { sender: this.guarded, senderFrame: this.mainFrame, processId: 1, frameId: 1, ports: [] };
    if (message.type === "send") deliverSend(message.channel, event, message.args);
    else if (message.type === "port") routePort(message.id, message.data);
    else if (message.type === "port-closed") closePort(message.id);
    else if (message.type === "window-open") this.refusePopup(message.url);
    else {
      const answer = await answerInvoke(message.channel, event, message.args);
      this.#callPreload("reply", message.id, pack(answer));
    }
  }
}
