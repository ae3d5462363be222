import { Popover as Base } from "@base-ui/react/popover";
import type { ReactElement, ReactNode } from "react";
import styles from "./Popover.module.css";

/** What it stands beside where it has no trigger: a place on the screen, as of words in a text. */
export interface PopoverAnchor {
  getBoundingClientRect(): DOMRect;
}

export interface PopoverProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  /** Its name, for those who hear it. */
  readonly label: string;
  /** The button that opens it. */
  readonly trigger?: ReactElement<Record<string, unknown>>;
  readonly anchor?: PopoverAnchor | Element | null;
  readonly align?: "start" | "center" | "end";
  /** 384 px for what would be a panel, else as wide as its content. */
  readonly wide?: boolean;
  readonly children: ReactNode;
}

/** A small window beside what it belongs to; the rest of the page stays at hand. */
export function Popover({ open, onOpenChange, label, trigger, anchor, align = "start", wide, children }: PopoverProps) {
  return (
    <Base.Root open={open} onOpenChange={(next) => onOpenChange(next)}>
      {trigger === undefined ? null : <Base.Trigger render={trigger} />}
      <Base.Portal>
        <Base.Positioner
          side="bottom"
          align={align}
          sideOffset={6}
          collisionPadding={8}
          className={styles.positioner}
          {...(anchor === undefined ? {} : { anchor })}
        >
          <Base.Popup className={wide === true ? styles.wide : styles.popup} aria-label={label}>
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
