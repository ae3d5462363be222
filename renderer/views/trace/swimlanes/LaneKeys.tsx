import { useState } from "react";
import { classes } from "../../../lib/classes.js";
import { IconButton } from "../../../ui/IconButton.js";
import { Popover } from "../../../ui/Popover.js";
import styles from "./swimlanes.module.css";

/** What the marks between the lanes mean: beside the toolbar's buttons where there is room, else behind a button. */
export function LaneKeys() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Marks className={styles.row} />
      <span className={styles.button}>
        <Popover
          open={open}
          onOpenChange={setOpen}
          label="Marks of the lanes"
          align="end"
          trigger={<IconButton icon="help" label="What the marks mean" />}
        >
          <Marks className={styles.column} />
        </Popover>
      </span>
    </>
  );
}

function Marks({ className }: { readonly className: string | undefined }) {
  return (
    <ul className={classes(styles.keys, className)} aria-label="Marks of the lanes">
      <li>
        <svg width="22" height="10" aria-hidden="true">
          <path d="m0 10 10-10M5 10 15 0M10 10 20 0M15 10l5-5M0 5l5-5" className={styles.hatch} />
        </svg>
        waiting
      </li>
      <li>
        <svg width="22" height="10" aria-hidden="true">
          <path d="M0 5h16" className={styles.solid} />
          <path d="m15 1.500 7 3.500-7 3.500z" className={styles.head} />
        </svg>
        hand-off or call
      </li>
      <li>
        <svg width="22" height="10" aria-hidden="true">
          <path d="M0 5h20" className={styles.dashed} />
          <path d="m15 1.500 6 3.500-6 3.500" className={styles.open} />
        </svg>
        return
      </li>
    </ul>
  );
}
