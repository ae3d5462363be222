import type { Annotation } from "../../shared/contract/annotations.js";
import { formatShortDateTime } from "../lib/format.js";
import { usePreferences } from "../state/preferences.js";
import { Icon } from "../ui/Icon.js";
import { useAuthor } from "./author.js";
import styles from "./said.module.css";

export interface SaidChipProps {
  readonly annotation: Annotation;
  readonly words: string;
  readonly onRemove: () => void;
}

/** One short thing said, with who said it where that was somebody else; the tooltip says when. */
export function SaidChip({ annotation, words, onRemove }: SaidChipProps) {
  const zone = usePreferences((preferences) => preferences.zone);
  const author = useAuthor();
  const { by, createdAtMs } = annotation;
  const signed = by !== null && by !== "";
  const origin = [signed ? `by ${by}` : null, createdAtMs === null ? null : formatShortDateTime(createdAtMs, zone)];
  return (
    <span className={styles.chip} title={[words, ...origin.filter((part) => part !== null)].join(", ")}>
      <span className={styles.chipWords} dir="auto">
        {words}
      </span>
      {signed && by !== author ? <span className={styles.by}>{by}</span> : null}
      <button type="button" className={styles.remove} aria-label={`Remove ${words}`} onClick={onRemove}>
        <Icon name="close" size={12} />
      </button>
    </span>
  );
}
