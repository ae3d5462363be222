import { useLayoutEffect, useRef } from "react";
import type { Annotation } from "../../../shared/contract/annotations.js";
import type { Judgement } from "../../../shared/model/own-annotation.js";
import { classes } from "../../lib/classes.js";
import { formatShare } from "../../lib/format.js";
import { argumentPairs } from "../../ui/argument-pairs.js";
import { ArgumentPairs } from "../../ui/ArgumentPairs.js";
import { Icon } from "../../ui/Icon.js";
import { SPAN_ATTRIBUTE } from "../../ui/text-places.js";
import { type Fate, formatScore, SCORE_WORDS, type ShownDocument } from "./document-model.js";
import styles from "./documents.module.css";
import { DocumentNotes } from "./DocumentNotes.js";
import { Judge } from "./Judge.js";
import { OverlapText } from "./OverlapText.js";
import { usedStretches } from "./overlap.js";
import type { AboutDocument } from "./use-judgements.js";

interface DocumentCardProps {
  readonly document: ShownDocument;
  readonly selected: boolean;
  readonly judgements: readonly Annotation[];
  /** The document as something is said of it; null where it can't be named. */
  readonly about: AboutDocument | null;
  /** Null where no more is known of the documents than what was found. */
  readonly showFate: boolean;
  readonly onSelect: (index: number) => void;
  readonly onJudge: (name: Judgement, score: 0 | 1 | null) => void;
}

const FATES: Readonly<Record<Fate, { readonly word: string; readonly hint: string }>> = {
  cited: { word: "cited", hint: "Its text stands in a later prompt, and the answer shares wording with it" },
  kept: { word: "kept", hint: "Its text stands in a later prompt" },
  dropped: { word: "dropped", hint: "Its text stands in no later prompt of this trace" },
  unknown: { word: "not known", hint: "The trace has no later prompt that could hold it" },
};

/** One document of a retrieval: its rank and how that moved, its score, what became of it, its words and how they were used. */
export function DocumentCard({
  document,
  selected,
  judgements,
  about,
  showFate,
  onSelect,
  onJudge,
}: DocumentCardProps) {
  const { index, title, rank, movement, before, fate, metadata, twin, content } = document;
  const item = useRef<HTMLLIElement>(null);
  useLayoutEffect(() => {
    if (selected) item.current?.scrollIntoView({ block: "nearest" });
  }, [selected]);
  const used = document.usedShare;
  return (
    <li
      ref={item}
      className={classes(styles.card, selected && styles.selected, showFate && fate === "dropped" && styles.dropped)}
      aria-current={selected}
      {...(about === null ? {} : { [SPAN_ATTRIBUTE]: `${about.traceId}/${about.spanId}` })}
    >
      <div className={styles.head}>
        <span className={styles.rank}>{rank === null ? "–" : rank + 1}</span>
        <Movement by={movement} />
        <button type="button" className={styles.title} title={title} onClick={() => onSelect(index)}>
          {title}
        </button>
        <span
          className={styles.score}
          title={document.score === null ? "No score was recorded" : SCORE_WORDS[document.scoreKind]}
        >
          {document.score === null ? "no score" : formatScore(document.score)}
        </span>
        {showFate ? (
          <span className={classes(styles.fate, fate === "cited" && styles.cited)} title={FATES[fate].hint}>
            {FATES[fate].word}
          </span>
        ) : null}
      </div>
      <div className={styles.body}>
        {twin === null ? null : (
          <button type="button" className={styles.twin} onClick={() => onSelect(twin.index)}>
            {formatShare(twin.similarity)} the same text as{" "}
            {twin.title === title ? `document ${twin.index + 1}` : twin.title}
          </button>
        )}
        <OverlapText document={document} label={title} />
        {before === null ? null : (
          <p className={styles.none}>
            rank {before.rank + 1} in {before.stage}, left out after that
          </p>
        )}
        {used === null ? null : (
          <div className={styles.used} title="Share of its words that the answer has in the same order">
            <div className={styles.bar}>
              {usedStretches(document.answerMarks, content?.length ?? 0).map(({ from, width }) => (
                <i key={from} style={{ left: `${from * 100}%`, width: `max(2px, ${width * 100}%)` }} />
              ))}
            </div>
            <span>{used === 0 ? "not used" : `${formatShare(used)} used`}</span>
          </div>
        )}
        {selected && metadata !== null ? (
          <div className={styles.metadata}>
            <ArgumentPairs preview={metadata} />
          </div>
        ) : null}
        <div className={styles.foot}>
          <span className={styles.about}>{aboutOf(document, selected)}</span>
          {about === null ? null : (
            <>
              <DocumentNotes title={title} about={about} annotations={judgements} />
              <Judge title={title} judgements={judgements} onJudge={onJudge} />
            </>
          )}
        </div>
      </div>
    </li>
  );
}

function Movement({ by }: { readonly by: number | null }) {
  if (by === null || by === 0) return <span className={styles.moved} />;
  const words = by > 0 ? `moved up by ${by}` : `moved down by ${-by}`;
  return (
    <span className={classes(styles.moved, by > 0 && styles.up)} role="img" aria-label={words} title={words}>
      <Icon name={by > 0 ? "chevron-up" : "chevron-down"} size={12} />
      {Math.abs(by)}
    </span>
  );
}

/** Its id, and what its metadata says, in one line. */
function aboutOf({ id, title, metadata }: ShownDocument, selected: boolean): string {
  const parts = id === null || id === title ? [] : [id];
  if (metadata !== null && !selected && metadata.length === metadata.text.length) {
    for (const pair of (argumentPairs(metadata.text) ?? []).flat()) {
      if (pair.value !== `"${title}"`) parts.push(`${pair.name} ${pair.value.replace(/^"(.*)"$/s, "$1")}`);
    }
  }
  return parts.join(", ");
}
