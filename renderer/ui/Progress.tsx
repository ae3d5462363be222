import styles from "./Progress.module.css";

export interface ProgressProps {
  readonly label: string;
  /** From 0 to 1; null where the end is not known. */
  readonly value: number | null;
  readonly text?: string | undefined;
}

/** A line of 2 px that fills. It lies on the lower edge of what it belongs to. */
export function Progress({ label, value, text }: ProgressProps) {
  const percent = value === null ? null : Math.round(Math.min(1, Math.max(0, value)) * 100);
  return (
    <span
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      {...(percent === null ? {} : { "aria-valuenow": percent })}
      {...(text === undefined ? {} : { "aria-valuetext": text })}
      className={styles.track}
    >
      <span className={percent === null ? styles.unknown : styles.fill} style={{ width: `${percent ?? 30}%` }} />
    </span>
  );
}
