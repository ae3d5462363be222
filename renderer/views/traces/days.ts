import { dayKey, type Zone } from "../../lib/format.js";

/** Where days begin within one page of a list that is in order of time. */
export interface PageDays {
  /** Index of the page's first row in the whole list, and how many rows it has. */
  readonly offset: number;
  readonly rows: number;
  readonly firstKey: string;
  readonly firstMs: number;
  readonly lastKey: string;
  /** Rows whose day is another than that of the row before, the page's first row left out. */
  readonly starts: readonly { readonly index: number; readonly ms: number }[];
}

export interface DayStart {
  readonly ms: number;
  /** Rows of the day; null until all of them were seen. */
  readonly rows: number | null;
}

/** The days of a page, from the start times of its rows. */
export function daysOfPage(offset: number, startsMs: readonly number[], zone: Zone): PageDays | null {
  const firstMs = startsMs[0];
  if (firstMs === undefined) return null;
  const firstKey = dayKey(firstMs, zone);
  const starts: { index: number; ms: number }[] = [];
  let lastKey = firstKey;
  startsMs.forEach((ms, at) => {
    const key = dayKey(ms, zone);
    if (key !== lastKey) starts.push({ index: offset + at, ms });
    lastKey = key;
  });
  return { offset, rows: startsMs.length, firstKey, firstMs, lastKey, starts };
}

/**
 * The rows over which a day's head stands. A page whose neighbour above was not seen yet has none over its first row: it
 * may go on with that day. `total` tells where the last day ends.
 */
export function dayStarts(pages: readonly PageDays[], total: number): ReadonlyMap<number, DayStart> {
  const sorted = [...pages].sort((a, b) => a.offset - b.offset);
  const found: { index: number; ms: number; run: number }[] = [];
  const ends: number[] = [];
  let run = -1;
  let before: PageDays | undefined;
  for (const page of sorted) {
    const joined = before !== undefined && before.offset + before.rows === page.offset;
    if (!joined) run += 1;
    if (page.offset === 0 || (joined && before?.lastKey !== page.firstKey)) {
      found.push({ index: page.offset, ms: page.firstMs, run });
    }
    for (const start of page.starts) found.push({ ...start, run });
    ends[run] = page.offset + page.rows;
    before = page;
  }
  return new Map(
    found.map((start, at): [number, DayStart] => {
      const next = found[at + 1];
      const end = next !== undefined && next.run === start.run ? next.index : ends[start.run] === total ? total : null;
      return [start.index, { ms: start.ms, rows: end === null ? null : end - start.index }];
    }),
  );
}
