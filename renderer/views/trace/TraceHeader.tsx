import type { TraceSummary } from "../../../shared/contract/traces.js";
import { formatCost, formatDuration, formatNumber } from "../../lib/format.js";
import styles from "./trace.module.css";

/** What was asked, and what it took. */
export function TraceHeader({ summary }: { readonly summary: TraceSummary }) {
  const tokens =
    summary.inputTokens === null && summary.outputTokens === null
      ? null
      : (summary.inputTokens ?? 0) + (summary.outputTokens ?? 0);
  return (
    <div className={styles.header}>
      <h1 className={styles.title} title={summary.title} dir="auto">
        {summary.title}
      </h1>
      <dl className={styles.figures}>
        <div>
          <dt className={styles.hidden}>duration</dt>
          <dd>{formatDuration(summary.durationNs)}</dd>
        </div>
        <div>
          <dd>{formatNumber(summary.spans)}</dd>
          <dt>{summary.spans === 1 ? "span" : "spans"}</dt>
        </div>
        {tokens === null ? null : (
          <div className={styles.wide}>
            <dd>{formatNumber(tokens)}</dd>
            <dt>tokens</dt>
          </div>
        )}
        {summary.costUsd === null ? null : (
          <div
            className={styles.wide}
            title={
              summary.unpriced === 0
                ? undefined
                : `${summary.unpriced} calls whose model has no known price are not in it`
            }
          >
            <dt className={styles.hidden}>cost</dt>
            <dd>
              {summary.unpriced === 0 ? "" : "≥ "}
              {formatCost(summary.costUsd)}
            </dd>
          </div>
        )}
        {summary.errors === 0 ? null : (
          <div className={styles.errors}>
            <dd>{formatNumber(summary.errors)}</dd>
            <dt>{summary.errors === 1 ? "error" : "errors"}</dt>
          </div>
        )}
      </dl>
    </div>
  );
}
