import { classes } from "../lib/classes.js";
import { formatDuration } from "../lib/format.js";
import { barShare } from "./duration-bar.js";
import styles from "./DurationCell.module.css";

interface DurationCellProps {
  readonly durationNs: number;
  /** The longest of the whole list. */
  readonly longestNs: number;
  /** The row has one line. */
  readonly tight: boolean;
}

/** A duration, and its bar on the scale of the list. */
export function DurationCell({ durationNs, longestNs, tight }: DurationCellProps) {
  return (
    <>
      <div className={tight ? styles.tight : undefined}>{formatDuration(durationNs)}</div>
      <div className={classes(styles.bar, tight && styles.tightBar)}>
        <i style={{ width: `${barShare(durationNs, longestNs) * 100}%` }} />
      </div>
    </>
  );
}
