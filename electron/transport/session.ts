import { setImmediate as nextTurn } from "node:timers/promises";
import { decodeMessage, encodeMessage } from "../../shared/contract/codec.js";
import {
  callMessage,
  INITIAL_CREDIT_FRAMES,
  MAX_ANSWER_BYTES,
  MAX_CALL_BYTES,
  type CallMessage,
  type ReplyMessage,
} from "../../shared/contract/envelope.js";
import { AppError, type ErrorData } from "../../shared/contract/errors.js";
import { framesOf, Reassembler } from "../../shared/contract/frames.js";
import type { Router } from "../../shared/contract/handlers.js";
import type { Wire } from "../../shared/contract/wire.js";
import { Credits } from "./credits.js";

const MAX_RUNNING_CALLS = 512;

interface Running {
  readonly controller: AbortController;
  readonly credits: Credits;
}

/**
 * Serves one client: runs what comes over the wire and sends the answers back, as fast as the client takes them. Ends
 * everything that it runs when the wire ends. A client that breaks the protocol is cut off.
 *
 * @param router May still be on its way; calls wait for it.
 */
export function serveWire(router: Promise<Router> | Router, wire: Wire): void {
  const running = new Map<number, Running>();
  const reassembler = new Reassembler({ maxMessageBytes: MAX_CALL_BYTES, maxPartials: 16 });

  wire.onEnd(() => {
    for (const { controller } of running.values()) controller.abort();
    running.clear();
  });
  wire.onFrame((frame) => {
    try {
      const received = reassembler.push(frame);
      if (received.type === "too-large") refuse(received.call, "TOO_LARGE", "The call is larger than 4 MB.");
      if (received.type === "message") receive(received.call, callMessage.parse(decodeMessage(received.bytes)));
    } catch {
      wire.close();
    }
  });

  function receive(number: number, message: CallMessage): void {
    const known = running.get(number);
    switch (message.type) {
      case "call":
        if (known !== undefined) return wire.close();
        if (running.size >= MAX_RUNNING_CALLS) return refuse(number, "TOO_LARGE", "Too many calls run at once.");
        return void run(number, message.name, message.input);
      case "cancel":
        running.delete(number);
        return known?.controller.abort();
      case "credit":
        return known?.credits.grant(message.frames);
    }
  }

  async function run(number: number, name: string, input: unknown): Promise<void> {
    const controller = new AbortController();
    const credits = new Credits(INITIAL_CREDIT_FRAMES);
    running.set(number, { controller, credits });
    const { signal } = controller;
    const ready = await router;
    if (signal.aborted) return;
    const streaming = ready.kindOf(name) === "stream";
    const error = await ready.run(name, input, signal, (output) =>
      send(number, { type: streaming ? "item" : "answer", output }, credits, signal),
    );
    if (signal.aborted) return;
    running.delete(number);
    if (error !== null) sendAtOnce(number, { type: "error", error });
    else if (streaming) sendAtOnce(number, { type: "end" });
  }

  async function send(number: number, message: ReplyMessage, credits: Credits, signal: AbortSignal): Promise<void> {
    const encoded = encodeMessage(message);
    if (encoded.bytes > MAX_ANSWER_BYTES) {
      throw new AppError("TOO_LARGE", "The answer is larger than 512 MB.", { hint: "Ask for less at a time." });
    }
    let first = true;
    for (const frame of framesOf(number, encoded)) {
      // One frame a turn: other calls get theirs in between.
      if (!first) await nextTurn();
      first = false;
      await credits.take(signal);
      wire.send(frame);
    }
  }

  /** For what is small and ends a call: it needs no credit. */
  function sendAtOnce(number: number, message: ReplyMessage): void {
    for (const frame of framesOf(number, encodeMessage(message))) wire.send(frame);
  }

  function refuse(number: number, code: ErrorData["code"], message: string): void {
    sendAtOnce(number, { type: "error", error: { code, message } });
  }
}
