import { useCallback, useMemo, useState } from "react";
import type { UseQueryResult } from "@tanstack/react-query";
import type { AppError } from "../../../shared/contract/errors.js";
import type { TraceListAnswer, TraceSort } from "../../../shared/contract/traces.js";
import { useEngineQueries, useEngineQuery } from "../../data/engine.js";
import { MOST_ROWS, PAGE_ROWS, rowOfPage, type TraceRow } from "./model.js";

export interface Question {
  readonly query: string;
  readonly sort: TraceSort;
  readonly descending: boolean;
  readonly zoneOffsetMinutes: number;
}

export interface TraceWindow {
  /** The first page: total, times, and whether it is still the answer to the question before. */
  readonly head: UseQueryResult<TraceListAnswer, AppError>;
  readonly total: number;
  /** Rows that the table shows: the total, or as many as can be laid out. */
  readonly shownRows: number;
  /** The pages in sight, by offset. */
  readonly answers: ReadonlyMap<number, TraceListAnswer>;
  readonly rowAt: (index: number) => TraceRow | undefined;
  readonly onRange: (first: number, last: number) => void;
}

/** A window on a list of any length: only the pages in sight are asked for and kept. */
export function useTraceWindow(question: Question): TraceWindow {
  const [range, setRange] = useState({ first: 0, last: 0 });
  const head = useEngineQuery("trace.list", { ...question, offset: 0, limit: PAGE_ROWS }, { keepPrevious: true });
  const { first, last } = range;
  const inputs = useMemo(() => {
    const offsets: number[] = [];
    for (let page = Math.floor(first / PAGE_ROWS); page <= Math.floor(last / PAGE_ROWS); page += 1) {
      if (page > 0) offsets.push(page * PAGE_ROWS);
    }
    return offsets.map((offset) => ({ ...question, offset, limit: PAGE_ROWS }));
  }, [question, first, last]);
  const pages = useEngineQueries("trace.list", inputs);

  // While the new answer is on its way the old rows stay; a page of the old answer never stands in the new one.
  const answers = new Map<number, TraceListAnswer>();
  if (head.data !== undefined) answers.set(0, head.data);
  for (const page of pages) {
    if (page.data !== undefined && page.isPlaceholderData === head.isPlaceholderData)
      answers.set(page.data.offset, page.data);
  }
  const rowAt = (index: number): TraceRow | undefined => {
    const offset = Math.floor(index / PAGE_ROWS) * PAGE_ROWS;
    const answer = answers.get(offset);
    return answer === undefined ? undefined : rowOfPage(answer, index - offset);
  };
  const onRange = useCallback((from: number, to: number) => setRange({ first: from, last: to }), []);
  const total = head.data?.total ?? 0;
  return { head, total, shownRows: Math.min(total, MOST_ROWS), answers, rowAt, onRange };
}
