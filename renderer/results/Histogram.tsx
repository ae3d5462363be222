import { useMemo } from "react";
import { formatQuery } from "../../shared/query/format.js";
import { parseQuery } from "../../shared/query/parse.js";
import { withoutTimeRange, withTimeRange } from "../../shared/query/time-range.js";
import { useEngineQuery } from "../data/engine.js";
import { formatCounted, formatDateTime, formatNumber, type Zone } from "../lib/format.js";
import { Button } from "../ui/Button.js";
import styles from "./Histogram.module.css";
import { axisTime, type Brush, brushedCount, brushedTime, type Buckets } from "./histogram-model.js";
import { useBrush } from "./use-brush.js";
import { UNIT_TITLE, UNIT_WORD, type ResultUnit } from "./units.js";

interface HistogramProps {
  readonly unit: ResultUnit;
  readonly query: string;
  readonly zone: Zone;
  readonly zoneOffsetMinutes: number;
  /** Told the query that a choice of time makes. */
  readonly onQuery: (query: string) => void;
}

const HEIGHT = 36;

/** When the rows of the result began; those with errors in red. Nothing where there is nothing to compare. */
export function Histogram({ unit, query, zone, zoneOffsetMinutes, onQuery }: HistogramProps) {
  const parsed = useMemo(() => parseQuery(query), [query]);
  const answer = useEngineQuery(
    "search.histogram",
    { query, in: unit, zoneOffsetMinutes },
    { enabled: parsed.ok, keepPrevious: true },
  ).data;
  if (!parsed.ok || answer === undefined || answer.startMs === null) return null;
  const buckets: Buckets = { ...answer, startMs: answer.startMs };
  const whole = withoutTimeRange(parsed.query);
  const onReset = formatQuery(whole) === formatQuery(parsed.query) ? null : () => onQuery(formatQuery(whole));
  if (buckets.counts.length < 2) {
    return onReset === null ? null : (
      <Moment unit={unit} at={formatDateTime(buckets.startMs, zone)} onReset={onReset} />
    );
  }
  return (
    <Bars
      key={`${buckets.startMs} ${buckets.stepMs} ${buckets.counts.length}`}
      unit={unit}
      buckets={buckets}
      zone={zone}
      onZoom={(brush) =>
        onQuery(formatQuery(withTimeRange(parsed.query, brushedTime(buckets, brush), zoneOffsetMinutes)))
      }
      onReset={onReset}
    />
  );
}

interface MomentProps {
  readonly unit: ResultUnit;
  readonly at: string;
  readonly onReset: () => void;
}

/** In the place of the bars where one has zoomed in so far that there is nothing to compare: the way back. */
function Moment({ unit, at, onReset }: MomentProps) {
  return (
    <section className={styles.moment} aria-label={`${UNIT_TITLE[unit]} over time`}>
      <span>All at {at}</span>
      <Button onClick={onReset}>All times</Button>
    </section>
  );
}

interface BarsProps {
  readonly unit: ResultUnit;
  readonly buckets: Buckets;
  readonly zone: Zone;
  readonly onZoom: (brush: Brush) => void;
  /** Null where the query says nothing of the time. */
  readonly onReset: (() => void) | null;
}

function Bars({ unit, buckets, zone, onZoom, onReset }: BarsProps) {
  const { counts, failed } = buckets;
  const { brush, frame, handlers } = useBrush(counts.length, onZoom);
  const most = Math.max(1, ...counts);
  const last = counts.length - 1;
  const shape = (values: readonly number[]) =>
    values
      .map((value, bucket) => {
        if (value === 0) return "";
        const height = Math.max(1, (value / most) * HEIGHT);
        return `M${bucket + 0.08} ${HEIGHT}v${-height}h0.84v${height}z`;
      })
      .join("");
  const time = brush === null ? null : brushedTime(buckets, brush);
  const chosen = brush === null ? "" : formatCounted(brushedCount(buckets, brush), UNIT_WORD[unit]);
  const middle = buckets.startMs + Math.floor(counts.length / 2) * buckets.stepMs;

  return (
    <section className={styles.histogram} aria-label={`${UNIT_TITLE[unit]} over time`}>
      <span className={styles.most}>{formatNumber(most)}</span>
      <div
        ref={frame}
        className={styles.frame}
        role="slider"
        tabIndex={0}
        aria-label="Time"
        aria-valuemin={0}
        aria-valuemax={last}
        aria-valuenow={brush?.to ?? 0}
        aria-valuetext={
          time === null
            ? "Arrow keys choose a time, with Shift a longer one, Enter zooms"
            : `${chosen}, ${formatDateTime(time.fromMs, zone)} to ${formatDateTime(time.untilMs, zone)}`
        }
        {...handlers}
      >
        <svg viewBox={`0 0 ${counts.length} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
          <path className={styles.all} d={shape(counts)} />
          <path className={styles.failed} d={shape(failed)} />
        </svg>
        {brush === null ? null : (
          <div
            className={styles.brush}
            style={{
              left: `${(Math.min(brush.from, brush.to) / counts.length) * 100}%`,
              width: `${((Math.abs(brush.to - brush.from) + 1) / counts.length) * 100}%`,
            }}
          />
        )}
      </div>
      <div className={styles.axis}>
        {time === null ? (
          <>
            <span>{axisTime(buckets.startMs, buckets, zone)}</span>
            <span>{axisTime(middle, buckets, zone)}</span>
            <span>{axisTime(buckets.startMs + counts.length * buckets.stepMs, buckets, zone)}</span>
          </>
        ) : (
          <>
            <span>{formatDateTime(time.fromMs, zone)}</span>
            <span className={styles.chosen}>{chosen}</span>
            <span>{formatDateTime(time.untilMs, zone)}</span>
          </>
        )}
      </div>
      {onReset === null ? null : (
        <span className={styles.reset}>
          <Button onClick={onReset}>All times</Button>
        </span>
      )}
    </section>
  );
}
