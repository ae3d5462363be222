import {
  MEMORY_FILTERS,
  MEMORY_SORTS,
  type MemoryAction,
  type MemoryFilter,
  type MemoryListAnswer,
  type MemorySort,
} from "../../../../shared/contract/memory.js";
import { dictionaryAt } from "../../../../shared/model/columns.js";
import { toUnixMs } from "../../../../shared/model/time.js";
import type { RetrievalRoute } from "../../../state/retrieval-route.js";

/** One entry of a memory. NaN: not known. */
export interface MemoryRow {
  readonly key: string;
  readonly store: string | null;
  readonly recordId: string | null;
  readonly content: string | null;
  readonly reads: number;
  readonly writes: number;
  readonly deletes: number;
  readonly known: number;
  readonly kept: number;
  readonly cited: number;
  readonly agents: readonly string[];
  readonly firstMs: number;
  readonly lastMs: number;
}

/** The row at a place within a page; undefined past its end. */
export function rowOfPage(page: MemoryListAnswer, at: number): MemoryRow | undefined {
  const key = page.key[at];
  if (key === undefined) return undefined;
  const number = (column: ArrayLike<number>) => column[at] ?? Number.NaN;
  const time = (column: ArrayLike<number>) => {
    const offset = number(column);
    return Number.isNaN(offset) ? Number.NaN : toUnixMs(page.originNs, offset);
  };
  return {
    key,
    store: dictionaryAt(page.store, at),
    recordId: page.recordId[at] ?? null,
    content: page.content[at] ?? null,
    reads: number(page.reads),
    writes: number(page.writes),
    deletes: number(page.deletes),
    known: number(page.knownReads),
    kept: number(page.keptReads),
    cited: number(page.citedReads),
    agents: page.agents[at] ?? [],
    firstMs: time(page.firstNs),
    lastMs: time(page.lastNs),
  };
}

const RISING: ReadonlySet<MemorySort> = new Set(["store", "key", "first"]);

/** What an address asks the list of memories for; what it does not know is the latest first. */
export function memoryAsked(route: Pick<RetrievalRoute, "sort" | "desc" | "only">): {
  readonly sort: MemorySort;
  readonly descending: boolean;
  readonly only: MemoryFilter;
} {
  const sort = MEMORY_SORTS.find((id) => id === route.sort) ?? "last";
  const only = MEMORY_FILTERS.find((id) => id === route.only) ?? "all";
  return { sort, only, descending: route.desc ?? !RISING.has(sort) };
}

export const ACTION_WORDS: Readonly<Record<MemoryAction, string>> = {
  read: "Read",
  write: "Written",
  delete: "Deleted",
  other: "Touched",
};
