/** Markdown up to here is read at once; a longer one by pieces of at least half of it. */
const SHORT = 4000;
/** A line that goes on with what stands above the blank line before it: within a list, a quotation, a table. */
const GOES_ON = /^(?:\s|[-*+>|]|\d+[.)])/;
const FENCE = /^ {0,3}(`{3,}|~{3,})/;

/**
 * Markdown cut where one block ends and another begins, so that a long one need not be read at once. The pieces together are the text.
 * A link whose address stands in another piece is shown as its text.
 */
export function markdownPieces(text: string): string[] {
  if (text.length <= SHORT) return [text];
  const lines = text.split(/(?<=\n)/);
  const pieces: string[] = [];
  let piece = "";
  let fence: string | null = null;
  lines.forEach((line, index) => {
    piece += line;
    const mark = FENCE.exec(line)?.[1];
    if (mark !== undefined) {
      if (fence === null) fence = mark;
      else if (mark.startsWith(fence)) fence = null;
    }
    const isEnd = fence === null && line.trim() === "" && piece.length >= SHORT / 2;
    if (!isEnd || GOES_ON.test(lines[index + 1] ?? " ")) return;
    pieces.push(piece);
    piece = "";
  });
  return piece === "" ? pieces : [...pieces, piece];
}
