import { classes } from "../lib/classes.js";
import { formatNumber } from "../lib/format.js";
import { Icon } from "../ui/Icon.js";
import styles from "./mark.module.css";
import { countWords, type SaidCounts } from "./model.js";

/** How much is said of something, in a row of it: a small sign with the number; nothing where there is nothing. */
export function AnnotationMark({ notes, labels, className }: SaidCounts & { readonly className?: string | undefined }) {
  const total = notes + labels;
  if (!(total > 0)) return null;
  const words = countWords({ notes, labels });
  return (
    <span className={classes(styles.mark, className)} role="img" aria-label={words} title={words}>
      <Icon name="note" size={12} />
      {formatNumber(total)}
    </span>
  );
}
