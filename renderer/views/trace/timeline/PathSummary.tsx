import { memo } from "react";
import { formatShare } from "../../../lib/format.js";
import type { PathShare } from "./critical-path.js";
import styles from "./timeline.module.css";

/** Where the time of the critical path went: the two biggest shares in words, all of them as a strip. */
export const PathSummary = memo(function PathSummary({ shares }: { readonly shares: readonly PathShare[] }) {
  const [first, second, ...others] = shares;
  const rest = others.reduce((sum, { share }) => sum + share, 0);
  return (
    <div className={styles.summary}>
      <div className={styles.summaryWords}>
        <span className={styles.summaryTitle}>Critical path</span>
        {[first, second].map((item) =>
          item === undefined ? null : (
            <span key={item.label}>
              {item.label} {formatShare(item.share)}
            </span>
          ),
        )}
        {rest > 0.004 ? <span className={styles.summaryRest}>rest {formatShare(rest)}</span> : null}
      </div>
      <div className={styles.strip}>
        {shares.map((item) => (
          <i
            key={item.label}
            title={`${item.label} ${formatShare(item.share)}`}
            style={{ width: `${item.share * 100}%`, background: `var(--kind-${item.family})` }}
          />
        ))}
      </div>
    </div>
  );
});
