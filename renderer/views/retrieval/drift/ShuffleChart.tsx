import type { DriftAnswer } from "../../../../shared/contract/drift.js";
import styles from "./drift.module.css";
import { figureText } from "./words.js";

const WIDTH_PX = 360;
const HEIGHT_PX = 96;
const PLOT_PX = 70;

/** Distances of shuffled texts as bars, and the one that was found as a line. */
export function ShuffleChart({ distance }: { readonly distance: NonNullable<DriftAnswer["distance"]> }) {
  const { mmd2, shuffled } = distance;
  const edges = shuffled.edges;
  const low = Math.min(edges[0] ?? 0, mmd2);
  const high = Math.max(edges.at(-1) ?? 0, mmd2);
  const span = (high - low) * 1.06 || 1;
  const x = (value: number): number => ((value - low) / span) * (WIDTH_PX - 2) + 1;
  const most = Math.max(1, ...shuffled.counts);
  const found = x(mmd2);
  return (
    <figure className={styles.chart}>
      <figcaption>Distance of {distance.permutations} shuffles, and the one found</figcaption>
      <svg
        viewBox={`0 0 ${WIDTH_PX} ${HEIGHT_PX}`}
        width={WIDTH_PX}
        height={HEIGHT_PX}
        role="img"
        aria-label={`Distances of shuffles from ${figureText(edges[0] ?? 0)} to ${figureText(edges.at(-1) ?? 0)}; found ${figureText(mmd2)}`}
      >
        {shuffled.counts.map((count, place) => {
          const from = x(edges[place] ?? 0);
          const to = x(edges[place + 1] ?? 0);
          const height = (count / most) * PLOT_PX;
          return (
            <rect
              key={place}
              x={from}
              width={Math.max(1, to - from - 0.5)}
              y={PLOT_PX - height + 4}
              height={height}
              className={styles.fill}
            />
          );
        })}
        <line x1={0} x2={WIDTH_PX} y1={PLOT_PX + 4} y2={PLOT_PX + 4} className={styles.base} />
        <line x1={found} x2={found} y1={0} y2={PLOT_PX + 4} className={styles.mark} />
        <text
          x={found}
          y={HEIGHT_PX - 6}
          className={styles.axis}
          textAnchor={found > WIDTH_PX * 0.8 ? "end" : found < WIDTH_PX * 0.2 ? "start" : "middle"}
        >
          found {figureText(mmd2)}
        </text>
      </svg>
    </figure>
  );
}
