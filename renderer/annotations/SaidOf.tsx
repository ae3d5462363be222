import type { Annotation } from "../../shared/contract/annotations.js";
import type { AnnotationAbout } from "../../shared/model/own-annotation.js";
import { useReadOnly } from "./author.js";
import { Labels } from "./Labels.js";
import { isAbout } from "./model.js";
import { Notes } from "./Notes.js";
import styles from "./said.module.css";
import { SaidShort } from "./SaidShort.js";
import { Scores } from "./Scores.js";
import { Verdict } from "./Verdict.js";

export interface SaidOfProps {
  readonly about: AnnotationAbout;
  readonly annotations: readonly Annotation[];
  /** Grows with each wish for a new note. */
  readonly compose?: number;
  /** The box for a label takes the keyboard. */
  readonly label?: boolean;
}

/** All that a reader says of one thing: labels, judgement, scores, notes. Each change of it can be undone, after a restart too. */
export function SaidOf({ about, annotations, compose = 0, label = false }: SaidOfProps) {
  const own = annotations.filter((annotation) => annotation.source === null && isAbout(annotation, about));
  const readOnly = useReadOnly();
  if (readOnly) {
    return (
      <div className={styles.said}>
        {own.length === 0 ? <p className={styles.more}>Nothing is said of it. The workspace is only read.</p> : null}
        <SaidShort annotations={own} />
      </div>
    );
  }
  return (
    <div className={styles.said}>
      <dl className={styles.lines}>
        <dt>Labels</dt>
        <dd>
          <Labels about={about} own={own} focus={label} />
        </dd>
        {/* A document is judged where it stands, as relevant and as used. */}
        {about.target === "document" ? null : (
          <>
            <dt>Judged</dt>
            <dd>
              <Verdict about={about} own={own} />
            </dd>
          </>
        )}
        <dt>Scores</dt>
        <dd>
          <Scores about={about} own={own} />
        </dd>
      </dl>
      <Notes about={about} own={own} compose={compose} />
    </div>
  );
}
