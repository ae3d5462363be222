import { AppError, type ErrorData } from "../../shared/contract/errors.js";
import type { HandlerContext, Handlers, Router } from "../../shared/contract/handlers.js";
import type { Contract, Procedure } from "../../shared/contract/procedure.js";
import type { Log } from "./log.js";

const SLOW_CALL_MS = 250;

type AnyHandler = (input: unknown, context: HandlerContext) => Promise<unknown> | AsyncIterable<unknown>;

/**
 * From a name to its handler and back: parses the input, runs, turns whatever was thrown into data. The only place that
 * catches; what is not an `AppError` is a fault of ours, and its stack goes to the log and nowhere else.
 */
export function createRouter<C extends Contract>(contract: C, handlers: Handlers<C>, log: Log): Router {
  const procedureOf = (name: string): Procedure | undefined =>
    Object.hasOwn(contract, name) ? contract[name] : undefined;

  async function answer(
    name: string,
    input: unknown,
    signal: AbortSignal,
    emit: (output: unknown) => Promise<void>,
  ): Promise<void> {
    const procedure = procedureOf(name);
    if (procedure === undefined) throw new AppError("NOT_FOUND", `There is no procedure ${name}.`);
    // The contract's types tie name, input and handler together; a name from the wire cannot.
    const handler = handlers[name] as unknown as AnyHandler;
    const result = handler(parseInput(procedure, name, input), { signal });
    if (procedure.kind !== "stream") {
      const startedMs = performance.now();
      const output = await (result as Promise<unknown>);
      const tookMs = performance.now() - startedMs;
      if (tookMs > SLOW_CALL_MS) log.debug(`slow call: ${name} took ${Math.round(tookMs)} ms`);
      return emit(output);
    }
    for await (const item of result as AsyncIterable<unknown>) await emit(item);
  }

  return {
    kindOf: (name) => procedureOf(name)?.kind ?? null,
    async run(name, input, signal, emit) {
      try {
        await answer(name, input, signal, emit);
        return null;
      } catch (error) {
        return toErrorData(error, name, signal, log);
      }
    },
  };
}

/** Answers every call with the reason why there is no workspace, so that a window can show it; but for what helps. */
export function createFailingRouter<C extends Contract>(
  contract: C,
  error: ErrorData,
  help: Partial<Handlers<C>>,
  log: Log,
): Router {
  const router = createRouter(contract, help as Handlers<C>, log);
  return {
    kindOf: (name) => router.kindOf(name),
    run: (name, input, signal, emit) =>
      Object.hasOwn(help, name) ? router.run(name, input, signal, emit) : Promise.resolve(error),
  };
}

function parseInput(procedure: Procedure, name: string, input: unknown): unknown {
  const parsed = procedure.input.safeParse(input);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map(({ path, message }) =>
    path.length === 0 ? message : `${path.join(".")}: ${message}`,
  );
  throw new AppError("INVALID_INPUT", `${name} was asked in a wrong way: ${issues.slice(0, 5).join("; ")}.`);
}

function toErrorData(error: unknown, name: string, signal: AbortSignal, log: Log): ErrorData {
  if (error instanceof AppError) return error.toData();
  if (signal.aborted) return { code: "CANCELLED", message: "Cancelled." };
  log.error(`${name} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  return {
    code: "INTERNAL",
    message: `Something went wrong inside Skein (${name}).`,
    hint: "Your data is unharmed. Try again; if it stays, report it with what the terminal says.",
  };
}
