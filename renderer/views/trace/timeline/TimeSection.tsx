import { useRef } from "react";
import type { ReactNode } from "react";
import type { TimelineCamera } from "./camera.js";
import { zoomByKey } from "./camera-keys.js";
import { NoTimes } from "./NoTimes.js";
import styles from "./timeline.module.css";

export interface TimeSectionProps {
  readonly label: string;
  readonly camera: TimelineCamera;
  /** Width of what stands left of the time, px. */
  readonly headWidthPx: number;
  readonly onFocused: (focused: boolean) => void;
  /** No span says when it began. */
  readonly timeless: boolean;
  readonly children: ReactNode;
}

/** The frame of a time view: its region, and the keys that zoom it wherever in it the focus is. */
export function TimeSection({ label, camera, headWidthPx, onFocused, timeless, children }: TimeSectionProps) {
  const section = useRef<HTMLElement>(null);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- its keys hold wherever in it the focus is.
    <section
      ref={section}
      aria-label={label}
      className={styles.timeline}
      style={{ "--tree": `${headWidthPx}px` } as React.CSSProperties}
      onKeyDown={(event) => void zoomByKey(camera, event)}
      onFocus={() => onFocused(true)}
      onBlur={(event) =>
        onFocused(event.relatedTarget === null || (section.current?.contains(event.relatedTarget) ?? false))
      }
    >
      {children}
      {timeless ? <NoTimes /> : null}
    </section>
  );
}
