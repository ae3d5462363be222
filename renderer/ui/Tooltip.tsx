import { Tooltip as Base } from "@base-ui/react/tooltip";
import type { ReactElement } from "react";
import type { Chord } from "../lib/keys.js";
import { Kbd } from "./Kbd.js";
import styles from "./Tooltip.module.css";

export interface TooltipProps {
  readonly label: string;
  /** The key is named after the label. */
  readonly chord?: Chord | undefined;
  readonly side?: "top" | "bottom" | "left" | "right";
  /** The element that it describes; it must accept a ref and DOM props. */
  readonly children: ReactElement<Record<string, unknown>>;
}

/** A short label that floats beside its element on hover and keyboard focus. It is never the only name of a control. */
export function Tooltip({ label, chord, side = "bottom", children }: TooltipProps) {
  return (
    <Base.Root>
      <Base.Trigger render={children} delay={400} />
      <Base.Portal>
        <Base.Positioner side={side} sideOffset={6} className={styles.positioner}>
          <Base.Popup className={styles.popup}>
            <span>{label}</span>
            {chord === undefined ? null : <Kbd chord={chord} />}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

/** Once around the app: tooltips after the first one open at once. */
export const TooltipProvider = Base.Provider;
