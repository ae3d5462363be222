import { classes } from "../../../lib/classes.js";
import styles from "./inspected.module.css";

interface FateMarkProps {
  /** Whether it stands in a later prompt, and whether the answer shares wording with it; null where that is not known. */
  readonly kept: boolean | null;
  readonly cited: boolean | null;
}

/** What became of something that was retrieved or read. */
export function FateMark({ kept, cited }: FateMarkProps) {
  const [word, hint] =
    cited === true
      ? ["cited", "Its text stands in a later prompt, and the answer shares wording with it"]
      : kept === true
        ? ["kept", "Its text stands in a later prompt"]
        : kept === false
          ? ["dropped", "Its text stands in no later prompt of this trace"]
          : ["not known", "The trace has no later prompt that could hold it"];
  return (
    <span className={classes(styles.fate, cited === true && styles.cited)} title={hint}>
      {word}
    </span>
  );
}
