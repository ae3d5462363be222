import { Dialog as Base } from "@base-ui/react/dialog";
import { useRef, type ReactNode } from "react";
import { IconButton } from "./IconButton.js";
import { ScrollBox } from "./ScrollBox.js";
import { classes } from "../lib/classes.js";
import styles from "./Dialog.module.css";

export interface DialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly children: ReactNode;
  /** Buttons at the lower right; the way on last. */
  readonly actions?: ReactNode;
  /** 480 px, or 640 for lists. */
  readonly wide?: boolean;
  /** Nearly all of the window, for a page: the body has no padding. */
  readonly full?: boolean;
}

/** A window over the app that takes the keyboard until it is closed. */
export function Dialog({ open, onClose, title, children, actions, wide = false, full = false }: DialogProps) {
  const popup = useRef<HTMLDivElement>(null);
  return (
    <Base.Root open={open} onOpenChange={(next) => (next ? undefined : onClose())}>
      <Base.Portal>
        <Base.Backdrop className={styles.scrim} />
        <Base.Popup ref={popup} initialFocus={popup} className={full ? styles.full : wide ? styles.wide : styles.popup}>
          <div className={styles.head}>
            <Base.Title className={styles.title}>{title}</Base.Title>
            <Base.Close render={<IconButton icon="close" label="Close" chord="Escape" size="small" />} />
          </div>
          <ScrollBox className={classes(styles.body, full && styles.page)}>{children}</ScrollBox>
          {actions === undefined ? null : <div className={styles.actions}>{actions}</div>}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
