import { classes } from "../lib/classes.js";
import styles from "./Icon.module.css";
import { SHAPES, type IconName } from "./icons/shapes.js";

export interface IconProps {
  readonly name: IconName;
  /** Edge in px: 16 in bars and buttons, 14 beside text of 13, 12 beside text of 11 and 12. */
  readonly size?: 12 | 14 | 16;
  readonly className?: string | undefined;
}

/** A drawing that goes with a label or a tooltip; hidden from assistive technology. */
export function Icon({ name, size = 16, className }: IconProps) {
  return (
    <svg
      className={classes(styles.icon, size === 12 && styles.tiny, className)}
      width={size}
      height={size}
      viewBox="0 0 16 16"
      aria-hidden="true"
      focusable="false"
    >
      {SHAPES[name]}
    </svg>
  );
}
