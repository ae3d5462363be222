import type { RetrievalFunnel } from "../../../../shared/contract/retrieval.js";
import { classes } from "../../../lib/classes.js";
import { formatNumber, formatShare } from "../../../lib/format.js";
import styles from "./sentences.module.css";

interface SentenceListProps {
  readonly funnel: RetrievalFunnel;
  readonly selected: number | null;
  readonly onSelect: (document: number) => void;
}

/** The answer, sentence by sentence, each with the documents that share its wording. */
export function SentenceList({ funnel, selected, onSelect }: SentenceListProps) {
  const { answer, documents, totalSentences, stages } = funnel;
  if (answer.length === 0) {
    const kept = stages.find(({ type }) => type === "kept");
    return (
      <p className={styles.none}>
        {kept?.known === false
          ? "The trace has no prompt after this retrieval, so there is no answer to look at."
          : "No answer was recorded after a prompt with these documents."}
      </p>
    );
  }
  return (
    <div className={styles.list}>
      <ol>
        {answer.map(({ text, support }, index) => (
          <li
            key={index}
            className={classes(styles.sentence, support.some(({ document }) => document === selected) && styles.on)}
          >
            <p dir="auto">{text}</p>
            {support.length === 0 ? (
              <span className={styles.unsupported}>no document</span>
            ) : (
              <span className={styles.support}>
                {support.slice(0, 3).map(({ document, share }) => (
                  <button
                    key={document}
                    type="button"
                    aria-pressed={document === selected}
                    onClick={() => onSelect(document)}
                    title={`${formatShare(share)} of the sentence's wording`}
                  >
                    <b>{documents[document]?.title ?? "document"}</b> {formatShare(share)}
                  </button>
                ))}
                {support.length > 3 ? <span>{formatNumber(support.length - 3)} more</span> : null}
              </span>
            )}
          </li>
        ))}
      </ol>
      {totalSentences > answer.length ? (
        <p className={styles.none}>The first {formatNumber(answer.length)} sentences are shown.</p>
      ) : null}
    </div>
  );
}
