import { memo } from "react";
import { formatCost, formatShare } from "../../../lib/format.js";
import type { PathBy } from "../../../state/route.js";
import type { PathShare } from "./path-shares.js";
import styles from "./timeline.module.css";

export interface PathSummaryProps {
  readonly shares: readonly PathShare[];
  readonly by: PathBy;
  /** USD on the path and in all, by cost. */
  readonly spentUsd: { readonly path: number; readonly whole: number } | null;
  readonly onBy: (by: PathBy) => void;
}

/** Where the time (or the money) of the path went: the two biggest shares in words, all of them as a strip. */
export const PathSummary = memo(function PathSummary({ shares, by, spentUsd, onBy }: PathSummaryProps) {
  const [first, second, ...others] = shares;
  const rest = others.reduce((sum, { share }) => sum + share, 0);
  const other = by === "time" ? "cost" : "time";
  const spent = spentUsd === null ? "" : `${formatCost(spentUsd.path)} of ${formatCost(spentUsd.whole)}`;
  return (
    <div className={styles.summary}>
      <div className={styles.summaryWords}>
        <button
          type="button"
          className={styles.summaryTitle}
          title={
            by === "time"
              ? "The steps that the end waited for. Click for the path on which the most was spent"
              : `The steps, one after the other, on which the most was spent: ${spent}. Click for the path by time`
          }
          aria-label={`Critical path by ${by}, show it by ${other}`}
          onClick={() => onBy(other)}
        >
          {by === "time" ? "Critical path" : "Cost path"}
        </button>
        {first === undefined ? <span className={styles.summaryRest}>no cost known</span> : null}
        {[first, second].map((item) =>
          item === undefined ? null : (
            <span key={item.label} className={styles.summaryPart}>
              <span>{item.label}</span>
              {` ${formatShare(item.share)}`}
            </span>
          ),
        )}
        {rest > 0.004 ? <span className={styles.summaryRest}>rest {formatShare(rest)}</span> : null}
      </div>
      <div
        className={styles.strip}
        role="img"
        aria-label={shares.map(inWords).join(", ")}
        title={shares.map(inWords).join("\n")}
      >
        {shares.map((item) => (
          <i
            key={item.label}
            className={item.waiting === true ? styles.waiting : undefined}
            style={{
              width: `${item.share * 100}%`,
              ...(item.waiting === true ? {} : { background: `var(--kind-${item.family})` }),
            }}
          />
        ))}
      </div>
    </div>
  );
});

function inWords({ label, share }: PathShare): string {
  return `${label} ${formatShare(share)}`;
}
