import { useState } from "react";
import type { Excerpt } from "../../../../shared/model/incident.js";
import { formatCounted } from "../../../lib/format.js";
import styles from "./items.module.css";

interface QuoteProps {
  /** What failed, before all else. */
  readonly error?: string | null;
  readonly excerpts: readonly Excerpt[];
}

/** What was said, word for word, with who said it. */
export function Quote({ error = null, excerpts }: QuoteProps) {
  if (error === null && excerpts.length === 0) return null;
  return (
    <div className={styles.quotes}>
      {error === null || error === "" ? null : (
        <blockquote className={styles.quote} dir="auto">
          <span className={styles.error}>{error}</span>
        </blockquote>
      )}
      {excerpts.map((excerpt, index) => (
        <blockquote key={index} className={styles.quote} dir="auto">
          <span className={styles.speaker}>
            {excerpt.speaker === null ? excerpt.part : `${excerpt.speaker}, ${excerpt.part}`}
          </span>
          <Clamped text={excerpt.text} />
          {excerpt.length > excerpt.text.length ? (
            <span className={styles.speaker}>the first of {formatCounted(excerpt.length, "character")}</span>
          ) : null}
        </blockquote>
      ))}
    </div>
  );
}

/** What is longer than so many letters or lines is cut until it is asked for. */
const SHORT = { letters: 360, lines: 4 } as const;

function Clamped({ text }: { readonly text: string }) {
  const [open, setOpen] = useState(false);
  const long = text.length > SHORT.letters || text.split("\n", SHORT.lines + 1).length > SHORT.lines;
  return (
    <>
      <span className={long && !open ? styles.clamped : styles.whole}>{text}</span>
      {long ? (
        <button type="button" className={styles.link} aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? "less" : "more"}
        </button>
      ) : null}
    </>
  );
}
