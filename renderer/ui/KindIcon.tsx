import { kindFamily, kindLabel, type Kind } from "../lib/kinds.js";
import { Icon, type IconProps } from "./Icon.js";
import { iconOfKind } from "./icons/kind-icons.js";
import styles from "./KindIcon.module.css";

export interface KindIconProps {
  readonly kind: Kind;
  /** A failed span takes red in place of its kind; the drawing still says the kind. */
  readonly failed?: boolean | undefined;
  readonly size?: IconProps["size"];
}

/** The icon of a span kind in the hue of its family, with the kind's name for assistive technology. */
export function KindIcon({ kind, failed = false, size = 14 }: KindIconProps) {
  const label = failed ? `${kindLabel(kind)}, failed` : kindLabel(kind);
  return (
    <span className={failed ? styles.failed : styles[kindFamily(kind)]} role="img" aria-label={label} title={label}>
      <Icon name={iconOfKind(kind)} size={size} />
    </span>
  );
}
