import type { ErrorData } from "./errors.js";
import type { Contract, ParsedInputOf, RawOutputOf } from "./procedure.js";

/** What a handler is given beside its input. */
export interface HandlerContext {
  /** Aborted when the caller cancels or goes away. */
  readonly signal: AbortSignal;
}

/** What the engine implements: a function a procedure. Streams yield and may be ended by the caller at any `yield`. */
export type Handlers<C extends Contract> = {
  readonly [N in keyof C]: C[N] extends { kind: "stream" }
    ? (input: ParsedInputOf<C[N]>, context: HandlerContext) => AsyncIterable<RawOutputOf<C[N]>>
    : (input: ParsedInputOf<C[N]>, context: HandlerContext) => Promise<RawOutputOf<C[N]>>;
};

/** Runs calls by name. Transports know nothing else of the engine. */
export interface Router {
  /** Null where there is no such procedure. */
  kindOf(name: string): "query" | "command" | "stream" | null;
  /**
   * Runs one call and hands every answer to `emit`: one of a query or command, any number of a stream. The next item is
   * asked for when `emit` has resolved, so that a slow reader stops the handler. Never rejects: resolves to the error
   * that ended the call, or to null.
   */
  run(
    name: string,
    input: unknown,
    signal: AbortSignal,
    emit: (output: unknown) => Promise<void>,
  ): Promise<ErrorData | null>;
}
