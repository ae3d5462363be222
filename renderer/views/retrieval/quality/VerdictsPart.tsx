import type { QualityVerdict } from "../../../../shared/contract/quality.js";
import { useEngineQuery } from "../../../data/engine.js";
import { formatCounted, formatNumber, formatShare, type Zone } from "../../../lib/format.js";
import { linkTo } from "../../../state/navigation.js";
import { spansRoute } from "../../../state/route.js";
import { EmptyState } from "../../../ui/EmptyState.js";
import { ErrorPanel } from "../../../ui/ErrorPanel.js";
import { Skeleton } from "../../../ui/Skeleton.js";
import text from "../../../ui/text.module.css";
import styles from "./quality.module.css";
import { TrendBars } from "./TrendBars.js";
import { stepText } from "./words.js";

const ORIGINS = { trace: "in the trace", file: "in a file", user: "yours" } as const;

interface VerdictsPartProps {
  readonly question: { readonly query: string; readonly zoneOffsetMinutes: number };
  readonly zone: Zone;
}

/** What guardrails, evaluators and people said, by name: how many, how many failed, scores, and how it went over time. */
export function VerdictsPart({ question, zone }: VerdictsPartProps) {
  const answer = useEngineQuery("quality.verdicts", question, { keepPrevious: true });
  const { data } = answer;
  if (answer.isError && !answer.isFetching) {
    return (
      <ErrorPanel
        title="The verdicts could not be listed"
        failure={answer.error.toData()}
        onRetry={() => void answer.refetch()}
      />
    );
  }
  if (data === undefined) {
    return (
      <div className={styles.loading}>
        <Skeleton label="Loading the verdicts" rows={8} rowHeightPx={36} />
      </div>
    );
  }
  const silent =
    data.silent === 0
      ? null
      : `${formatCounted(data.silent, "span")} of guardrails and evaluators ${data.silent === 1 ? "has" : "have"} no verdict that Skein reads.`;
  if (data.verdicts.length === 0) {
    return (
      <EmptyState
        title={question.query === "" ? "No verdicts in these traces" : "No verdict matches"}
        hint={
          silent ??
          "Verdicts are read from guardrails and evaluators (gen_ai.guardrail.verdict, gen_ai.evaluation, evaluations of OpenInference), and from files of evaluations, scores and annotations beside the traces."
        }
      />
    );
  }
  const { startMs, stepMs } = data;
  const last = startMs === null ? null : startMs + stepMs * Math.max(0, (data.verdicts[0]?.counts.length ?? 1) - 1);
  const spanMs = startMs === null || last === null ? 0 : last - startMs;
  return (
    <div className={styles.page}>
      <table className={styles.table} aria-label="Verdicts">
        <thead>
          <tr>
            <th scope="col">Verdict</th>
            <th scope="col">Labels</th>
            <th scope="col" className={styles.number}>
              Count
            </th>
            <th scope="col" className={styles.number}>
              Failed
            </th>
            <th scope="col" className={styles.number}>
              Mean score
            </th>
            <th scope="col" aria-label="Over time">
              <span className={styles.trendHead}>
                <span>{startMs === null ? "Trend" : stepText(startMs, spanMs, zone)}</span>
                <span>{last === null || last === startMs ? "" : stepText(last, spanMs, zone)}</span>
              </span>
            </th>
          </tr>
        </thead>
        <tbody>
          {data.verdicts.map((verdict) => (
            <VerdictRow
              key={`${verdict.origin} ${verdict.name}`}
              verdict={verdict}
              startMs={startMs}
              stepMs={stepMs}
              zone={zone}
            />
          ))}
        </tbody>
      </table>
      <p className={styles.note}>
        Failed: the label says so (hallucinated, irrelevant, deny, not grounded and the like); labels that Skein doesn’t
        know, and scores without a label, count neither way. {silent}
      </p>
    </div>
  );
}

interface VerdictRowProps {
  readonly verdict: QualityVerdict;
  readonly startMs: number | null;
  readonly stepMs: number;
  readonly zone: Zone;
}

function VerdictRow({ verdict, startMs, stepMs, zone }: VerdictRowProps) {
  const { name, origin, count, told, failed, scored, meanScore, lowest, highest, labels } = verdict;
  return (
    <tr>
      <th scope="row">
        <a {...linkTo(spansRoute({ q: verdict.search }))} title="Show the spans">
          {name}
        </a>
        <span className={styles.faint}> {ORIGINS[origin]}</span>
      </th>
      <td>
        <span className={styles.labels}>
          {labels.slice(0, 4).map(({ label, count: times }) => (
            <span key={label} className={text.chip}>
              {label} {formatNumber(times)}
            </span>
          ))}
          {labels.length > 4 ? <span className={styles.faint}>{labels.length - 4} more</span> : null}
        </span>
      </td>
      <td className={styles.number}>{formatNumber(count)}</td>
      <td
        className={styles.number}
        title={told === 0 ? "No label says whether it passed" : `${failed} of ${told} with a label that says so`}
      >
        {told === 0 ? (
          "–"
        ) : verdict.failedSearch === null ? (
          formatShare(0)
        ) : (
          <a {...linkTo(spansRoute({ q: verdict.failedSearch }))} title="Show the spans that failed">
            {formatShare(failed / told)}
          </a>
        )}
      </td>
      <td
        className={styles.number}
        title={meanScore === null ? "No scores" : `${formatCounted(scored, "score")} from ${lowest} to ${highest}`}
      >
        {meanScore === null ? "–" : String(Number(meanScore.toPrecision(3)))}
      </td>
      <td>
        <TrendBars name={name} verdict={verdict} startMs={startMs} stepMs={stepMs} zone={zone} />
      </td>
    </tr>
  );
}
