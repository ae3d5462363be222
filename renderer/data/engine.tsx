import {
  QueryClient,
  QueryClientProvider,
  useMutation,
  useQueries,
  useQuery,
  type UseMutationResult,
  type UseQueryResult,
} from "@tanstack/react-query";
import { createContext, use, useCallback, useEffect, useState, useSyncExternalStore, type ReactNode } from "react";
import type { Client, ConnectionState } from "../../shared/contract/client.js";
import { AppError, type ErrorData } from "../../shared/contract/errors.js";
import type { SkeinContract } from "../../shared/contract/index.js";
import type { InputOf, NameOfKind, OutputOf } from "../../shared/contract/procedure.js";

export type EngineClient = Client<SkeinContract>;
export type QueryName = NameOfKind<SkeinContract, "query">;
export type CommandName = NameOfKind<SkeinContract, "command">;

interface Engine {
  readonly client: EngineClient;
  /** Grows with every change of the workspace's content; part of every key. */
  readonly revision: number;
}
const EngineContext = createContext<Engine | null>(null);

/** Answers stay right until the revision changes, so nothing is fetched again by itself; pages out of sight are let go. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: Number.POSITIVE_INFINITY,
        gcTime: 30_000,
        retry: false,
        networkMode: "always",
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        // Answers hold typed arrays: they are compared by revision, never by content.
        structuralSharing: false,
      },
      mutations: { retry: false, networkMode: "always" },
    },
  });
}

/** Gives the page its engine. */
export function EngineProvider(props: {
  readonly client: EngineClient;
  readonly queries: QueryClient;
  readonly children: ReactNode;
}) {
  const { client, queries, children } = props;
  const revision = useRevision(client);
  return (
    <EngineContext value={{ client, revision }}>
      <QueryClientProvider client={queries}>{children}</QueryClientProvider>
    </EngineContext>
  );
}

/** The engine's client, for commands and streams, and the workspace's revision. */
export function useEngine(): Engine {
  const engine = use(EngineContext);
  if (engine === null) throw new Error("useEngine needs an EngineProvider above it");
  return engine;
}

export function useConnection(): ConnectionState {
  const { connection } = useEngine().client;
  const subscribe = useCallback((listener: () => void) => connection.subscribe(listener), [connection]);
  return useSyncExternalStore(subscribe, () => connection.get());
}

export interface EngineQueryOptions {
  /** False leaves the question unasked for now. */
  readonly enabled?: boolean;
  /** Keeps the last answer on the screen while a new question is under way. */
  readonly keepPrevious?: boolean;
  /** True for answers that no change of the workspace can change, as a text by its hash. */
  readonly immutable?: boolean;
}

/** The key of an answer: name, input and revision. */
export function engineKey(name: QueryName, input: unknown, revision: number | null): readonly unknown[] {
  return [name, input, revision];
}

/** Asks the engine a question and asks again when the workspace changes. An unwanted question is cancelled in the engine. */
export function useEngineQuery<N extends QueryName>(
  name: N,
  input: InputOf<SkeinContract[N]>,
  options: EngineQueryOptions = {},
): UseQueryResult<OutputOf<SkeinContract[N]>, AppError> {
  const { client, revision } = useEngine();
  const { enabled = true, keepPrevious = false, immutable = false } = options;
  return useQuery<OutputOf<SkeinContract[N]>, AppError>({
    queryKey: engineKey(name, input, immutable ? null : revision),
    queryFn: ({ signal }) => client.call(name, input, signal),
    enabled,
    ...(keepPrevious
      ? { placeholderData: (previous: OutputOf<SkeinContract[N]> | undefined) => previous as never }
      : {}),
  });
}

/** The same question with several inputs, as the pages of a list. Pages that are no longer named are let go after a while. */
export function useEngineQueries<N extends QueryName>(
  name: N,
  inputs: readonly InputOf<SkeinContract[N]>[],
): readonly UseQueryResult<OutputOf<SkeinContract[N]>>[] {
  const { client, revision } = useEngine();
  return useQueries({
    queries: inputs.map((input) => ({
      queryKey: engineKey(name, input, revision),
      queryFn: ({ signal }: { signal: AbortSignal }) => client.call(name, input, signal),
      placeholderData: (previous: OutputOf<SkeinContract[N]> | undefined) => previous,
    })),
  });
}

/** A command that a button or a key gives. It is never sent twice by itself. */
export function useEngineCommand<N extends CommandName>(
  name: N,
): UseMutationResult<OutputOf<SkeinContract[N]>, AppError, InputOf<SkeinContract[N]>> {
  const { client } = useEngine();
  return useMutation<OutputOf<SkeinContract[N]>, AppError, InputOf<SkeinContract[N]>>({
    mutationFn: (input) => client.call(name, input),
  });
}

/** Reads slices of a text by its hash, for `TextView`. */
export function useTextSlices(): (hash: string, offset: number, length: number) => Promise<string> {
  const { client } = useEngine();
  return useCallback(
    async (hash, offset, length) => {
      const input = { hash, offset, length } as InputOf<SkeinContract["text.read"]>;
      return (await client.call("text.read", input)).text;
    },
    [client],
  );
}

/** What a failure says of itself, whatever was thrown. */
export function failureOf(error: unknown): ErrorData {
  if (error instanceof AppError) return error.toData();
  return { code: "INTERNAL", message: error instanceof Error ? error.message : String(error) };
}

/** The workspace's revision, from the engine's watch; it is begun again when the engine comes back. */
function useRevision(client: EngineClient): number {
  const [revision, setRevision] = useState(0);
  useEffect(() => {
    const ended = new AbortController();
    const follow = async (): Promise<void> => {
      while (!ended.signal.aborted) {
        try {
          for await (const change of client.subscribe("workspace.watch", {}, ended.signal))
            setRevision(change.revision);
        } catch {
          // Cut off, or the engine is gone. The connection's own state is what the reader is told.
        }
        await pause(500, ended.signal);
        await connected(client, ended.signal);
      }
    };
    void follow();
    return () => ended.abort();
  }, [client]);
  return revision;
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

function connected(client: EngineClient, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const stop = client.connection.subscribe(() => check());
    function check(): void {
      if (!signal.aborted && client.connection.get().status !== "connected") return;
      stop();
      resolve();
    }
    signal.addEventListener("abort", check);
    check();
  });
}
