import {
  CUT_EVIDENCE,
  EMBEDDING_FILTERS,
  EMBEDDING_SORTS,
  type EmbeddingFilter,
  type EmbeddingListAnswer,
  type EmbeddingSort,
} from "../../../../shared/contract/embeddings.js";
import { dictionaryAt } from "../../../../shared/model/columns.js";
import { toUnixMs } from "../../../../shared/model/time.js";
import type { RetrievalRoute } from "../../../state/retrieval-route.js";

/** One call that embeds. NaN: not known. */
export interface EmbeddingRow {
  readonly traceId: string;
  readonly spanId: string;
  readonly name: string;
  readonly failed: boolean;
  readonly model: string | null;
  readonly agent: string | null;
  readonly text: string | null;
  readonly dimensions: number;
  readonly mixed: boolean;
  readonly inputs: number;
  readonly startMs: number;
  readonly durationNs: number;
  readonly tokens: number;
  readonly costUsd: number;
  /** What tells that an input was cut; empty where nothing does. */
  readonly cut: readonly (typeof CUT_EVIDENCE)[number][];
  readonly evidence: string | null;
}

/** The row at a place within a page; undefined past its end. */
export function rowOfPage(page: EmbeddingListAnswer, at: number): EmbeddingRow | undefined {
  const traceId = page.traceId[at];
  const spanId = page.spanId[at];
  if (traceId === undefined || spanId === undefined) return undefined;
  const number = (column: ArrayLike<number>) => column[at] ?? Number.NaN;
  const count = (column: ArrayLike<number>) => number(column) || Number.NaN;
  const start = number(page.startNs);
  const cut = number(page.cut);
  return {
    traceId,
    spanId,
    name: page.name[at] ?? "",
    failed: page.failed[at] === 1,
    model: dictionaryAt(page.model, at),
    agent: dictionaryAt(page.agent, at),
    text: page.text[at] ?? null,
    dimensions: count(page.dimensions),
    mixed: page.mixed[at] === 1,
    inputs: count(page.inputs),
    startMs: Number.isNaN(start) ? Number.NaN : toUnixMs(page.originNs, start),
    durationNs: number(page.durationNs),
    tokens: number(page.tokens),
    costUsd: number(page.costUsd),
    cut: CUT_EVIDENCE.filter((_, place) => (cut & (1 << place)) !== 0),
    evidence: page.evidence[at] ?? null,
  };
}

/** Columns that have nothing in any row of a page. */
export function emptyColumns(page: EmbeddingListAnswer | undefined): readonly string[] {
  if (page === undefined) return [];
  return [
    ...(page.agent.values.length === 0 ? ["agent"] : []),
    ...(page.tokens.every(Number.isNaN) ? ["tokens"] : []),
    ...(page.costUsd.every(Number.isNaN) ? ["cost"] : []),
    ...(page.cut.every((cut) => cut === 0) ? ["cut"] : []),
  ];
}

/** What names a call in an address. */
export function callKey({ traceId, spanId }: Pick<EmbeddingRow, "traceId" | "spanId">): string {
  return `${traceId}/${spanId}`;
}

const RISING: ReadonlySet<EmbeddingSort> = new Set(["model", "agent"]);

/** What an address asks the list of calls for; what it does not know is the latest first. */
export function embeddingsAsked(route: Pick<RetrievalRoute, "sort" | "desc" | "only">): {
  readonly sort: EmbeddingSort;
  readonly descending: boolean;
  readonly only: EmbeddingFilter;
} {
  const sort = EMBEDDING_SORTS.find((id) => id === route.sort) ?? "start";
  const only = EMBEDDING_FILTERS.find((id) => id === route.only) ?? "all";
  return { sort, only, descending: route.desc ?? !RISING.has(sort) };
}
