import { useMemo, useState } from "react";
import type { TextPreview } from "../../../shared/contract/spans.js";
import { formatNumber } from "../../lib/format.js";
import { PreviewText } from "../../ui/PreviewText.js";
import styles from "./detail.module.css";
import { comparable, diffTexts } from "./text-diff.js";

export interface DiffTextProps {
  readonly label: string;
  readonly left: TextPreview;
  readonly right: TextPreview;
}

/** Equal stretches longer than this are folded, all but their ends. */
const LONG_EQUAL = 600;
const KEPT_EQUAL = 160;

/** Two texts as one: what only the left has is struck through, what only the right has is underlined. */
export function DiffText({ label, left, right }: DiffTextProps) {
  const pieces = useMemo(
    () => diffTexts(comparable(left.text, left.format), comparable(right.text, right.format)),
    [left, right],
  );
  const isCut = left.text.length < left.length || right.text.length < right.length;
  if (pieces === null) {
    return (
      <div className={styles.apart}>
        <p className={styles.hint}>Too different to be told word by word: first the left, then the right.</p>
        <PreviewText preview={left} label={`${label}, left`} markdown />
        <hr />
        <PreviewText preview={right} label={`${label}, right`} markdown />
      </div>
    );
  }
  return (
    <>
      <div className={left.format === "json" && right.format === "json" ? styles.code : styles.diff} dir="auto">
        {pieces.map((piece, index) =>
          piece.side === "left" ? (
            <del key={index}>{piece.text}</del>
          ) : piece.side === "right" ? (
            <ins key={index}>{piece.text}</ins>
          ) : (
            <Equal key={index} text={piece.text} isFirst={index === 0} isLast={index === pieces.length - 1} />
          ),
        )}
      </div>
      {isCut ? (
        <p className={styles.hint}>
          The first {formatNumber(left.text.length)} and {formatNumber(right.text.length)} characters are compared, of{" "}
          {formatNumber(left.length)} and {formatNumber(right.length)}.
        </p>
      ) : null}
    </>
  );
}

interface EqualProps {
  readonly text: string;
  readonly isFirst: boolean;
  readonly isLast: boolean;
}

function Equal({ text, isFirst, isLast }: EqualProps) {
  const [open, setOpen] = useState(false);
  const whole = isFirst && isLast;
  if (open || whole || text.length <= LONG_EQUAL) return text;
  const start = isFirst ? 0 : KEPT_EQUAL;
  const end = isLast ? text.length : text.length - KEPT_EQUAL;
  return (
    <>
      {text.slice(0, start)}
      <button type="button" className={styles.equal} onClick={() => setOpen(true)}>
        {formatNumber(end - start)} equal characters
      </button>
      {text.slice(end)}
    </>
  );
}
