import { classes } from "../lib/classes.js";
import { Icon } from "./Icon.js";
import type { IconName } from "./icons/shapes.js";
import styles from "./Segmented.module.css";

export interface Segment<Id extends string> {
  readonly id: Id;
  readonly label: string;
  readonly icon?: IconName | undefined;
  /** Shown as a tooltip, with the key where there is one. */
  readonly hint?: string | undefined;
}

export interface SegmentedProps<Id extends string> {
  readonly label: string;
  readonly items: readonly Segment<Id>[];
  /** Several where two views stand side by side. */
  readonly value: Id | readonly Id[];
  readonly onChange: (id: Id) => void;
}

/** A few choices side by side, of which one (or two) is on. */
export function Segmented<Id extends string>({ label, items, value, onChange }: SegmentedProps<Id>) {
  const chosen: readonly Id[] = typeof value === "string" ? [value] : value;
  return (
    <div role="group" aria-label={label} className={styles.group}>
      {items.map((item) => (
        <button
          key={item.id}
          type="button"
          aria-pressed={chosen.includes(item.id)}
          title={item.hint}
          className={classes(styles.segment, chosen.includes(item.id) && styles.on)}
          onClick={() => onChange(item.id)}
        >
          {item.icon === undefined ? null : <Icon name={item.icon} size={14} />}
          {item.label}
        </button>
      ))}
    </div>
  );
}
