import type { ReactNode } from "react";
import { classes } from "../lib/classes.js";
import { Icon } from "./Icon.js";
import styles from "./SearchFrame.module.css";

interface SearchFrameProps {
  readonly focused: boolean;
  /** One that stands in a toolbar beside other controls, within a search of its own name. */
  readonly small?: boolean;
  /** The field, and what stands in one line with it. */
  readonly children: ReactNode;
  /** What floats under the box: a mistake, choices. */
  readonly below?: ReactNode;
}

/** The box of a search: the glass, a field, its buttons. */
export function SearchFrame({ focused, small = false, children, below }: SearchFrameProps) {
  return (
    <div className={styles.anchor} {...(small ? {} : { role: "search" })}>
      <div className={classes(styles.box, small && styles.small, focused && styles.focus)}>
        {small ? null : <Icon name="search" size={14} className={styles.icon} />}
        {children}
      </div>
      {below}
    </div>
  );
}
