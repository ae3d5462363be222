import { useState } from "react";
import type { TextPreview } from "../../../../shared/contract/spans.js";
import { TextMark } from "../../../ui/TextMark.js";
import { useHighlight } from "../highlight.js";
import { PreviewText } from "./PreviewText.js";
import styles from "./tabs.module.css";

export interface ClampedTextProps {
  readonly preview: TextPreview;
  readonly label: string;
  readonly lines: number;
  readonly markdown?: boolean;
}

const LETTERS_A_LINE = 46;

/** The first lines of a text; "more" shows it whole and in form. */
export function ClampedText({ preview, label, lines, markdown = false }: ClampedTextProps) {
  const [open, setOpen] = useState(false);
  const highlight = useHighlight();
  const { text, length } = preview;
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
      <div className={styles.clamped} style={{ WebkitLineClamp: lines }} dir="auto">
        {highlight === undefined ? start : <TextMark text={start} marks={highlight(start)} />}
      </div>
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
