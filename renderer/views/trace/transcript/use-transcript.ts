import { useMemo } from "react";
import type { AppError } from "../../../../shared/contract/errors.js";
import type { TranscriptEntry } from "../../../../shared/contract/traces.js";
import type { TraceId } from "../../../../shared/model/ids.js";
import { useEngineQueries, useEngineQuery } from "../../../data/engine.js";
import type { TraceStructure } from "../structure.js";
import { type Script, scriptOf } from "./outline.js";

/** Entries whose words are read together. */
const PAGE = 50;

export interface TranscriptScript {
  readonly script: Script | null;
  readonly error: AppError | null;
  readonly retry: () => void;
}

/** Who speaks when in a whole run, without the words. What was there stays while it is read again. */
export function useScript(traceId: TraceId, structure: TraceStructure): TranscriptScript {
  const answer = useEngineQuery("trace.outline", { traceId }, { keepPrevious: true });
  const { data, error } = answer;
  const script = useMemo(
    () => (data === undefined ? null : scriptOf(traceId, data, structure)),
    [traceId, data, structure],
  );
  return { script, error, retry: () => void answer.refetch() };
}

/** The words of an entry; undefined while they are on their way. */
export type WordsOf = (entry: number) => TranscriptEntry | undefined;

/** The words of the entries in sight, in whatever pages they stand. */
export function useWords(traceId: TraceId, wanted: readonly number[]): WordsOf {
  const pages = [...new Set(wanted.map((entry) => Math.floor(entry / PAGE)))].sort((a, b) => a - b).join(" ");
  const inputs = useMemo(
    () => (pages === "" ? [] : pages.split(" ").map((page) => ({ traceId, offset: Number(page) * PAGE, limit: PAGE }))),
    [traceId, pages],
  );
  const answers = useEngineQueries("trace.transcript", inputs);
  const byOffset = new Map(answers.flatMap(({ data }) => (data === undefined ? [] : [[data.offset, data.entries]])));
  return (entry) => byOffset.get(Math.floor(entry / PAGE) * PAGE)?.[entry % PAGE];
}
