import { useMemo } from "react";
import type { SpanTable } from "../../../shared/model/span-table.js";
import { kindFamily } from "../../lib/kinds.js";
import { miniBars } from "./model.js";
import styles from "./MiniTimeline.module.css";

const WIDTH = 352;
const HEIGHT = 104;

/** The shape of a run: a line a span, in the order of the tree. A picture; the trace page holds the truth. */
export function MiniTimeline({ table, label }: { readonly table: SpanTable | undefined; readonly label: string }) {
  const drawn = useMemo(() => (table === undefined ? null : miniBars(table)), [table]);
  if (drawn === null) return <div className={styles.frame} style={{ height: HEIGHT }} />;
  const step = Math.min(6, (HEIGHT - 2) / Math.max(1, drawn.rows));
  const height = Math.max(0.75, Math.min(4, step - 1 >= 1 ? step - 1 : step * 0.75));
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      width="100%"
      height={HEIGHT}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
      className={styles.frame}
    >
      {drawn.bars.map((bar) => (
        <rect
          key={bar.place}
          x={bar.left * WIDTH}
          y={1 + bar.place * step}
          width={Math.max(1, bar.width * WIDTH)}
          height={height}
          className={bar.failed ? styles.failed : styles[kindFamily(bar.kind)]}
        />
      ))}
    </svg>
  );
}
