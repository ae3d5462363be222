import { useState } from "react";
import { toUnixMs } from "../../../shared/model/time.js";
import type { TraceListAnswer } from "../../../shared/contract/traces.js";
import type { ListWindow } from "../../data/list-window.js";
import type { Zone } from "../../lib/format.js";
import type { TraceRow } from "./model.js";
import { daysOfPage, dayStarts, type DayStart, type PageDays } from "./days.js";

interface Seen {
  readonly key: string;
  /** By offset. The answers themselves are held weakly: only their days are kept. */
  readonly pages: ReadonlyMap<number, { readonly answer: WeakRef<TraceListAnswer>; readonly days: PageDays }>;
  readonly starts: ReadonlyMap<number, DayStart>;
}
const NO_DAYS: PageDays = { offset: 0, rows: 0, firstKey: "", firstMs: 0, lastKey: "", starts: [] };
const NONE: Seen = { key: "", pages: new Map(), starts: new Map() };

/**
 * Where the days of a list begin, as far as its pages were seen. It outlives the pages themselves, so that rows keep their
 * places while one scrolls; a new question (`key`) starts anew.
 */
export function useDays(
  key: string,
  list: ListWindow<TraceRow, TraceListAnswer>,
  zone: Zone,
): ReadonlyMap<number, DayStart> {
  const [seen, setSeen] = useState<Seen>(NONE);
  // The old answer goes on standing while the new one is on its way, and so do its days.
  if (list.head.isPlaceholderData) return seen.starts;
  const known = seen.key === key ? seen.pages : NONE.pages;
  const fresh = [...list.answers].filter(([offset, answer]) => known.get(offset)?.answer.deref() !== answer);
  if (fresh.length > 0 || seen.key !== key) {
    const pages = new Map(known);
    for (const [offset, answer] of fresh) {
      const starts = Array.from(answer.startNs, (start) => toUnixMs(answer.originNs, start));
      const days = daysOfPage(offset, starts, zone) ?? NO_DAYS;
      pages.set(offset, { answer: new WeakRef(answer), days });
    }
    const days = [...pages.values()].map((page) => page.days).filter((page) => page !== NO_DAYS);
    setSeen({ key, pages, starts: dayStarts(days, list.total) });
  }
  return seen.starts;
}
