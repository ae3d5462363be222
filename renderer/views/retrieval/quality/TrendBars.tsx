import type { QualityVerdict } from "../../../../shared/contract/quality.js";
import type { Zone } from "../../../lib/format.js";
import styles from "./quality.module.css";
import { stepText } from "./words.js";

interface TrendBarsProps {
  readonly name: string;
  readonly verdict: Pick<QualityVerdict, "counts" | "failedBy" | "meanBy">;
  readonly startMs: number | null;
  readonly stepMs: number;
  readonly zone: Zone;
}

const WIDTH_PX = 240;
const HEIGHT_PX = 24;

/** How many verdicts there were by step of time, and how many of them failed, from below. */
export function TrendBars({ name, verdict, startMs, stepMs, zone }: TrendBarsProps) {
  const { counts, failedBy, meanBy } = verdict;
  const most = Math.max(1, ...counts);
  const stepPx = WIDTH_PX / Math.max(1, counts.length);
  const height = (count: number): number => (count === 0 ? 0 : Math.max(1.5, (count / most) * HEIGHT_PX));
  return (
    <svg
      className={styles.trend}
      viewBox={`0 0 ${WIDTH_PX} ${HEIGHT_PX}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={`${name} over time: ${counts.map((count, step) => `${failedBy[step] ?? 0} of ${count} failed`).join(", ")}`}
    >
      {counts.map((count, step) => {
        const failed = failedBy[step] ?? 0;
        const mean = meanBy[step];
        const bar = { x: step * stepPx + 0.5, width: Math.max(1, stepPx - 1) };
        return (
          <g key={step}>
            <rect {...bar} y={HEIGHT_PX - height(count)} height={height(count)} className={styles.trendAll} />
            <rect {...bar} y={HEIGHT_PX - height(failed)} height={height(failed)} className={styles.trendFailed} />
            <rect {...bar} y={0} height={HEIGHT_PX} fill="transparent">
              <title>
                {`${startMs === null ? "" : `${stepText(startMs + step * stepMs, stepMs * counts.length, zone)}: `}${count} verdicts, ${failed} failed${mean == null ? "" : `, mean score ${Number(mean.toPrecision(3))}`}`}
              </title>
            </rect>
          </g>
        );
      })}
    </svg>
  );
}
