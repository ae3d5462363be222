import type { ReactNode } from "react";
import styles from "./EmptyState.module.css";

export interface EmptyStateProps {
  /** What is missing, in one line. */
  readonly title: string;
  /** What to do, in one line. */
  readonly hint?: ReactNode;
  /** One button, or one and a quiet one. */
  readonly actions?: ReactNode;
  /** For narrow panels: at the left, without the tall padding. */
  readonly compact?: boolean;
}

/** What stands where there is nothing to show. */
export function EmptyState({ title, hint, actions, compact = false }: EmptyStateProps) {
  return (
    <div className={compact ? styles.compact : styles.empty}>
      <div className={styles.title}>{title}</div>
      {hint === undefined ? null : <div className={styles.hint}>{hint}</div>}
      {actions === undefined ? null : <div className={styles.actions}>{actions}</div>}
    </div>
  );
}
