import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef, type KeyboardEvent, type ReactNode } from "react";
import { formatNumber } from "../../../lib/format.js";
import { IconButton } from "../../../ui/IconButton.js";
import { ScrollBox } from "../../../ui/ScrollBox.js";
import styles from "./transcript.module.css";
import { usePart } from "./use-part.js";

export interface EntryListProps {
  readonly count: number;
  readonly keyOf: (index: number) => string;
  /** The selected span, and where it is in the list; -1 for nowhere. */
  readonly selectedRow: number | null;
  readonly selectedIndex: number;
  /** Changes where the lines are others than before, as with another mode: the selection is then brought into sight again. */
  readonly subject: string;
  readonly onRange: (first: number, last: number) => void;
  /** Selects the line that is so many further on. */
  readonly onStep: (from: number, by: 1 | -1) => void;
  /** Folds or unfolds a line; false where it can't be. */
  readonly onFold?: (index: number, open: boolean) => boolean;
  readonly children: (index: number) => ReactNode;
}

const HEIGHT_PX = 84;
/** A selection that follows a click within this time is the click's. */
const CLICK_MS = 400;

/** A list of blocks of any number and height: only those in sight are drawn. Arrow keys go through it. */
export function EntryList(props: EntryListProps) {
  const { count, keyOf, selectedRow, selectedIndex, subject, onRange, children } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const part = usePart(count, selectedIndex, `${subject} ${selectedRow}`);
  const virtual = useVirtualizer({
    count: part.count,
    getScrollElement: () => scroller.current,
    estimateSize: () => HEIGHT_PX,
    overscan: 6,
    getItemKey: (index) => keyOf(part.from + index),
  });
  const shown = virtual.getVirtualItems();
  const first = part.from + (shown[0]?.index ?? 0);
  const last = part.from + (shown.at(-1)?.index ?? 0);
  useEffect(() => onRange(first, last), [onRange, first, last]);

  // What is selected elsewhere is brought into sight; what was clicked here is in sight already.
  const clicked = useRef(false);
  const shownFor = useRef<string | null>(null);
  useEffect(() => {
    const at = selectedIndex - part.from;
    const key = `${subject} ${selectedRow}`;
    if (selectedRow === null || selectedIndex < 0 || at < 0 || at >= part.count || shownFor.current === key) return;
    shownFor.current = key;
    if (!clicked.current) virtual.scrollToIndex(at, { align: "center" });
  }, [selectedRow, selectedIndex, subject, part.from, part.count, virtual]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target !== event.currentTarget || count === 0) return;
    const step =
      event.key === "ArrowDown" || event.key === "j" ? 1 : event.key === "ArrowUp" || event.key === "k" ? -1 : 0;
    if (step !== 0) props.onStep(selectedIndex, step);
    else if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    else if (props.onFold?.(selectedIndex, event.key === "ArrowRight") !== true) return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <>
      {part.parts < 2 ? null : (
        <div className={styles.part}>
          <IconButton
            icon="chevron-left"
            label="Earlier part"
            disabled={part.index === 0}
            onClick={() => part.go(-1)}
          />
          <span>
            Entries {formatNumber(part.from + 1)} to {formatNumber(part.from + part.count)} of {formatNumber(count)}
          </span>
          <IconButton
            icon="chevron-right"
            label="Later part"
            disabled={part.index === part.parts - 1}
            onClick={() => part.go(1)}
          />
        </div>
      )}
      <ScrollBox
        ref={scroller}
        className={styles.scroller}
        role="list"
        aria-label="What was said"
        onKeyDown={onKeyDown}
        onClickCapture={() => {
          clicked.current = true;
          setTimeout(() => (clicked.current = false), CLICK_MS);
        }}
      >
        <div className={styles.tall} style={{ height: virtual.getTotalSize() }} role="presentation">
          {shown.map((place) => (
            <div
              key={place.key}
              ref={virtual.measureElement}
              data-index={place.index}
              role="listitem"
              aria-setsize={count}
              aria-posinset={part.from + place.index + 1}
              className={styles.place}
              style={{ transform: `translateY(${place.start}px)` }}
            >
              {children(part.from + place.index)}
            </div>
          ))}
        </div>
      </ScrollBox>
    </>
  );
}
