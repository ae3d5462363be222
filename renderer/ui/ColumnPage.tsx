import type { ReactNode } from "react";
import styles from "./ColumnPage.module.css";

/** A page under a title that is read from top to bottom, such as Settings. */
export function ColumnPage({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <div className={styles.page}>
      <div className={styles.column}>
        <h1 className={styles.title}>{title}</h1>
        {children}
      </div>
    </div>
  );
}
