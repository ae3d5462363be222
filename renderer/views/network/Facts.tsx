import { formatCost, formatDuration, formatNumber } from "../../lib/format.js";
import { failedShare, formatFailed } from "./figures.js";
import styles from "./inspector.module.css";
import type { Counted, Figures } from "./model.js";
import { formatRunShare, type Totals } from "./node-text.js";

/** The figures of a node or line; in a comparison those of both searches under each other. */
export function Facts({ part, totals }: { readonly part: Counted; readonly totals: Totals }) {
  if (totals === null) return part.here === null ? null : <FactRow figures={part.here} runs={null} />;
  return (
    <>
      <h3 className={styles.section}>In the first search</h3>
      {part.here === null ? (
        <p className={styles.none}>In none of its runs.</p>
      ) : (
        <FactRow figures={part.here} runs={formatRunShare(part.here, totals.here)} />
      )}
      <h3 className={styles.section}>In the second search</h3>
      {part.there === null ? (
        <p className={styles.none}>In none of its runs.</p>
      ) : (
        <FactRow figures={part.there} runs={formatRunShare(part.there, totals.there)} />
      )}
    </>
  );
}

function FactRow({ figures, runs }: { readonly figures: Figures; readonly runs: string | null }) {
  const share = failedShare(figures);
  const failed = share !== null && share > 0;
  return (
    <dl className={styles.facts}>
      <Fact label="Calls" value={formatNumber(figures.count)} />
      <Fact label={figures.runs === 1 ? "Run" : "Runs"} value={runs ?? formatNumber(figures.runs)} />
      <Fact label="Failed" value={failed ? formatFailed(share) : "0"} failed={failed} />
      <Fact label="p50" value={formatDuration(figures.p50Ns)} />
      <Fact label="p95" value={formatDuration(figures.p95Ns)} />
      {figures.tokens === null ? null : <Fact label="Tokens" value={formatNumber(figures.tokens)} />}
      {figures.costUsd === null ? null : <Fact label="Cost" value={formatCost(figures.costUsd)} />}
    </dl>
  );
}

interface FactProps {
  readonly label: string;
  readonly value: string;
  readonly failed?: boolean;
}

function Fact({ label, value, failed = false }: FactProps) {
  return (
    <div className={failed ? styles.failed : undefined}>
      <dd>{value}</dd>
      <dt>{label}</dt>
    </div>
  );
}
