import { useRef } from "react";
import { formatCounted, type Zone } from "../../../lib/format.js";
import { useElementWidth } from "../../../lib/use-element-width.js";
import styles from "./quality.module.css";
import { measureText, stepText } from "./words.js";

interface SmallLineProps {
  readonly title: string;
  /** From 0 to 1 by step; null where nothing is known. */
  readonly values: readonly (number | null)[];
  /** Judged retrievals by step. */
  readonly counts: readonly number[];
  /** Where each step begins, ms. */
  readonly times: readonly number[];
  readonly zone: Zone;
}

const HEIGHT_PX = 84;
const TOP_PX = 6;
const BOTTOM_PX = 6;
const LEFT_PX = 26;

/** One of several small charts on one scale: a measure by step of time. Steps without a figure break the line. */
export function SmallLine({ title, values, counts, times, zone }: SmallLineProps) {
  const box = useRef<HTMLElement>(null);
  const width = Math.max(120, useElementWidth(box));
  const stepPx = (width - LEFT_PX) / Math.max(1, values.length);
  const x = (place: number): number => LEFT_PX + (place + 0.5) * stepPx;
  const y = (value: number): number => TOP_PX + (1 - value) * (HEIGHT_PX - TOP_PX - BOTTOM_PX);
  const path = values
    .map((value, place) => {
      if (value === null) return "";
      return `${values[place - 1] == null ? "M" : "L"}${x(place).toFixed(1)} ${y(value).toFixed(1)}`;
    })
    .join("");
  const [first = 0, last = 0] = [times[0], times.at(-1)];
  const when = (ms: number): string => stepText(ms, last - first, zone);
  return (
    <figure ref={box} className={styles.chart}>
      <figcaption>{title}</figcaption>
      <svg
        width={width}
        height={HEIGHT_PX}
        role="img"
        aria-label={`${title}: ${values.map((value) => measureText(value)).join(", ")}`}
      >
        {[0, 0.5, 1].map((level) => (
          <g key={level}>
            <line x1={LEFT_PX} x2={width} y1={y(level)} y2={y(level)} className={styles.gridLine} />
            <text x={LEFT_PX - 6} y={y(level) + 3.5} className={styles.axis} textAnchor="end">
              {level}
            </text>
          </g>
        ))}
        <path d={path} className={styles.line} />
        {values.map((value, place) => (
          <g key={place}>
            {value === null ? null : <circle cx={x(place)} cy={y(value)} r={2.5} className={styles.dot} />}
            <rect x={x(place) - stepPx / 2} y={0} width={stepPx} height={HEIGHT_PX} fill="transparent">
              <title>
                {`${when(times[place] ?? Number.NaN)}: ${measureText(value)}, ${formatCounted(counts[place] ?? 0, "judged retrieval")}`}
              </title>
            </rect>
          </g>
        ))}
      </svg>
      <div className={styles.ends}>
        <span>{times.length === 0 ? "" : when(first)}</span>
        <span>{last === first ? "" : when(last)}</span>
      </div>
    </figure>
  );
}
