import type { embeddingsContract } from "../../../shared/contract/embeddings.js";
import type { Handlers } from "../../../shared/contract/handlers.js";
import { contextWindow } from "../prices/context-window.js";
import type { CutFlags } from "../queries/embeddings/calls.js";
import { callsState, cutFlags } from "../queries/embeddings/cut-flags.js";
import { embeddingModels, listEmbeddings } from "../queries/embeddings/list.js";
import type { Workspace } from "./open-workspace.js";

export function embeddingsHandlers({ database }: Workspace): Handlers<typeof embeddingsContract> {
  // Found once for the calls that are there: whole records are looked through.
  let known: { readonly state: string; readonly flags: CutFlags } | null = null;
  const flagsOf = async (signal: AbortSignal): Promise<CutFlags> => {
    const state = await database.read(callsState, signal);
    if (known?.state !== state) known = { state, flags: await database.read(cutFlags, signal) };
    return known.flags;
  };
  return {
    "embedding.list": async (input, { signal }) => {
      const flags = await flagsOf(signal);
      return database.read((session) => listEmbeddings(session, input, contextWindow, flags), signal);
    },
    "embedding.models": async (input, { signal }) => {
      const flags = await flagsOf(signal);
      return database.read((session) => embeddingModels(session, input, contextWindow, flags), signal);
    },
  };
}
