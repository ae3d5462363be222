import { CodecError, decodeMessage, encodeMessage } from "./codec.js";
import { MAX_ANSWER_BYTES, MAX_CALL_BYTES, replyMessage, type CallMessage, type ReplyMessage } from "./envelope.js";
import { AppError, type ErrorData } from "./errors.js";
import { framesOf, readFrameHead, Reassembler } from "./frames.js";
import type { Procedure } from "./procedure.js";
import type { Wire, WireEnd } from "./wire.js";

/**
 * Opens a wire to a running engine, waiting for as long as that is worth it. Rejects with `AppError` when it gives up; then
 * the connection is gone until `reconnect`.
 */
export type Connect = (signal: AbortSignal) => Promise<Wire>;

/** `connecting` is the first time only; after that a lost engine is `restarting`. */
export interface ConnectionState {
  readonly status: "connecting" | "connected" | "restarting" | "gone";
  /** Why it is gone. */
  readonly error?: ErrorData;
}

/** One call under way, as the connection sees it. */
export interface Exchange {
  readonly name: string;
  readonly kind: Procedure["kind"];
  readonly input: unknown;
  onItem(output: unknown): void;
  onEnd(): void;
  onError(error: AppError): void;
}

interface Pending {
  readonly exchange: Exchange;
  sent: boolean;
  retried: boolean;
}

/** Keeps calls and their answers together over one wire after the other. */
export class ClientConnection {
  readonly #connect: Connect;
  readonly #closed = new AbortController();
  readonly #pending = new Map<number, Pending>();
  readonly #numbers = new Map<Exchange, number>();
  readonly #listeners = new Set<() => void>();
  #state: ConnectionState = { status: "connecting" };
  #wire: Wire | undefined;
  #reassembler = newReassembler();
  #lastNumber = 0;

  constructor(connect: Connect) {
    this.#connect = connect;
    void this.#open();
  }

