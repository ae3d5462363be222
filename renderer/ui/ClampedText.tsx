import { useState } from "react";
import styles from "./ClampedText.module.css";
import { useHighlight } from "./highlight-context.js";
import { PreviewText } from "./PreviewText.js";
import type { Preview } from "./read-text.js";
import { TextMark } from "./TextMark.js";
import { TextPlace } from "./TextPlace.js";

export interface ClampedTextProps {
  readonly preview: Preview;
  readonly label: string;
  readonly lines: number;
  readonly markdown?: boolean;
}

const LETTERS_A_LINE = 46;

/** The first lines of a text; "more" shows it whole and in form. */
export function ClampedText({ preview, label, lines, markdown = false }: ClampedTextProps) {
  const [chosen, setOpen] = useState<boolean | null>(null);
  const highlight = useHighlight();
  const { text, length } = preview;
  // A searched word that the cut would hide opens the text by itself.
  const first = highlight?.(text)[0];
  const open = chosen ?? (first !== undefined && first.start > lines * LETTERS_A_LINE);
  const long =
    length > text.length || text.length > lines * LETTERS_A_LINE || text.split("\n", lines + 1).length > lines;
  if (!long || open) {
    return (
      <div>
        <PreviewText preview={preview} label={label} markdown={markdown} />
        {long ? (
          <button type="button" className={styles.more} onClick={() => setOpen(false)}>
            less
          </button>
        ) : null}
      </div>
    );
  }
  const start = text.slice(0, lines * LETTERS_A_LINE * 4);
  return (
    <div>
      <TextPlace preview={preview}>
        <div className={styles.clamped} style={{ WebkitLineClamp: lines }} dir="auto">
          {highlight === undefined ? start : <TextMark text={start} marks={highlight(start)} />}
        </div>
      </TextPlace>
      <button
        type="button"
        className={styles.more}
        aria-label={`More of ${label.toLowerCase()}`}
        onClick={() => setOpen(true)}
      >
        more
      </button>
    </div>
  );
}
