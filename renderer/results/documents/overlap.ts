import type { Mark } from "../../lib/marks.js";

/** What a piece of a document shares: words with the answer, with the query, or with the search of the page. */
export type Share = "answer" | "query" | "search" | null;

export interface SharedPiece {
  readonly text: string;
  readonly share: Share;
}

interface Shares {
  readonly answer: readonly Mark[];
  readonly query: readonly Mark[];
  readonly search: readonly Mark[];
}

/** Cuts a text into pieces by what they share. Where marks overlap the search comes first, then the answer. */
export function sharedPieces(text: string, shares: Shares): readonly SharedPiece[] {
  const layers: readonly (readonly [Share, readonly Mark[]])[] = [
    ["query", shares.query],
    ["answer", shares.answer],
    ["search", shares.search],
  ];
  if (layers.every(([, marks]) => marks.length === 0)) return [{ text, share: null }];
  const borders = new Set([0, text.length]);
  for (const [, marks] of layers) {
    for (const { start, end } of marks) {
      if (start < text.length && end > start) {
        borders.add(Math.max(0, start));
        borders.add(Math.min(text.length, end));
      }
    }
  }
  const cuts = [...borders].toSorted((one, other) => one - other);
  const pieces: SharedPiece[] = [];
  for (const [at, start] of cuts.entries()) {
    const end = cuts[at + 1];
    if (end === undefined) break;
    const share = layers.findLast(([, marks]) => marks.some((mark) => mark.start <= start && mark.end >= end))?.[0];
    const last = pieces.at(-1);
    if (last !== undefined && last.share === (share ?? null)) {
      pieces[pieces.length - 1] = { text: last.text + text.slice(start, end), share: last.share };
    } else pieces.push({ text: text.slice(start, end), share: share ?? null });
  }
  return pieces;
}

/** Characters that stand before the first used words where the beginning of a text is left out. */
const LEAD = 40;

/** Where an excerpt begins so that the first used words are in it: 0, or a little before them, at a word. */
export function excerptStart(text: string, marks: readonly Mark[], room: number): number {
  const first = marks.reduce((least, { start }) => Math.min(least, start), Number.POSITIVE_INFINITY);
  if (!Number.isFinite(first) || first <= room) return 0;
  const space = text.indexOf(" ", first - LEAD);
  return space === -1 || space >= first ? first - LEAD : space + 1;
}

/** Marks as they stand in the text from `start` on. */
export function marksFrom(marks: readonly Mark[], start: number): readonly Mark[] {
  if (start === 0) return marks;
  return marks.flatMap((mark) =>
    mark.end <= start ? [] : [{ start: Math.max(0, mark.start - start), end: mark.end - start }],
  );
}

/** Stretches of a bar that stands for a text of `length`, as shares of it; touching ones are one. */
export function usedStretches(
  marks: readonly Mark[],
  length: number,
): readonly { readonly from: number; readonly width: number }[] {
  const stretches: { start: number; end: number }[] = [];
  for (const mark of marks.toSorted((one, other) => one.start - other.start)) {
    const last = stretches.at(-1);
    if (last !== undefined && mark.start <= last.end + 1) last.end = Math.max(last.end, mark.end);
    else stretches.push({ ...mark });
  }
  if (length <= 0) return [];
  return stretches.map(({ start, end }) => ({
    from: start / length,
    width: Math.min(end, length) / length - start / length,
  }));
}
