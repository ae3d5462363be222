import type { ComponentProps } from "react";
import { classes } from "../lib/classes.js";
import type { Chord } from "../lib/keys.js";
import styles from "./Button.module.css";
import { Icon, type IconProps } from "./Icon.js";
import { Tooltip } from "./Tooltip.js";

export interface IconButtonProps extends Omit<ComponentProps<"button">, "children"> {
  readonly icon: IconProps["name"];
  /** Its name, and its tooltip. */
  readonly label: string;
  readonly chord?: Chord | undefined;
  readonly look?: "plain" | "quiet";
  /** 28 px in bars, 24 in heads, 22 in rows. */
  readonly size?: "normal" | "small";
  readonly iconSize?: IconProps["size"];
  /** Given for buttons that stay down. */
  readonly pressed?: boolean | undefined;
  readonly tooltipSide?: "top" | "bottom" | "left" | "right";
}

/** A square button without a visible label: the tooltip says the label and its key. */
export function IconButton({
  icon,
  label,
  chord,
  look = "quiet",
  size = "normal",
  iconSize = 14,
  pressed,
  tooltipSide = "bottom",
  className,
  type = "button",
  ...rest
}: IconButtonProps) {
  return (
    <Tooltip label={label} chord={chord} side={tooltipSide}>
      <button
        type={type}
        aria-label={label}
        {...(pressed === undefined ? {} : { "aria-pressed": pressed })}
        className={classes(
          styles.button,
          styles[look],
          styles.square,
          size === "small" && styles.small,
          pressed === true && styles.pressed,
          className,
        )}
        {...rest}
      >
        <Icon name={icon} size={iconSize} className={styles.icon} />
      </button>
    </Tooltip>
  );
}