  get state(): ConnectionState {
    return this.#state;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  begin(exchange: Exchange): void {
    if (this.#state.status === "gone") return exchange.onError(this.#goneError());
    const number = ++this.#lastNumber;
    const pending: Pending = { exchange, sent: false, retried: false };
    this.#pending.set(number, pending);
    this.#numbers.set(exchange, number);
    if (this.#wire !== undefined) this.#sendCall(number, pending);
  }

  /** Tells the engine to stop; nothing more comes for this exchange. Harmless when it is over. */
  cancel(exchange: Exchange): void {
    const number = this.#numbers.get(exchange);
    if (number === undefined) return;
    const sent = this.#pending.get(number)?.sent === true;
    this.#drop(number, exchange);
    if (sent) this.#post(number, { type: "cancel" });
  }

  /** Lets the engine send one more frame of a stream. */
  credit(exchange: Exchange): void {
    const number = this.#numbers.get(exchange);
    if (number !== undefined) this.#post(number, { type: "credit", frames: 1 });
  }

  reconnect(): void {
    if (this.#state.status !== "gone" || this.#closed.signal.aborted) return;
    this.#setState({ status: "restarting" });
    void this.#open();
  }

  close(): void {
    if (this.#closed.signal.aborted) return;
    this.#closed.abort();
    const wire = this.#wire;
    this.#giveUp(new AppError("DISCONNECTED", "The connection to the engine was closed."));
    wire?.close();
  }

  async #open(): Promise<void> {
    let wire: Wire;
    try {
      wire = await this.#connect(this.#closed.signal);
    } catch (cause) {
      if (this.#closed.signal.aborted) return;
      return this.#giveUp(
        cause instanceof AppError
          ? cause
          : new AppError("DISCONNECTED", "The engine cannot be reached.", { hint: "Start Skein again.", cause }),
      );
    }
    if (this.#closed.signal.aborted) return wire.close();
    this.#wire = wire;
    this.#reassembler = newReassembler();
    wire.onFrame((frame) => this.#receive(wire, frame));
    for (const [number, pending] of this.#pending) this.#sendCall(number, pending);
    this.#setState({ status: "connected" });
    wire.onEnd((end) => this.#lose(wire, end));
  }

  #lose(wire: Wire, end: WireEnd): void {
    if (this.#wire !== wire) return;
    if (end.reason === "gone") {
      return this.#giveUp(
        end.error === undefined
          ? new AppError("DISCONNECTED", "The engine has stopped.", { hint: "Start Skein again." })
          : AppError.from(end.error),
      );
    }
    this.#wire = undefined;
    this.#setState({ status: "restarting" });
    for (const [number, pending] of this.#pending) {
      if (!pending.sent) continue;
      if (pending.exchange.kind === "query" && !pending.retried) {
        pending.sent = false;
        pending.retried = true;
        continue;
      }
      this.#drop(number, pending.exchange);
      pending.exchange.onError(restarted(pending.exchange));
    }
    void this.#open();
  }

  #receive(wire: Wire, frame: Uint8Array): void {
    if (this.#wire !== wire) return;
    try {
      const { call } = readFrameHead(frame);
      // The rest of an answer that nobody waits for any more.
      if (!this.#pending.has(call)) return this.#reassembler.forget(call);
      const received = this.#reassembler.push(frame);
      if (received.type === "message") this.#answer(call, replyMessage.parse(decodeMessage(received.bytes)));
      else if (received.type === "partial") this.#post(call, { type: "credit", frames: 1 });
      else throw new CodecError("An answer is too large");
    } catch (cause) {
      if (!(cause instanceof Error)) throw cause;
      // Nothing that follows could be trusted; a new wire begins cleanly.
      wire.close();
      this.#lose(wire, { reason: "restarting" });
    }
  }

  #answer(number: number, reply: ReplyMessage): void {
    const exchange = this.#pending.get(number)?.exchange;
    if (exchange === undefined) return;
    if (reply.type === "item") return exchange.onItem(reply.output);
    this.#drop(number, exchange);
    if (reply.type === "answer") exchange.onItem(reply.output);
    else if (reply.type === "end") exchange.onEnd();
    else exchange.onError(AppError.from(reply.error));
  }

  #sendCall(number: number, pending: Pending): void {
    const { exchange } = pending;
    const problem = this.#trySend(number, { type: "call", name: exchange.name, input: exchange.input });
    if (problem === null) {
      pending.sent = true;
      return;
    }
    this.#drop(number, exchange);
    exchange.onError(problem);
  }

  #trySend(number: number, message: CallMessage): AppError | null {
    try {
      const encoded = encodeMessage(message);
      if (encoded.bytes > MAX_CALL_BYTES) {
        return new AppError("TOO_LARGE", "The call is larger than 4 MB.", { hint: "Shorten what is sent." });
      }
      for (const frame of framesOf(number, encoded)) this.#wire?.send(frame);
      return null;
    } catch (cause) {
      if (cause instanceof CodecError) return new AppError("INVALID_INPUT", `${cause.message}.`, { cause });
      throw cause;
    }
  }

  #post(number: number, message: CallMessage): void {
    if (this.#wire !== undefined) this.#trySend(number, message);
  }

  #drop(number: number, exchange: Exchange): void {
    this.#pending.delete(number);
    this.#numbers.delete(exchange);
    this.#reassembler.forget(number);
  }

  #giveUp(error: AppError): void {
    this.#wire = undefined;
    this.#setState({ status: "gone", error: error.toData() });
    for (const [number, { exchange }] of this.#pending) {
      this.#drop(number, exchange);
      exchange.onError(error);
    }
  }

  #goneError(): AppError {
    const { error } = this.#state;
    return error === undefined ? new AppError("DISCONNECTED", "The engine has stopped.") : AppError.from(error);
  }

  #setState(state: ConnectionState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}

function newReassembler(): Reassembler {
  return new Reassembler({ maxMessageBytes: MAX_ANSWER_BYTES, maxPartials: 1024 });
}

function restarted(exchange: Exchange): AppError {
  return new AppError("RESTARTED", "The engine stopped while it was at work and was started again.", {
    hint:
      exchange.kind === "command"
        ? "Look whether the change was made before you repeat it."
        : "Nothing that was stored before is lost. Try again.",
  });
}
