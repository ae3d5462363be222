import { ClientConnection, type Connect, type ConnectionState, type Exchange } from "./client-connection.js";
import { AppError } from "./errors.js";
import type { Contract, InputOf, NameOfKind, OutputOf, Procedure } from "./procedure.js";

export type { Connect, ConnectionState };

/** Everything that a view, a command or a test can ask of the engine, wherever that runs. */
export interface Client<C extends Contract> {
  /**
   * Asks a query or gives a command. Rejects with `AppError`: what the engine said, CANCELLED at once when `signal` is
   * aborted, RESTARTED where the engine stopped in between (queries are asked a second time by themselves, commands never).
   * A call made while the engine is being started waits for it.
   */
  call<N extends NameOfKind<C, "query" | "command">>(
    name: N,
    input: InputOf<C[N]>,
    signal?: AbortSignal,
  ): Promise<OutputOf<C[N]>>;
  /**
   * Begins when it is iterated; leaving the loop or aborting cancels. Throws `AppError` as `call` does; a stream that the
   * engine's end cut off throws RESTARTED and is not begun again by itself.
   */
  subscribe<N extends NameOfKind<C, "stream">>(
    name: N,
    input: InputOf<C[N]>,
    signal?: AbortSignal,
  ): AsyncGenerator<OutputOf<C[N]>, void, undefined>;
  /** Fits React's `useSyncExternalStore`: the state is a new object exactly when it changed. */
  readonly connection: {
    get(): ConnectionState;
    subscribe(listener: () => void): () => void;
  };
  /** Tries again after the connection was given up. */
  reconnect(): void;
  /** Fails what is pending with DISCONNECTED. */
  close(): void;
}

/** Opens a wire with `connect` at once, and again whenever the engine was restarted. */
export function createClient<C extends Contract>(contract: C, connect: Connect): Client<C> {
  const connection = new ClientConnection(connect);

  function procedureOf(name: string): Procedure {
    const procedure = Object.hasOwn(contract, name) ? contract[name] : undefined;
    if (procedure === undefined) throw new AppError("NOT_FOUND", `There is no procedure ${name}.`);
    return procedure;
  }

  return {
    async call(name, input, signal) {
      const procedure = procedureOf(name);
      const raw = await callOnce(connection, { name, kind: procedure.kind, input }, signal);
      return parseOutput(procedure, name, raw) as OutputOf<C[typeof name]>;
    },
    async *subscribe(name, input, signal) {
      const procedure = procedureOf(name);
      for await (const raw of iterate(connection, { name, kind: procedure.kind, input }, signal)) {
        yield parseOutput(procedure, name, raw) as OutputOf<C[typeof name]>;
      }
    },
    connection: {
      get: () => connection.state,
      subscribe: (listener) => connection.subscribe(listener),
    },
    reconnect: () => connection.reconnect(),
    close: () => connection.close(),
  };
}

type Asked = Pick<Exchange, "name" | "kind" | "input">;

function callOnce(connection: ClientConnection, asked: Asked, signal: AbortSignal | undefined): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const settle = (): void => signal?.removeEventListener("abort", abort);
    const exchange: Exchange = {
      ...asked,
      onItem(output) {
        settle();
        resolve(output);
      },
      onEnd() {},
      onError(error) {
        settle();
        reject(error);
      },
    };
    const abort = (): void => {
      connection.cancel(exchange);
      exchange.onError(cancelled());
    };
    if (signal?.aborted === true) return abort();
    signal?.addEventListener("abort", abort, { once: true });
    connection.begin(exchange);
  });
}

async function* iterate(
  connection: ClientConnection,
  asked: Asked,
  signal: AbortSignal | undefined,
): AsyncGenerator<unknown, void, undefined> {
  const inbox: unknown[] = [];
  let ended = false;
  let failure: AppError | undefined;
  let wake: () => void = () => {};
  const exchange: Exchange = {
    ...asked,
    onItem(output) {
      inbox.push(output);
      wake();
    },
    onEnd() {
      ended = true;
      wake();
    },
    onError(error) {
      failure = error;
      wake();
    },
  };
  const abort = (): void => {
    // What has come already is not wanted any more either.
    inbox.length = 0;
    connection.cancel(exchange);
    exchange.onError(cancelled());
  };
  if (signal?.aborted === true) throw cancelled();
  signal?.addEventListener("abort", abort, { once: true });
  connection.begin(exchange);
  try {
    for (;;) {
      while (inbox.length > 0) {
        yield inbox.shift();
        // Only now, so that a consumer that is busy with an item holds the engine up.
        connection.credit(exchange);
      }
      if (failure !== undefined) throw failure;
      if (ended) return;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  } finally {
    signal?.removeEventListener("abort", abort);
    connection.cancel(exchange);
  }
}

function parseOutput(procedure: Procedure, name: string, raw: unknown): unknown {
  const parsed = procedure.output.safeParse(raw);
  if (parsed.success) return parsed.data;
  throw new AppError("INTERNAL", `The engine's answer to ${name} was not understood.`, {
    hint: "This is a fault in Skein. Reload the window; if it stays, report it.",
    cause: parsed.error,
  });
}

function cancelled(): AppError {
  return new AppError("CANCELLED", "Cancelled.");
}
