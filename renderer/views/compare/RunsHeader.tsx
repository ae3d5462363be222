import type { ComparedRun } from "../../../shared/contract/compare.js";
import type { TraceSummary } from "../../../shared/contract/traces.js";
import { toUnixMs } from "../../../shared/model/time.js";
import { formatCost, formatDuration, formatNumber, formatShortDateTime } from "../../lib/format.js";
import { chordFor } from "../../state/commands.js";
import { linkTo } from "../../state/navigation.js";
import { usePreferences } from "../../state/preferences.js";
import { compareRoute, traceRoute } from "../../state/route.js";
import { IconButton } from "../../ui/IconButton.js";
import styles from "./compare.module.css";
import { signed } from "./model.js";

export interface RunsHeaderProps {
  readonly left: ComparedRun;
  readonly right: ComparedRun;
  readonly onSwap: () => void;
}

interface Figure {
  readonly label: string;
  readonly of: (run: ComparedRun) => number | null;
  readonly format: (value: number) => string;
}

const FIGURES: readonly Figure[] = [
  { label: "Time", of: ({ summary }) => summary.durationNs, format: formatDuration },
  { label: "Steps", of: ({ total }) => total, format: formatNumber },
  { label: "Tokens", of: ({ summary }) => tokensOf(summary), format: formatNumber },
  { label: "Cost", of: ({ summary }) => summary.costUsd, format: formatCost },
  { label: "Errors", of: ({ summary }) => summary.errors, format: formatNumber },
];

function tokensOf({ inputTokens, outputTokens }: TraceSummary): number | null {
  return inputTokens === null && outputTokens === null ? null : (inputTokens ?? 0) + (outputTokens ?? 0);
}

/** Both runs with their figures, and the difference of the right one to the left. */
export function RunsHeader({ left, right, onSwap }: RunsHeaderProps) {
  const zone = usePreferences((preferences) => preferences.zone);
  const sides = [
    { side: "Left", run: left, other: right.summary.traceId },
    { side: "Right", run: right, other: left.summary.traceId },
  ] as const;
  return (
    <header className={styles.header}>
      <h1 className={styles.hidden}>Compare two runs</h1>
      <table className={styles.runs}>
        <thead>
          <tr>
            <th scope="col">Run</th>
            {FIGURES.map(({ label }) => (
              <th key={label} scope="col">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sides.map(({ side, run, other }) => (
            <tr key={side}>
              <th scope="row">
                <span className={styles.side}>{side}</span>
                <a {...linkTo(traceRoute(run.summary.traceId))} title={run.summary.title} dir="auto">
                  {run.summary.title}
                </a>
                <span className={styles.when}>{formatShortDateTime(toUnixMs(run.summary.originNs, 0), zone)}</span>
                <a
                  {...linkTo(side === "Left" ? compareRoute(undefined, other) : compareRoute(other))}
                  className={styles.change}
                  aria-label={`Change the ${side.toLowerCase()} run`}
                >
                  Change
                </a>
              </th>
              {FIGURES.map(({ label, of, format }) => {
                const value = of(run);
                return (
                  <td key={label} className={label === "Errors" && (value ?? 0) > 0 ? styles.failed : undefined}>
                    {value === null ? "–" : format(value)}
                  </td>
                );
              })}
            </tr>
          ))}
          <tr className={styles.difference}>
            <th scope="row">
              <IconButton
                icon="swap"
                size="small"
                label="Swap the two runs"
                chord={chordFor("compare-swap")}
                onClick={onSwap}
              />
              <span>Right against left</span>
            </th>
            {FIGURES.map(({ label, of, format }) => (
              <td key={label}>{signed(of(left), of(right), format)}</td>
            ))}
          </tr>
        </tbody>
      </table>
    </header>
  );
}
