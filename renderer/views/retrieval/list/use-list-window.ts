import type { UseQueryResult } from "@tanstack/react-query";
import type { AppError } from "../../../../shared/contract/errors.js";
import type { SkeinContract } from "../../../../shared/contract/index.js";
import type { InputOf, OutputOf } from "../../../../shared/contract/procedure.js";
import { useEngineQueries, useEngineQuery } from "../../../data/engine.js";
import { MOST_ROWS, PAGE_ROWS, pagesByOffset, rowInPages, usePagesInSight } from "../../../data/pages-in-sight.js";

/** Lists that are answered in windows, as columns. */
type ListName = "document.list" | "memory.list" | "embedding.list";
type Answer<N extends ListName> = OutputOf<SkeinContract[N]>;

export interface ListWindow<Row, Head> {
  /** The first page: the totals, and whether it is still the answer to the question before. */
  readonly head: UseQueryResult<Head, AppError>;
  readonly total: number;
  /** Rows that the table shows: the total, or as many as can be laid out. */
  readonly shownRows: number;
  readonly rowAt: (index: number) => Row | undefined;
  /** The place of a row, by its key, among the pages at hand; -1 where it is in none. */
  readonly indexOf: (key: string) => number;
  readonly onRange: (first: number, last: number) => void;
}

/** How the rows of a list are read out of the columns of its pages. */
export interface PageReading<Page, Row> {
  readonly rowOf: (page: Page, at: number) => Row | undefined;
  readonly keyOf: (row: Row) => string;
}

/** A window on a list of any length: only the pages in sight are asked for and kept. */
export function useListWindow<N extends ListName, Row>(
  name: N,
  question: Omit<InputOf<SkeinContract[N]>, "offset" | "limit">,
  { rowOf, keyOf }: PageReading<Answer<N>, Row>,
): ListWindow<Row, Answer<N>> {
  const asked = question as InputOf<SkeinContract[N]>;
  const head = useEngineQuery(name, { ...asked, limit: PAGE_ROWS }, { keepPrevious: true });
  const { inputs, onRange } = usePagesInSight(asked);
  const pages = useEngineQueries(name, inputs);
  const answers: ReadonlyMap<number, Answer<N>> = pagesByOffset(head, pages);
  const rowAt = (index: number): Row | undefined => rowInPages(answers, index, rowOf);
  const indexOf = (key: string): number => {
    for (const [offset, page] of answers) {
      for (let at = 0; at < PAGE_ROWS; at++) {
        const row = rowOf(page, at);
        if (row === undefined) break;
        if (keyOf(row) === key) return offset + at;
      }
    }
    return -1;
  };
  const total = head.data?.total ?? 0;
  return { head, total, shownRows: Math.min(total, MOST_ROWS), rowAt, indexOf, onRange };
}
