/** A place in a text, in UTF-16 units: `start` inclusive, `end` exclusive. */
export interface Mark {
  readonly start: number;
  readonly end: number;
}

export interface MarkedPiece {
  readonly text: string;
  readonly marked: boolean;
}

/** Cuts a text at its marks. Marks may overlap, touch, be out of order or reach past the end. */
export function cutAtMarks(text: string, marks: readonly Mark[]): readonly MarkedPiece[] {
  const sorted = [...marks].sort((a, b) => a.start - b.start);
  const pieces: MarkedPiece[] = [];
  let at = 0;
  for (const mark of sorted) {
    const start = Math.max(mark.start, at);
    const end = Math.min(mark.end, text.length);
    if (end <= start) continue;
    if (start > at) pieces.push({ text: text.slice(at, start), marked: false });
    pieces.push({ text: text.slice(start, end), marked: true });
    at = end;
  }
  if (at < text.length) pieces.push({ text: text.slice(at), marked: false });
  return pieces;
}

/** An excerpt whose beginning is cut so that at most `lead` characters stand before its first mark. Cuts at a word. */
export function shiftToMark(
  text: string,
  marks: readonly Mark[],
  lead: number,
): { readonly text: string; readonly marks: readonly Mark[] } {
  const first = marks.reduce((least, mark) => Math.min(least, mark.start), Number.POSITIVE_INFINITY);
  if (!Number.isFinite(first) || first <= lead) return { text, marks };
  const space = text.slice(0, first).indexOf(" ", first - lead);
  const from = space === -1 ? first - lead : space + 1;
  const by = 1 - from;
  return {
    text: `…${text.slice(from)}`,
    marks: marks.map((mark) => ({ start: mark.start + by, end: mark.end + by })),
  };
}
