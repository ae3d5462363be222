import { AnnotationMark } from "../../../annotations/AnnotationMark.js";
import type { TraceStructure } from "../structure.js";
import styles from "./note-mark.module.css";

interface NoteMarkProps {
  readonly structure: TraceStructure;
  /** The spans that the square or box stands for. */
  readonly rows: readonly number[];
  /** Its lower left corner, px from the corner of the box. */
  readonly at: { readonly x: number; readonly y: number };
}

/** How much is said of what a square or a box stands for, at its upper left corner. */
export function NoteMark({ structure: { table }, rows, at }: NoteMarkProps) {
  let [notes, labels] = [0, 0];
  for (const row of rows) {
    notes += table.notes[row] ?? 0;
    labels += table.labels[row] ?? 0;
  }
  if (notes + labels === 0) return null;
  return (
    <span className={styles.place} style={{ left: at.x, top: at.y }}>
      <AnnotationMark notes={notes} labels={labels} className={styles.mark} />
    </span>
  );
}
