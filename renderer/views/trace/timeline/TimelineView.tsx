import { useCallback, useDeferredValue, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { KeyboardEvent } from "react";
import { formatCounted, formatDuration } from "../../../lib/format.js";
import { IconButton } from "../../../ui/IconButton.js";
import { Splitter } from "../../../ui/Splitter.js";
import { failedAt } from "../structure.js";
import type { TraceStructure } from "../structure.js";
import { useSize } from "../use-size.js";
import { Bars } from "./Bars.js";
import type { TimelineCamera } from "./camera.js";
import { findCriticalPath, pathShares } from "./critical-path.js";
import { indexEvents } from "./events.js";
import { treeStep } from "./keys.js";
import { Minimap } from "./Minimap.js";
import { ROW_PX } from "./scene.js";
import { PathSummary } from "./PathSummary.js";
import { foldFromDepth, placeOf, reveal, setFolded } from "./rows.js";
import type { VisibleRows } from "./rows.js";
import { SpanTree } from "./SpanTree.js";
import { TimeAxis } from "./TimeAxis.js";
import styles from "./timeline.module.css";
import { zoomWindow } from "./window.js";

export interface TimelineViewProps {
  readonly structure: TraceStructure;
  readonly camera: TimelineCamera;
  readonly visible: VisibleRows;
  readonly onVisible: (visible: VisibleRows) => void;
  readonly selectedRow: number | null;
  readonly onSelect: (row: number) => void;
  /** Rows that the words of the search were found in. */
  readonly matches: ReadonlySet<number>;
  readonly showPath: boolean;
  readonly treeWidthPx: number;
  readonly onTreeWidth: (widthPx: number) => void;
}

export const TREE_WIDTH = { initial: 316, narrow: 248, min: 200, max: 480 } as const;

/** Tree and bars of one trace: one scroll, one selection, one set of folds. */
export function TimelineView(props: TimelineViewProps) {
  const { structure, camera, visible, onVisible, selectedRow, onSelect, showPath } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const section = useRef<HTMLElement>(null);
  const { heightPx } = useSize(scroller);
  const [scrollPx, setScrollPx] = useState(0);
  const [hoveredRow, setHoveredRow] = useState<number | null>(null);
  // Nothing else has the keyboard at first, and none of the buttons in the bars takes it away from the rows.
  const [focused, setFocused] = useState(true);
  // The rows are seen first; the path through a big trace follows.
  const settled = useDeferredValue<TraceStructure | null>(structure, null);
  const path = useMemo(() => (settled === null ? null : findCriticalPath(settled)), [settled]);
  const shares = useMemo(() => (settled === null || path === null ? [] : pathShares(settled, path)), [settled, path]);
  const events = useMemo(() => indexEvents(structure.table), [structure]);
  const totalPx = visible.rows.length * ROW_PX;

  // A selection that comes from elsewhere unfolds what hides it; folding what is selected leaves it hidden.
  const revealedFor = useRef<number | null>(null);
  useEffect(() => {
    if (selectedRow === null || revealedFor.current === selectedRow) return;
    revealedFor.current = selectedRow;
    const revealed = reveal(structure, visible, selectedRow);
    if (revealed !== visible) onVisible(revealed);
  }, [structure, visible, selectedRow, onVisible]);

  const scrolledFor = useRef<number | null>(null);
  useLayoutEffect(() => {
    const target = scroller.current;
    if (target === null || heightPx === 0 || selectedRow === null || scrolledFor.current === selectedRow) return;
    const place = placeOf(visible, selectedRow);
    if (visible.rows[place] !== selectedRow && revealedFor.current !== selectedRow) return;
    scrolledFor.current = selectedRow;
    const top = place * ROW_PX;
    if (top >= target.scrollTop && top + ROW_PX <= target.scrollTop + heightPx) return;
    const near = top > target.scrollTop - 4 * ROW_PX && top < target.scrollTop + heightPx + 4 * ROW_PX;
    if (!near) target.scrollTop = top - heightPx / 3;
    else target.scrollTop = top < target.scrollTop ? top : top + ROW_PX - heightPx;
  }, [visible, selectedRow, heightPx]);

  const fold = useCallback(
    (row: number, fold: boolean) => onVisible(setFolded(structure, visible, [row], fold)),
    [structure, visible, onVisible],
  );
  const onTreeKey = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = treeStep(structure, visible, selectedRow, event.key, Math.max(1, Math.floor(heightPx / ROW_PX) - 1));
    if (step === null) return;
    event.preventDefault();
    event.stopPropagation();
    if (step.type === "select") onSelect(step.row);
    else fold(step.row, step.fold);
  };
  const onSectionKey = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const middle = (camera.window.fromNs + camera.window.toNs) / 2;
    if (event.key === "+" || event.key === "=") camera.set(zoomWindow(camera.window, camera.bounds, 1 / 1.5, middle));
    else if (event.key === "-") camera.set(zoomWindow(camera.window, camera.bounds, 1.5, middle));
    else if (event.key === "0") camera.set(camera.bounds);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onScrollBy = useCallback((byPx: number) => {
    if (scroller.current !== null) scroller.current.scrollTop += byPx;
  }, []);
  const anyFolded = visible.rows.length < structure.rowCount;
  const selectionLabel = selectedRow === null ? "" : labelOf(structure, selectedRow);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- its keys hold wherever in it the focus is.
    <section
      ref={section}
      aria-label="Timeline"
      className={styles.timeline}
      style={{ "--tree": `${props.treeWidthPx}px` } as React.CSSProperties}
      onKeyDown={onSectionKey}
      onFocus={() => setFocused(true)}
      onBlur={(event) =>
        setFocused(event.relatedTarget === null || (section.current?.contains(event.relatedTarget) ?? false))
      }
    >
      <div className={styles.head}>
        <div>{showPath && shares.length > 0 ? <PathSummary shares={shares} /> : null}</div>
        <Minimap structure={structure} visible={visible} camera={camera} />
        <div className={styles.columns}>
          <span>Span</span>
          <IconButton
            icon={anyFolded ? "plus" : "minus"}
            iconSize={12}
            size="mini"
            label={anyFolded ? "Unfold all" : "Fold all but the first level"}
            disabled={structure.rowCount === structure.rootCount}
            onClick={() => onVisible(foldFromDepth(structure, anyFolded ? null : structure.rootCount > 1 ? 0 : 1))}
          />
          <span>Duration</span>
        </div>
        <TimeAxis camera={camera} />
      </div>
      <div className={styles.body}>
        <div
          ref={scroller}
          className={styles.scroller}
          onScroll={(event) => setScrollPx(event.currentTarget.scrollTop)}
        >
          <div className={styles.sticky} style={{ height: heightPx }}>
            <SpanTree
              structure={structure}
              visible={visible}
              scrollPx={scrollPx}
              heightPx={heightPx}
              widthPx={props.treeWidthPx}
              selectedRow={selectedRow}
              hoveredRow={hoveredRow}
              focused={focused}
              matches={props.matches}
              onHover={setHoveredRow}
              onSelect={onSelect}
              onFold={fold}
              onKey={onTreeKey}
            />
            <Bars
              structure={structure}
              visible={visible}
              camera={camera}
              scrollPx={scrollPx}
              selectedRow={selectedRow}
              hoveredRow={hoveredRow}
              focused={focused}
              path={showPath && settled === structure ? path : null}
              events={events}
              selectionLabel={selectionLabel}
              onHover={setHoveredRow}
              onSelect={onSelect}
              onScrollBy={onScrollBy}
              onTreeKey={onTreeKey}
            />
          </div>
          <div style={{ height: Math.max(0, totalPx - heightPx) }} />
        </div>
        <div className={styles.grip}>
          <Splitter
            label="Width of the tree"
            value={props.treeWidthPx}
            min={TREE_WIDTH.min}
            max={TREE_WIDTH.max}
            initial={TREE_WIDTH.initial}
            onChange={props.onTreeWidth}
          />
        </div>
      </div>
    </section>
  );
}

/** What stands beside the bar of the selected span: its duration, and its tokens where it has any. */
function labelOf(structure: TraceStructure, row: number): string {
  const { table } = structure;
  const durationNs = table.durationNs[row] ?? Number.NaN;
  const tokens = [table.inputTokens[row] ?? Number.NaN, table.outputTokens[row] ?? Number.NaN].filter(
    (count) => count >= 0,
  );
  const words = [durationNs >= 0 ? formatDuration(durationNs) : failedAt(structure, row) ? "" : "no end recorded"];
  if (tokens.length > 0)
    words.push(
      formatCounted(
        tokens.reduce((sum, count) => sum + count, 0),
        "token",
      ),
    );
  return words.filter((word) => word !== "").join(", ");
}
