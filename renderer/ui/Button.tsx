import type { ComponentProps } from "react";
import { classes } from "../lib/classes.js";
import type { Chord } from "../lib/keys.js";
import styles from "./Button.module.css";
import { Icon } from "./Icon.js";
import type { IconName } from "./icons/shapes.js";
import { Kbd } from "./Kbd.js";

export interface ButtonProps extends ComponentProps<"button"> {
  /** One primary button a region at most; plain stands alone; quiet stands beside others. */
  readonly look?: "primary" | "plain" | "quiet";
  readonly icon?: IconName | undefined;
  /** Shown after the label. */
  readonly chord?: Chord | undefined;
}

/** A button with a visible label, 28 px high. */
export function Button({ look = "plain", icon, chord, className, children, type = "button", ...rest }: ButtonProps) {
  return (
    <button type={type} className={classes(styles.button, styles[look], className)} {...rest}>
      {icon === undefined ? null : <Icon name={icon} size={14} className={styles.icon} />}
      {children}
      {chord === undefined ? null : <Kbd chord={chord} onAccent={look === "primary" && rest.disabled !== true} />}
    </button>
  );
}
