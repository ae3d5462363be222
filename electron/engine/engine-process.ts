import { AppError, type ErrorData } from "../../shared/contract/errors.js";
import type { Handlers, Router } from "../../shared/contract/handlers.js";
import { portWire } from "../../shared/contract/port-wire.js";
import type { Contract } from "../../shared/contract/procedure.js";
import type { Wire } from "../../shared/contract/wire.js";
import { ChannelWires } from "../transport/channel-wires.js";
import type { OpenOptions } from "../transport/engine-protocol.js";
import { serveWire } from "../transport/session.js";
import { openEngineChannel } from "./engine-channel.js";
import type { EngineOptions } from "./engine.js";
import { stderrLog } from "./log.js";
import { RemoteFiles } from "./remote-files.js";
import { RemoteHelpers } from "./remote-helpers.js";
import { createFailingRouter, createRouter } from "./router.js";

/** After this the process ends whatever still runs: the database survives that, a process that lingers helps nobody. */
const CLOSE_LIMIT_MS = 1_200;
/** Time for the answer that says what went wrong to leave, before the engine starts again. */
const LAST_ANSWER_MS = 150;

interface OpenedEngine<C extends Contract> {
  readonly handlers: Handlers<C>;
  close(): Promise<void>;
}

/**
 * Makes this process an engine: it opens the one workspace that its parent names, serves every client whose port or channel
 * the parent hands over, and ends with its parent. Where the workspace can't be opened it answers every call with why, but for those
 * that `help`.
 */
export function runEngineProcess<C extends Contract>(
  contract: C,
  openEngine: (options: EngineOptions) => Promise<OpenedEngine<C>>,
  help?: (options: OpenOptions, error: AppError, startAgain: () => void) => Partial<Handlers<C>>,
): void {
  const log = stderrLog("engine");
  const channel = openEngineChannel();
  const files = new RemoteFiles((message) => channel.post(message));
  const helpers = new RemoteHelpers((message) => channel.post(message));
  const wires = new Set<Wire>();
  const channels = new ChannelWires((message) => channel.post(message), serve);
  let engine: OpenedEngine<C> | undefined;
  let closing = false;
  let opened = false;
  let begin: (options: OpenOptions) => void;
  const router = new Promise<OpenOptions>((resolve) => {
    begin = resolve;
  }).then(open);

  function serve(wire: Wire): void {
    if (closing) return wire.close();
    wires.add(wire);
    wire.onEnd(() => wires.delete(wire));
    serveWire(router, wire);
  }

  async function open(options: OpenOptions): Promise<Router> {
    opened = true;
    try {
      const ready = await openEngine({
        ...options,
        resolveFile: (token) => files.resolve(token),
        startHelper: channel.canFork ? undefined : () => helpers.start(),
        onInvalidated: startAgain,
      });
      engine = ready;
      channel.post({ type: "ready" });
      return createRouter(contract, ready.handlers, log);
    } catch (error) {
      const data = openError(error);
      channel.post({ type: "failed", error: data });
      const helping = error instanceof AppError ? help?.(options, error, endSoon) : undefined;
      return createFailingRouter(contract, data, helping ?? {}, log);
    }
  }

  function startAgain(): void {
    if (closing) return;
    log.error("the database stopped after an error of the disk; the engine starts again");
    endSoon();
  }

  function endSoon(): void {
    closing = true;
    setTimeout(die, LAST_ANSWER_MS);
  }

  function openError(error: unknown): ErrorData {
    if (error instanceof AppError) return error.toData();
    log.error(`the workspace could not be opened: ${stackOf(error)}`);
    return {
      code: "INTERNAL",
      message: "The workspace could not be opened.",
      hint: "The terminal says more. The file is kept as it is.",
    };
  }

  async function close(): Promise<void> {
    if (closing) return;
    closing = true;
    setTimeout(die, CLOSE_LIMIT_MS);
    for (const wire of wires) wire.close();
    try {
      if (opened) await router;
      await engine?.close();
    } catch (error) {
      log.error(`the workspace did not close: ${stackOf(error)}`);
      return die();
    }
    process.exit(0);
  }

  channel.onMessage((message, ports) => {
    switch (message.type) {
      case "open":
        return begin(message.options);
      case "port":
        return ports[0] === undefined ? undefined : serve(portWire(ports[0]));
      case "channel-open":
      case "channel-frame":
      case "channel-close":
        return channels.receive(message);
      case "resolved":
      case "unresolved":
      case "chunk":
        return files.receive(message);
      case "helper-message":
      case "helper-exit":
        return helpers.receive(message);
      case "ping":
        return channel.post({ type: "pong" });
      case "close":
        return void close();
    }
  });
  channel.onDisconnect(() => void close());
  process.once("SIGTERM", () => void close());
  process.once("SIGINT", () => void close());
  process.on("unhandledRejection", (reason) => {
    // Electron only warns of it. An engine in an unknown state is worse than one that starts again.
    log.error(`unhandled rejection: ${stackOf(reason)}`);
    process.exit(70);
  });
}

/** The hard way: an ordinary exit waits for native threads, and a query that did not stop may never come back. */
function die(): void {
  process.kill(process.pid, "SIGKILL");
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
