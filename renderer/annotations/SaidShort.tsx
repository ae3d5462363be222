import type { Annotation } from "../../shared/contract/annotations.js";
import { isNote, shortWords } from "./model.js";
import { NoteText } from "./NoteText.js";
import note from "./note.module.css";
import styles from "./said.module.css";

/** What is said of a thing, to read: what is short in a line, then the notes. */
export function SaidShort({ annotations }: { readonly annotations: readonly Annotation[] }) {
  const short = annotations.filter((annotation) => !isNote(annotation));
  return (
    <>
      {short.length === 0 ? null : (
        <div className={styles.line}>
          {short.map((annotation) => (
            <span key={annotation.id} className={styles.shortChip} title={annotation.by ?? undefined}>
              {shortWords(annotation)}
            </span>
          ))}
        </div>
      )}
      {annotations.filter(isNote).map((annotation) => (
        <div key={annotation.id} className={note.short}>
          <NoteText text={annotation.text ?? ""} />
        </div>
      ))}
    </>
  );
}
