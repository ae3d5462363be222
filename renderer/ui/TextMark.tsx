import { memo } from "react";
import { cutAtMarks, type Mark } from "../lib/marks.js";

export interface TextMarkProps {
  readonly text: string;
  readonly marks: readonly Mark[];
}

/** A text with the highlighter behind its marked words. */
export const TextMark = memo(function TextMark({ text, marks }: TextMarkProps) {
  if (marks.length === 0) return text;
  return cutAtMarks(text, marks).map((piece, index) =>
    piece.marked ? <mark key={index}>{piece.text}</mark> : <span key={index}>{piece.text}</span>,
  );
});
