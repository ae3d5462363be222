import {
  DOCUMENT_FILTERS,
  DOCUMENT_SORTS,
  type DocumentFilter,
  type DocumentListAnswer,
  type DocumentSort,
  RANK_BUCKETS,
} from "../../../../shared/contract/documents.js";
import { dictionaryAt } from "../../../../shared/model/columns.js";
import { toUnixMs } from "../../../../shared/model/time.js";
import type { RetrievalRoute } from "../../../state/retrieval-route.js";

/** One distinct document. NaN: not known. */
export interface DocumentRow {
  readonly key: string;
  readonly title: string;
  readonly knowledgeBase: string | null;
  readonly documentId: string | null;
  readonly retrieved: number;
  readonly best: number;
  readonly median: number;
  /** How often at the ranks of each of RANK_BUCKETS. */
  readonly ranks: readonly number[];
  readonly similarity: number;
  readonly distance: number;
  readonly relevance: number;
  readonly score: number;
  readonly known: number;
  readonly kept: number;
  readonly cited: number;
  readonly agents: readonly string[];
  readonly firstMs: number;
  readonly lastMs: number;
  readonly twins: number;
}

/** The row at a place within a page; undefined past its end. */
export function rowOfPage(page: DocumentListAnswer, at: number): DocumentRow | undefined {
  const key = page.key[at];
  if (key === undefined) return undefined;
  const number = (column: ArrayLike<number>) => column[at] ?? Number.NaN;
  const time = (column: ArrayLike<number>) => {
    const offset = number(column);
    return Number.isNaN(offset) ? Number.NaN : toUnixMs(page.originNs, offset);
  };
  const buckets = RANK_BUCKETS.length;
  return {
    key,
    title: page.title[at] ?? "",
    knowledgeBase: dictionaryAt(page.knowledgeBase, at),
    documentId: page.documentId[at] ?? null,
    retrieved: number(page.retrievedTimes),
    best: number(page.bestRank),
    median: number(page.medianRank),
    ranks: [...page.ranks.subarray(at * buckets, (at + 1) * buckets)],
    similarity: number(page.similarity),
    distance: number(page.distance),
    relevance: number(page.relevance),
    score: number(page.score),
    known: number(page.knownTimes),
    kept: number(page.keptTimes),
    cited: number(page.citedTimes),
    agents: page.agents[at] ?? [],
    firstMs: time(page.firstNs),
    lastMs: time(page.lastNs),
    twins: number(page.twins),
  };
}

/** Sorts that begin with the smallest. */
const RISING: ReadonlySet<DocumentSort> = new Set(["knowledge", "best", "median", "distance", "first"]);

/** What an address asks the list of documents for; what it does not know is the most often retrieved first. */
export function documentsAsked(route: Pick<RetrievalRoute, "sort" | "desc" | "only">): {
  readonly sort: DocumentSort;
  readonly descending: boolean;
  readonly only: DocumentFilter;
} {
  const sort = DOCUMENT_SORTS.find((id) => id === route.sort) ?? "retrieved";
  const only = DOCUMENT_FILTERS.find((id) => id === route.only) ?? "all";
  return { sort, only, descending: route.desc ?? !RISING.has(sort) };
}

/** Columns that have nothing in any row of a page, such as scores of a kind that none has. */
export function emptyColumns(page: DocumentListAnswer | undefined): readonly string[] {
  const kinds = ["similarity", "distance", "relevance", "score"] as const;
  const empty: string[] = kinds.filter((kind) => page?.[kind].some((score) => !Number.isNaN(score)) !== true);
  if (page === undefined) return empty;
  if (page.knowledgeBase.values.length === 0) empty.push("knowledge");
  if (!page.twins.some((twins) => twins > 0)) empty.push("twins");
  if (page.agents.every((agents) => agents.length === 0)) empty.push("agents");
  return empty;
}

/** Which ranks a column of the small distribution stands for. */
export function bucketWords(bucket: number): string {
  const from = RANK_BUCKETS[bucket] ?? 0;
  const next = RANK_BUCKETS[bucket + 1];
  if (next === undefined) return `rank ${from} and after`;
  return next === from + 1 ? `rank ${from}` : `ranks ${from} to ${next - 1}`;
}
