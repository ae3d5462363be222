import { useDelayed } from "../lib/use-delayed.js";
import { classes } from "../lib/classes.js";
import styles from "./Skeleton.module.css";

export interface SkeletonProps {
  /** Said to assistive technology: "Loading the messages". */
  readonly label: string;
  readonly rows?: number;
  /** The true height of a row, px. */
  readonly rowHeightPx?: number;
  /** A second, shorter bar a row. */
  readonly twoLines?: boolean;
}

const WIDTHS = [72, 54, 84, 46, 66, 78, 50, 60] as const;

/** Grey bars in place of rows that are on their way: nothing for 150 ms, then at the true height, without shimmer. */
export function Skeleton({ label, rows = 5, rowHeightPx = 28, twoLines = false }: SkeletonProps) {
  const shown = useDelayed(true);
  return (
    <div role="status" aria-label={label} className={styles.skeleton}>
      {shown
        ? Array.from({ length: rows }, (_, row) => (
            <div key={row} className={styles.row} style={{ height: rowHeightPx }}>
              <i className={styles.bar} style={{ width: `${WIDTHS[row % WIDTHS.length]}%` }} />
              {twoLines ? (
                <i
                  className={classes(styles.bar, styles.second)}
                  style={{ width: `${WIDTHS[(row + 3) % WIDTHS.length] ?? 50}%` }}
                />
              ) : null}
            </div>
          ))
        : null}
    </div>
  );
}
