import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { KeyboardEvent } from "react";
import { formatCounted, formatDuration } from "../../../lib/format.js";
import { Splitter } from "../../../ui/Splitter.js";
import type { PathBy } from "../../../state/route.js";
import { failedAt } from "../structure.js";
import type { TraceStructure } from "../structure.js";
import { useSize } from "../../../lib/use-size.js";
import { Bars } from "./Bars.js";
import { onScale } from "./critical-path.js";
import { indexEvents } from "./events.js";
import { reveal, setFolded } from "./folds.js";
import { treeStep } from "./keys.js";
import { Legend } from "./Legend.js";
import { Minimap } from "./Minimap.js";
import { ROW_PX } from "./scene.js";
import { PathSummary } from "./PathSummary.js";
import { placeOf } from "./rows.js";
import { SpanTree } from "./SpanTree.js";
import { TimeAxis } from "./TimeAxis.js";
import type { RunPicture } from "./TimeCanvas.js";
import { TimeSection } from "./TimeSection.js";
import { TreeHead } from "./TreeHead.js";
import styles from "./timeline.module.css";
import type { FoldState } from "./use-folds.js";
import { usePath } from "./use-path.js";
import type { TimeModel } from "./use-time-model.js";

export interface TimelineViewProps {
  readonly structure: TraceStructure;
  readonly time: TimeModel;
  readonly fold: FoldState;
  readonly selectedRow: number | null;
  readonly onSelect: (row: number) => void;
  /** Rows that the words of the search were found in. */
  readonly matches: ReadonlySet<number>;
  readonly showPath: boolean;
  readonly pathBy: PathBy;
  readonly onPathBy: (by: PathBy) => void;
  /** What a picture of it is called, and of which run. */
  readonly picture: RunPicture;
  readonly treeWidthPx: number;
  readonly onTreeWidth: (widthPx: number) => void;
}

export const TREE_WIDTH = { initial: 316, narrow: 248, min: 200, max: 480 } as const;

/** Tree and bars of one trace: one scroll, one selection, one set of folds. */
export function TimelineView(props: TimelineViewProps) {
  const { structure, selectedRow, onSelect, showPath, pathBy } = props;
  const { drawn, camera } = props.time;
  const { folds, visible, onFolds } = props.fold;
  const scroller = useRef<HTMLDivElement>(null);
  const { heightPx } = useSize(scroller);
  const [scrollPx, setScrollPx] = useState(0);
  const [hoveredRow, setHoveredRow] = useState<number | null>(null);
  // Nothing else has the keyboard at first, and none of the buttons in the bars takes it away from the rows.
  const [focused, setFocused] = useState(true);
  const { path, shares, spentUsd } = usePath(structure, pathBy);
  const shownPath = useMemo(() => (path === null ? null : onScale(path, drawn.scale)), [path, drawn.scale]);
  const events = useMemo(() => indexEvents(structure.table, drawn.scale), [structure, drawn.scale]);
  const totalPx = visible.rows.length * ROW_PX;

  // A selection that comes from elsewhere unfolds what hides it; folding what is selected leaves it hidden.
  const revealedFor = useRef<number | null>(null);
  useEffect(() => {
    if (selectedRow === null || revealedFor.current === selectedRow) return;
    revealedFor.current = selectedRow;
    const revealed = reveal(structure, folds, selectedRow);
    if (revealed !== folds) onFolds(revealed);
  }, [structure, folds, selectedRow, onFolds]);

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
    (row: number, shut: boolean) => onFolds(setFolded(structure, folds, [row], shut)),
    [structure, folds, onFolds],
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
  const onScrollBy = useCallback((byPx: number) => {
    if (scroller.current !== null) scroller.current.scrollTop += byPx;
  }, []);
  // Made once and not with every scroll, as the head is.
  const { treeWidthPx, onTreeWidth } = props;
  const grip = useMemo(
    () => (
      <div className={styles.grip}>
        <Splitter
          label="Width of the tree"
          value={treeWidthPx}
          min={TREE_WIDTH.min}
          max={TREE_WIDTH.max}
          initial={TREE_WIDTH.initial}
          onChange={onTreeWidth}
        />
      </div>
    ),
    [treeWidthPx, onTreeWidth],
  );
  const anyFolded = visible.rows.length < structure.rowCount;
  const selectionLabel = selectedRow === null ? "" : labelOf(structure, selectedRow);
  return (
    <TimeSection
      label="Timeline"
      camera={camera}
      headWidthPx={props.treeWidthPx}
      onFocused={setFocused}
      timeless={drawn.timeless}
    >
      <Legend colours={drawn.colours} />
      <div className={styles.head}>
        <div>
          {showPath && path !== null ? (
            <PathSummary shares={shares} by={pathBy} spentUsd={spentUsd} onBy={props.onPathBy} />
          ) : null}
        </div>
        <Minimap drawn={drawn} visible={visible} camera={camera} />
        <TreeHead structure={structure} folds={folds} anyFolded={anyFolded} onFolds={onFolds} />
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
              drawn={drawn}
              visible={visible}
              camera={camera}
              scrollPx={scrollPx}
              selectedRow={selectedRow}
              hoveredRow={hoveredRow}
              focused={focused}
              path={showPath ? shownPath : null}
              events={events}
              selectionLabel={selectionLabel}
              picture={props.picture}
              onHover={setHoveredRow}
              onSelect={onSelect}
              onScrollBy={onScrollBy}
              onTreeKey={onTreeKey}
            />
          </div>
          <div style={{ height: Math.max(0, totalPx - heightPx) }} />
        </div>
        {grip}
      </div>
    </TimeSection>
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
