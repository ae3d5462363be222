import { useRef } from "react";
import { classes } from "../lib/classes.js";
import styles from "./Splitter.module.css";

export interface SplitterProps {
  readonly label: string;
  /** The size that it sets, px. */
  readonly value: number;
  readonly min: number;
  readonly max: number;
  /** `vertical` divides left from right, `horizontal` top from bottom. */
  readonly orientation?: "vertical" | "horizontal";
  /** The panel that it sizes lies after it (at the right, or below): dragging away from it makes it smaller. */
  readonly after?: boolean;
  readonly onChange: (sizePx: number) => void;
  /** The size that a double click goes back to. */
  readonly initial?: number | undefined;
}

const STEP_PX = 16;

/** A line between two panels that can be dragged, or moved with the arrow keys; Home and End go to the limits. */
export function Splitter(props: SplitterProps) {
  const { label, value, min, max, orientation = "vertical", after = false, onChange, initial } = props;
  const drag = useRef<{ at: number; value: number } | null>(null);
  const vertical = orientation === "vertical";
  const clamp = (size: number) => Math.min(max, Math.max(min, Math.round(size)));
  const sign = after ? -1 : 1;

  return (
    <div
      role="separator"
      aria-label={label}
      aria-orientation={orientation}
      aria-valuenow={Math.round(value)}
      aria-valuemin={min}
      aria-valuemax={max}
      tabIndex={0}
      className={classes(styles.splitter, vertical ? styles.vertical : styles.horizontal)}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
        drag.current = { at: vertical ? event.clientX : event.clientY, value };
      }}
      onPointerMove={(event) => {
        if (drag.current === null) return;
        const moved = (vertical ? event.clientX : event.clientY) - drag.current.at;
        onChange(clamp(drag.current.value + sign * moved));
      }}
      onPointerUp={() => (drag.current = null)}
      onPointerCancel={() => (drag.current = null)}
      onDoubleClick={() => (initial === undefined ? undefined : onChange(clamp(initial)))}
      onKeyDown={(event) => {
        const less = vertical ? "ArrowLeft" : "ArrowUp";
        const more = vertical ? "ArrowRight" : "ArrowDown";
        let next: number;
        if (event.key === less) next = value - sign * STEP_PX;
        else if (event.key === more) next = value + sign * STEP_PX;
        else if (event.key === "Home") next = min;
        else if (event.key === "End") next = max;
        else return;
        event.preventDefault();
        event.stopPropagation();
        onChange(clamp(next));
      }}
    />
  );
}
