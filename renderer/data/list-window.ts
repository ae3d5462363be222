import type { UseQueryResult } from "@tanstack/react-query";
import { useCallback } from "react";
import type { AppError } from "../../shared/contract/errors.js";
import type { SkeinContract } from "../../shared/contract/index.js";
import type { InputOf, OutputOf } from "../../shared/contract/procedure.js";
import { useEngine, useEngineQueries, useEngineQuery } from "./engine.js";
import { MOST_ROWS, PAGE_ROWS, pagesByOffset, rowInPages, usePagesInSight } from "./pages-in-sight.js";

/** Lists that are answered in windows, as columns. */
type ListName = "trace.list" | "span.list" | "conversation.list";
type ListPage<N extends ListName> = OutputOf<SkeinContract[N]>;

/** What a search asks of a list, whatever it lists; `Sort` names its orders. */
export interface ListQuestion<Sort> {
  readonly query: string;
  readonly sort: Sort;
  readonly descending: boolean;
  readonly zoneOffsetMinutes: number;
}

export interface ListWindow<Row, Page> {
  /** The first page: the totals, and whether it is still the answer to the question before. */
  readonly head: UseQueryResult<Page, AppError>;
  readonly total: number;
  /** Rows that the table shows: the total, or as many as can be laid out. */
  readonly shownRows: number;
  /** The pages in sight, by offset. */
  readonly answers: ReadonlyMap<number, Page>;
  readonly rowAt: (index: number) => Row | undefined;
  /** The place of a row, by its key, among the pages at hand; -1 where it is in none. */
  readonly indexOf: (key: string) => number;
  /** The keys of rows, `last` inclusive, in sight or not: at most `MOST_KEYS`, from the first. */
  readonly keysBetween: (first: number, last: number) => Promise<readonly string[]>;
  readonly onRange: (first: number, last: number) => void;
}

export const MOST_KEYS = 10_000;
const KEYS_A_QUESTION = 1000;

/** How the rows of a list are read out of the columns of its pages; undefined past a page's end. */
export interface PageReading<Page, Row> {
  readonly rowAt: (page: Page, at: number) => Row | undefined;
  readonly keyAt: (page: Page, at: number) => string | undefined;
}

/** A window on a list of any length: only the pages in sight are asked for and kept. */
export function useListWindow<N extends ListName, Row>(
  name: N,
  question: Omit<InputOf<SkeinContract[N]>, "offset" | "limit">,
  { rowAt, keyAt }: PageReading<ListPage<N>, Row>,
): ListWindow<Row, ListPage<N>> {
  const asked = question as InputOf<SkeinContract[N]>;
  const head = useEngineQuery(name, { ...asked, limit: PAGE_ROWS }, { keepPrevious: true });
  const { inputs, onRange } = usePagesInSight(asked);
  const pages = useEngineQueries(name, inputs);
  const answers: ReadonlyMap<number, ListPage<N>> = pagesByOffset(head, pages);
  const indexOf = (key: string): number => {
    for (const [offset, page] of answers) {
      for (let at = 0; at < PAGE_ROWS; at += 1) {
        const known = keyAt(page, at);
        if (known === undefined) break;
        if (known === key) return offset + at;
      }
    }
    return -1;
  };
  const { client } = useEngine();
  const keysBetween = useCallback(
    async (first: number, last: number): Promise<readonly string[]> => {
      const keys: string[] = [];
      const end = Math.min(last + 1, first + MOST_KEYS);
      for (let offset = first; offset < end; offset += KEYS_A_QUESTION) {
        const limit = Math.min(KEYS_A_QUESTION, end - offset);
        const page: ListPage<N> = await client.call(name, { ...asked, offset, limit });
        for (let at = 0; at < limit; at += 1) {
          const key = keyAt(page, at);
          if (key === undefined) return keys;
          keys.push(key);
        }
      }
      return keys;
    },
    [client, name, asked, keyAt],
  );
  const total = head.data?.total ?? 0;
  return {
    head,
    total,
    shownRows: Math.min(total, MOST_ROWS),
    answers,
    rowAt: (index) => rowInPages(answers, index, rowAt),
    indexOf,
    keysBetween,
    onRange,
  };
}
