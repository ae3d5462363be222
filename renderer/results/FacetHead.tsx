import { formatNumber } from "../lib/format.js";
import { Icon } from "../ui/Icon.js";
import styles from "./FacetHead.module.css";

interface FacetHeadProps {
  readonly label: string;
  readonly folded: boolean;
  /** How many values are folded away. */
  readonly distinct?: number;
  readonly onFold: () => void;
}

/** The head of a group of the panel; it folds the group away. */
export function FacetHead({ label, folded, distinct, onFold }: FacetHeadProps) {
  return (
    <h2 className={styles.heading}>
      <button type="button" className={styles.head} aria-expanded={!folded} onClick={onFold}>
        <Icon name={folded ? "chevron-right" : "chevron-down"} size={12} />
        {label}
        {folded && distinct !== undefined ? <span className={styles.count}>{formatNumber(distinct)}</span> : null}
      </button>
    </h2>
  );
}
