import type { ScoreHistogram } from "../../../../shared/contract/retrieval.js";
import { formatCounted, formatNumber } from "../../../lib/format.js";
import { formatScore, SCORE_WORDS } from "../../../results/documents/document-model.js";
import type { Brush } from "../../../results/histogram-model.js";
import { useBrush } from "../../../results/use-brush.js";
import type { ScoreRange } from "./score-range.js";
import styles from "./score-bars.module.css";

interface ScoreBarsProps {
  readonly scores: ScoreHistogram;
  /** Told the scores that were chosen; absent where scores are not to be chosen. */
  readonly onRange: ((range: ScoreRange) => void) | undefined;
}

/** The best scores of retrievals, of one kind of score. */
export function ScoreBars({ scores, onRange }: ScoreBarsProps) {
  const { kind, count, from, to, unused } = scores;
  return (
    <figure className={styles.figure} aria-label={`Best scores: ${SCORE_WORDS[kind]}`}>
      <figcaption className={styles.caption}>
        <span>{SCORE_WORDS[kind]}</span>
        <span>{formatNumber(count)}</span>
      </figcaption>
      {onRange === undefined ? <Bars scores={scores} /> : <Chooser scores={scores} onRange={onRange} />}
      <div className={styles.axis}>
        <span>{formatScore(from)}</span>
        {unused.some((value) => value > 0) ? (
          <span className={styles.key}>
            <i /> nothing used
          </span>
        ) : null}
        <span>{formatScore(to)}</span>
      </div>
    </figure>
  );
}

interface ChooserProps {
  readonly scores: ScoreHistogram;
  readonly onRange: (range: ScoreRange) => void;
}

function Chooser({ scores, onRange }: ChooserProps) {
  const { counts } = scores;
  const { brush, frame, handlers } = useBrush(counts.length, (chosen) => onRange(rangeOf(scores, chosen)));
  return (
    <div
      ref={frame}
      className={styles.chooser}
      role="slider"
      tabIndex={0}
      aria-label="Best score"
      aria-valuemin={0}
      aria-valuemax={counts.length - 1}
      aria-valuenow={brush?.to ?? 0}
      aria-valuetext={
        brush === null ? "Arrow keys choose scores, with Shift more of them, Enter searches" : wordsOf(scores, brush)
      }
      {...handlers}
    >
      <Bars scores={scores} />
      {brush === null ? null : (
        <i
          className={styles.brush}
          style={{
            left: `${(Math.min(brush.from, brush.to) / counts.length) * 100}%`,
            width: `${((Math.abs(brush.to - brush.from) + 1) / counts.length) * 100}%`,
          }}
        />
      )}
    </div>
  );
}

function Bars({ scores }: { readonly scores: ScoreHistogram }) {
  const { counts, unused } = scores;
  const most = Math.max(1, ...counts);
  return (
    <div className={styles.bars}>
      {counts.map((value, at) => (
        <span key={at} className={styles.bar} title={wordsOf(scores, { from: at, to: at })}>
          <i style={{ height: `${(value / most) * 100}%` }} />
          <b style={{ height: `${((unused[at] ?? 0) / most) * 100}%` }} />
        </span>
      ))}
    </div>
  );
}

function rangeOf({ from, to, counts }: ScoreHistogram, brush: Brush): ScoreRange {
  const width = (to - from) / counts.length;
  const first = Math.min(brush.from, brush.to);
  const last = Math.max(brush.from, brush.to);
  return { from: from + first * width, to: from + (last + 1) * width, last: last === counts.length - 1 };
}

function wordsOf(scores: ScoreHistogram, brush: Brush): string {
  const range = rangeOf(scores, brush);
  const sum = (values: readonly number[]) =>
    values
      .slice(Math.min(brush.from, brush.to), Math.max(brush.from, brush.to) + 1)
      .reduce((total, value) => total + value, 0);
  const idle = sum(scores.unused);
  const used = idle > 0 ? `, ${formatNumber(idle)} with nothing used` : "";
  return `${formatScore(range.from)} to ${formatScore(range.to)}: ${formatCounted(sum(scores.counts), "retrieval")}${used}`;
}
