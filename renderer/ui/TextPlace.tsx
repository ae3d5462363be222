import { useLayoutEffect, useRef, type ReactNode } from "react";
import { Icon } from "./Icon.js";
import type { Preview } from "./read-text.js";
import { showText, useTextNotes } from "./text-places.js";
import styles from "./TextPlace.module.css";

export interface TextPlaceProps {
  readonly preview: Preview;
  /** Its escapes are shown as they stand in JSON. */
  readonly escaped?: boolean;
  readonly children: ReactNode;
}

/** Where a text is shown: its words can be annotated, and those that are, are marked. */
export function TextPlace({ preview, escaped = false, children }: TextPlaceProps) {
  const place = useRef<HTMLDivElement>(null);
  const notes = useTextNotes(preview.hash);
  useLayoutEffect(() => {
    if (place.current !== null) showText(place.current, { preview, escaped });
  }, [preview, escaped]);
  if (preview.hash === null) return children;
  return (
    <div ref={place} className={styles.place} data-text={preview.hash}>
      {children}
      {notes === null ? null : (
        <button
          type="button"
          className={styles.notes}
          aria-haspopup="dialog"
          onClick={(event) => {
            event.stopPropagation();
            notes.open(event.currentTarget);
          }}
        >
          <Icon name="note" size={12} />
          {notes.words}
        </button>
      )}
    </div>
  );
}
