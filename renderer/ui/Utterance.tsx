import type { MouseEvent, ReactNode } from "react";
import { classes } from "../lib/classes.js";
import { Icon } from "./Icon.js";
import { SPAN_ATTRIBUTE } from "./text-places.js";
import styles from "./Utterance.module.css";

export interface UtteranceProps {
  readonly time: string;
  readonly timeTitle: string;
  readonly icon: ReactNode;
  readonly selected: boolean;
  readonly onSelect: () => void;
  /** The span in which it was said: its trace, a slash, its id. Absent where no text of one is shown. */
  readonly span?: string;
  readonly children: ReactNode;
}

/** One block of a transcript: when, who by its icon, and what. The list around it takes the keys. */
export function Utterance({ time, timeTitle, icon, selected, onSelect, span, children }: UtteranceProps) {
  const select = (event: MouseEvent) => {
    const target = event.target as Element;
    // Reading on and copying are no selection.
    if (target.closest("button, a, input") !== null || (getSelection()?.toString() ?? "") !== "") return;
    onSelect();
  };
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions -- the list takes the keys.
    <div
      className={classes(styles.block, selected && styles.selected)}
      onClick={select}
      {...{ [SPAN_ATTRIBUTE]: span }}
    >
      <span className={styles.time} title={timeTitle}>
        {time}
      </span>
      <span className={styles.icon}>{icon}</span>
      <div className={styles.body}>{children}</div>
    </div>
  );
}

export interface UtteranceHeadProps {
  readonly speaker: string;
  readonly addressee: string | null;
  readonly side: ReactNode;
}

/** Who speaks to whom. */
export function UtteranceHead({ speaker, addressee, side }: UtteranceHeadProps) {
  return (
    <div className={styles.heading}>
      <span className={styles.speaker}>{speaker}</span>
      {addressee === null ? null : (
        <>
          <span className={styles.arrow}>
            <Icon name="arrow-right" size={12} />
          </span>
          <span className={styles.addressee}>{addressee}</span>
        </>
      )}
      <span className={styles.space} />
      <span className={styles.side}>{side}</span>
    </div>
  );
}
