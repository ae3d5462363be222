import { useState, type ReactNode } from "react";
import { formatCounted } from "../lib/format.js";
import styles from "./FoldedPart.module.css";
import { Icon } from "./Icon.js";

export interface FoldedPartProps {
  readonly title: string;
  /** Length of what is folded, in UTF-16 units. */
  readonly length: number;
  readonly children: ReactNode;
}

/** A part that is long and rarely read: one line until it is opened. */
export function FoldedPart({ title, length, children }: FoldedPartProps) {
  const [open, setOpen] = useState(false);
  return (
    <div>
      <div className={styles.head}>
        <button type="button" className={styles.fold} aria-expanded={open} onClick={() => setOpen(!open)}>
          <Icon name={open ? "chevron-down" : "chevron-right"} size={12} />
          <span className={styles.title}>{title}</span>
        </button>
        <span className={styles.side}>{formatCounted(length, "character")}</span>
      </div>
      {open ? <div className={styles.body}>{children}</div> : null}
    </div>
  );
}
