import { useState } from "react";
import { classes } from "../../lib/classes.js";
import { ClampedText } from "../../ui/ClampedText.js";
import { useHighlight } from "../../ui/highlight-context.js";
import { TextPlace } from "../../ui/TextPlace.js";
import { useWholeText } from "../../ui/use-whole-text.js";
import type { ShownDocument } from "./document-model.js";
import styles from "./documents.module.css";
import { excerptStart, marksFrom, sharedPieces } from "./overlap.js";

interface OverlapTextProps {
  readonly document: ShownDocument;
  readonly label: string;
}

const LINES = 3;
/** About as many characters as the lines hold. */
const ROOM = 150;
/** More would not be seen in the lines. */
const EXCERPT = 700;

/** A document's text with the words that it shares with the query and with the answer; its first lines, or all of it. */
export function OverlapText({ document, label }: OverlapTextProps) {
  const { content } = document;
  if (content === null) return <p className={styles.none}>no text was recorded</p>;
  if (content.format === "json") return <ClampedText preview={content} label={label} lines={LINES} />;
  return <Marked document={document} content={content} label={label} />;
}

function Marked({
  document,
  content,
  label,
}: OverlapTextProps & { readonly content: NonNullable<ShownDocument["content"]> }) {
  const [open, setOpen] = useState(false);
  const highlight = useHighlight();
  const whole = useWholeText(content, open);
  const text = open && whole.state === "ready" ? whole.text : content.text;
  const start = open ? 0 : excerptStart(text, document.answerMarks, ROOM);
  const part = open ? text : text.slice(start, start + EXCERPT);
  const pieces = sharedPieces(part, {
    answer: marksFrom(document.answerMarks, start),
    query: marksFrom(document.queryMarks, start),
    search: highlight?.(part) ?? [],
  });
  const long = content.length > ROOM || text.split("\n", LINES + 1).length > LINES;
  return (
    <div className={styles.text}>
      <TextPlace preview={content}>
        <p className={classes(styles.words, !open && long && styles.clamped)} dir="auto">
          {start > 0 ? "…" : ""}
          {pieces.map((piece, index) =>
            piece.share === null ? (
              <span key={index}>{piece.text}</span>
            ) : piece.share === "search" ? (
              <mark key={index}>{piece.text}</mark>
            ) : (
              <span key={index} className={piece.share === "answer" ? styles.answer : styles.query}>
                {piece.text}
              </span>
            ),
          )}
        </p>
      </TextPlace>
      {open && whole.state === "failed" ? <p className={styles.none}>{whole.message}</p> : null}
      {long ? (
        <button
          type="button"
          className={styles.more}
          aria-label={open ? `Less of ${label}` : `More of ${label}`}
          onClick={(event) => {
            event.stopPropagation();
            setOpen(!open);
          }}
        >
          {open ? "less" : "more"}
        </button>
      ) : null}
    </div>
  );
}
