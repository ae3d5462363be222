import type { ScoreDrift } from "../../../../shared/contract/drift.js";
import { formatShare } from "../../../lib/format.js";
import styles from "./drift.module.css";
import { figureText } from "./words.js";

const WIDTH_PX = 360;
const HEIGHT_PX = 110;
const PLOT_PX = 84;

/** Scores of both sides over each other: A filled, B as an outline. */
export function OverlaidShares({ score }: { readonly score: ScoreDrift }) {
  const { edges, left, right } = score.shares;
  const most = Math.max(0.01, ...left, ...right);
  const stepPx = WIDTH_PX / Math.max(1, left.length);
  const y = (share: number): number => PLOT_PX - (share / most) * (PLOT_PX - 4);
  const outline = right
    .map(
      (share, place) =>
        `${place === 0 ? `M0 ${PLOT_PX}` : ""}V${y(share).toFixed(1)}H${((place + 1) * stepPx).toFixed(1)}`,
    )
    .join("");
  return (
    <figure className={styles.chart}>
      <figcaption className={styles.legend}>
        <span>
          <i className={styles.keyA} /> A
        </span>
        <span>
          <i className={styles.keyB} /> B
        </span>
        share of retrievals by best score
      </figcaption>
      <svg
        viewBox={`0 0 ${WIDTH_PX} ${HEIGHT_PX}`}
        width={WIDTH_PX}
        height={HEIGHT_PX}
        role="img"
        aria-label={`Best scores from ${figureText(edges[0] ?? 0)} to ${figureText(edges.at(-1) ?? 0)}: median ${figureText(score.leftMedian)} in A, ${figureText(score.rightMedian)} in B`}
      >
        {left.map((share, place) => (
          <g key={place}>
            <rect
              x={place * stepPx}
              width={Math.max(1, stepPx - 0.5)}
              y={y(share)}
              height={PLOT_PX - y(share)}
              className={styles.fill}
            />
            <rect x={place * stepPx} width={stepPx} y={0} height={PLOT_PX} fill="transparent">
              <title>
                {`${figureText(edges[place] ?? 0)} to ${figureText(edges[place + 1] ?? 0)}: ${formatShare(share)} of A, ${formatShare(right[place] ?? 0)} of B`}
              </title>
            </rect>
          </g>
        ))}
        <path d={`${outline}V${PLOT_PX}`} className={styles.outline} />
        <line x1={0} x2={WIDTH_PX} y1={PLOT_PX} y2={PLOT_PX} className={styles.base} />
        <text x={0} y={HEIGHT_PX - 10} className={styles.axis}>
          {figureText(edges[0] ?? 0)}
        </text>
        <text x={WIDTH_PX} y={HEIGHT_PX - 10} className={styles.axis} textAnchor="end">
          {figureText(edges.at(-1) ?? 0)}
        </text>
      </svg>
    </figure>
  );
}
