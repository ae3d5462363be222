import type { TraceSummary } from "../../../shared/contract/traces.js";
import { NotesButton } from "../../annotations/NotesButton.js";
import { formatCost, formatCounted, formatDuration, formatNumber } from "../../lib/format.js";
import { AddToIncidentButton } from "../../results/AddToIncidentButton.js";
import { chordFor, runCommand } from "../../state/commands.js";
import { IconButton } from "../../ui/IconButton.js";
import styles from "./trace.module.css";

export interface TraceHeaderProps {
  readonly summary: TraceSummary;
  /** What a span is called, and how to select it; absent while the spans are not there. */
  readonly nameOf?: (spanId: string) => string | undefined;
  readonly onSelectSpan?: (spanId: string) => void;
}

/** What was asked, what it took, and what is said of it. */
export function TraceHeader({ summary, nameOf, onSelectSpan }: TraceHeaderProps) {
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
        {summary.costUsd === null ? (
          summary.unpricedTokens === 0 ? null : (
            <div className={styles.wide} title={costInWords(summary)}>
              <dt className={styles.hidden}>cost</dt>
              <dd>unpriced</dd>
            </div>
          )
        ) : (
          <div className={styles.wide} title={costInWords(summary)}>
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
      <NotesButton
        label="Notes on the trace"
        about={{ target: "trace", traceId: summary.traceId }}
        counts={summary}
        nameOf={nameOf}
        onGo={onSelectSpan === undefined ? undefined : (_, spanId) => onSelectSpan(spanId)}
      />
      <AddToIncidentButton />
      <IconButton
        icon="swap"
        label="Compare with another run"
        chord={chordFor("compare")}
        onClick={() => runCommand("compare")}
      />
    </div>
  );
}

const ORIGINS = {
  trace: "As the trace reports it.",
  computed: "Computed from tokens and prices.",
  mixed: "Partly reported by the trace, partly computed from tokens and prices.",
} as const;

/** Where a run's cost comes from, and what is not in it. */
function costInWords({ costFrom, unpriced, unpricedTokens }: TraceSummary): string {
  const origin = costFrom === null ? "" : ORIGINS[costFrom];
  if (unpriced === 0) return origin;
  const tokens = formatCounted(unpricedTokens, "token");
  return `${origin} ${formatCounted(unpriced, "call")} with ${tokens} whose price is not known: not in it.`;
}
