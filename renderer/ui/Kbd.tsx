import { keyCaps, type Chord } from "../lib/keys.js";
import { classes } from "../lib/classes.js";
import styles from "./Kbd.module.css";

export interface KbdProps {
  readonly chord: Chord;
  /** Drawn on the accent colour. */
  readonly onAccent?: boolean;
}

/** The keys of a chord, one cap each. */
export function Kbd({ chord, onAccent = false }: KbdProps) {
  return (
    <span className={styles.chord}>
      {keyCaps(chord).map((cap) => (
        <kbd key={cap} className={classes(styles.cap, onAccent && styles.onAccent)}>
          {cap}
        </kbd>
      ))}
    </span>
  );
}
