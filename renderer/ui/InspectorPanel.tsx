import { useEffect, useLayoutEffect, useRef, useState, type CSSProperties, type ReactNode } from "react";
import styles from "./InspectorPanel.module.css";
import { Splitter } from "./Splitter.js";

export interface InspectorPanelProps {
  readonly children: ReactNode;
  readonly onClose: () => void;
  /** Width in px, kept by the caller where it should outlive the panel. */
  readonly widthPx?: number | undefined;
  readonly onWidthChange?: ((widthPx: number) => void) | undefined;
}

const WIDTH_PX = { initial: 384, min: 320, max: 640 } as const;

/** The panel at the right that shows the selected thing: 384 px, drag 320 to 640, Esc closes it. */
export function InspectorPanel({ children, onClose, widthPx, onWidthChange }: InspectorPanelProps) {
  const [own, setOwn] = useState<number>(WIDTH_PX.initial);
  const width = widthPx ?? own;
  const panel = useRef<HTMLElement>(null);
  const close = useRef(onClose);
  useLayoutEffect(() => {
    close.current = onClose;
  });

  // Esc from anywhere inside, unless something inside (a menu, a field) took it for itself: that is known at the document.
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key !== "Escape" || event.defaultPrevented) return;
      if (panel.current?.contains(event.target as Node) !== true) return;
      event.preventDefault();
      close.current();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);

  return (
    <>
      <span className={styles.grip}>
        <Splitter
          label="Width of the inspector"
          value={width}
          min={WIDTH_PX.min}
          max={WIDTH_PX.max}
          initial={WIDTH_PX.initial}
          after
          onChange={onWidthChange ?? setOwn}
        />
      </span>
      <aside
        ref={panel}
        aria-label="Inspector"
        className={styles.panel}
        style={{ "--inspector-width": `${width}px` } as CSSProperties}
      >
        {children}
      </aside>
    </>
  );
}
