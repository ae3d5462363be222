import { MessageChannelMain, type WebContents } from "electron";
import type { EngineMessage } from "../../shared/contract/shell.js";
import { ENGINE_MESSAGE, SHELL_CHANNELS } from "../../shared/contract/shell-channels.js";
import type { EngineHost } from "../transport/engine-host.js";

/**
 * Hands the page one end of a channel to the engine each time that it asks, and tells it when the engine dies. A page
 * that asks while the engine starts gets its port once the engine is there.
 */
export class PageConnection {
  readonly #host: EngineHost;
  readonly #contents: () => WebContents | null;
  #wanted = false;

  constructor(host: EngineHost, contents: () => WebContents | null) {
    this.#host = host;
    this.#contents = contents;
    host.onState(({ status, error }) => {
      if (status === "restarting") this.#tell({ type: ENGINE_MESSAGE, state: "restarting" });
      if (status === "gone")
        this.#tell({ type: ENGINE_MESSAGE, state: "gone", ...(error === undefined ? {} : { error }) });
      if (status === "ready" && this.#wanted) this.#hand();
    });
  }

  request(): void {
    const { status } = this.#host.state;
    if (status === "ready") return this.#hand();
    this.#wanted = true;
    // The page asks again after the shell gave up: the user wants another try.
    if (status === "gone") this.#host.retry();
  }

  #hand(): void {
    this.#wanted = false;
    const contents = this.#contents();
    if (contents === null) return;
    const { port1, port2 } = new MessageChannelMain();
    this.#host.connectPort(port1);
    contents.postMessage(SHELL_CHANNELS.engine, { type: ENGINE_MESSAGE, state: "running" } satisfies EngineMessage, [
      port2,
    ]);
  }

  #tell(message: EngineMessage): void {
    this.#contents()?.postMessage(SHELL_CHANNELS.engine, message);
  }
}
