import { useState } from "react";
import { formatNumber } from "../../lib/format.js";
import { Button } from "../../ui/Button.js";
import { DocumentCard } from "./DocumentCard.js";
import { scoreWords, type ShownDocument } from "./document-model.js";
import styles from "./documents.module.css";
import type { Judgements } from "./use-judgements.js";

interface DocumentCardsProps {
  readonly documents: readonly ShownDocument[];
  /** How many there are, where not all are given. */
  readonly total: number;
  readonly selected: number | null;
  readonly onSelect: (index: number) => void;
  readonly judgements: Judgements;
  /** Shows what became of them. */
  readonly showFate: boolean;
}

/** More are shown when they are asked for. */
const FIRST = 60;

/** The documents of a retrieval, best first, with what the marks in their texts mean. */
export function DocumentCards({ documents, total, selected, onSelect, judgements, showFate }: DocumentCardsProps) {
  const [all, setAll] = useState(false);
  const far = documents.findIndex(({ index }) => index === selected) >= FIRST;
  const shown = all || far ? documents : documents.slice(0, FIRST);
  const answered = documents.some(({ usedShare }) => usedShare !== null);
  return (
    <>
      <div className={styles.legend}>
        {answered ? (
          <span>
            <i className={styles.answerKey} /> words the answer used
          </span>
        ) : null}
        {documents.some(({ queryMarks }) => queryMarks.length > 0) ? (
          <span>
            <i className={styles.queryKey} /> words of the query
          </span>
        ) : null}
        <span className={styles.kinds}>
          {documents.length === 0 ? "" : scoreWords(documents) || "no scores were recorded"}
        </span>
      </div>
      <ol className={styles.cards} aria-label="Documents">
        {shown.map((document) => (
          <DocumentCard
            key={document.index}
            document={document}
            selected={document.index === selected}
            judgements={judgements.of(document.place)}
            about={document.place === null ? null : judgements.aboutOf(document.place)}
            showFate={showFate}
            onSelect={onSelect}
            onJudge={(name, score) => {
              if (document.place !== null) judgements.judge(document.place, name, score);
            }}
          />
        ))}
      </ol>
      {shown.length < documents.length ? (
        <div className={styles.rest}>
          <Button look="quiet" onClick={() => setAll(true)}>
            Show {formatNumber(documents.length - shown.length)} more
          </Button>
        </div>
      ) : total > documents.length ? (
        <p className={styles.rest}>
          The first {formatNumber(documents.length)} of {formatNumber(total)} are shown.
        </p>
      ) : null}
    </>
  );
}
