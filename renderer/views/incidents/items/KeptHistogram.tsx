import type { BodyOf } from "../../../../shared/model/incident.js";
import { formatNumber, type Zone } from "../../../lib/format.js";
import { axisTime } from "../../../results/histogram-model.js";
import styles from "./items.module.css";

const HEIGHT_PX = 36;

interface KeptHistogramProps {
  readonly histogram: BodyOf<"search">["histogram"];
  readonly zone: Zone;
}

/** When what was found began; what failed in red. */
export function KeptHistogram({ histogram, zone }: KeptHistogramProps) {
  const { startMs, stepMs, counts, failed } = histogram;
  if (startMs === null || counts.length < 2) return null;
  const most = Math.max(1, ...counts);
  const bars = (values: readonly number[], inner: boolean) =>
    values
      .map((value, index) => {
        if (value === 0) return "";
        const height = Math.max(inner ? 0.7 : 1, (value / most) * HEIGHT_PX);
        return `M${index + 0.1} ${HEIGHT_PX}v${-height}h0.8v${height}z`;
      })
      .join("");
  const buckets = { startMs, stepMs, counts, failed };
  const allFailed = failed.reduce((sum, value) => sum + value, 0);
  return (
    <figure className={styles.histogram}>
      <svg
        viewBox={`0 0 ${counts.length} ${HEIGHT_PX}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`Found over time, at most ${formatNumber(most)} at once; ${formatNumber(allFailed)} with errors`}
      >
        <path className={styles.bars} d={bars(counts, false)} />
        <path className={styles.failedBars} d={bars(failed, true)} />
      </svg>
      <figcaption>
        <span>{axisTime(startMs, buckets, zone)}</span>
        <span>at most {formatNumber(most)}</span>
        <span>{axisTime(startMs + counts.length * stepMs, buckets, zone)}</span>
      </figcaption>
    </figure>
  );
}
