import type { UseQueryResult } from "@tanstack/react-query";
import type { AppError } from "../../../../shared/contract/errors.js";
import type { RetrievalListAnswer, RetrievalSort } from "../../../../shared/contract/retrieval.js";
import { useEngineQueries, useEngineQuery } from "../../../data/engine.js";
import { MOST_ROWS, PAGE_ROWS, pagesByOffset, rowInPages, usePagesInSight } from "../../../data/pages-in-sight.js";
import { retrievalKey, rowOfPage, type RetrievalRow } from "./model.js";

export interface Question {
  readonly query: string;
  readonly sort: RetrievalSort;
  readonly descending: boolean;
  readonly zoneOffsetMinutes: number;
}

export interface RetrievalWindow {
  /** The first page: the totals, and whether it is still the answer to the question before. */
  readonly head: UseQueryResult<RetrievalListAnswer, AppError>;
  readonly total: number;
  /** Rows that the table shows: the total, or as many as can be laid out. */
  readonly shownRows: number;
  readonly rowAt: (index: number) => RetrievalRow | undefined;
  /** The place of a retrieval, by its `retrievalKey`, among the pages at hand; -1 where it is in none. */
  readonly indexOf: (key: string) => number;
  readonly onRange: (first: number, last: number) => void;
}

/** A window on a list of any length: only the pages in sight are asked for and kept. */
export function useRetrievalWindow(question: Question): RetrievalWindow {
  const head = useEngineQuery("retrieval.list", { ...question, limit: PAGE_ROWS }, { keepPrevious: true });
  const { inputs, onRange } = usePagesInSight(question);
  const pages = useEngineQueries("retrieval.list", inputs);
  const answers = pagesByOffset(head, pages);
  const rowAt = (index: number): RetrievalRow | undefined => rowInPages(answers, index, rowOfPage);
  const indexOf = (key: string): number => {
    for (const [offset, { traceId, spanId }] of answers) {
      const at = spanId.findIndex((id, row) => retrievalKey({ traceId: traceId[row] ?? "", spanId: id }) === key);
      if (at >= 0) return offset + at;
    }
    return -1;
  };
  const total = head.data?.total ?? 0;
  return { head, total, shownRows: Math.min(total, MOST_ROWS), rowAt, indexOf, onRange };
}
