import { useMemo } from "react";
import type { KeyboardEvent, MouseEvent } from "react";
import { classes } from "../../../lib/classes.js";
import { saidAt, type TraceStructure } from "../structure.js";
import { ROW_PX } from "./scene.js";
import { placeOf } from "./rows.js";
import type { VisibleRows } from "./rows.js";
import timelineStyles from "./timeline.module.css";
import { TreeRow, treeRowId } from "./TreeRow.js";
import styles from "./tree.module.css";

export interface SpanTreeProps {
  readonly structure: TraceStructure;
  readonly visible: VisibleRows;
  readonly scrollPx: number;
  readonly heightPx: number;
  readonly widthPx: number;
  readonly selectedRow: number | null;
  readonly hoveredRow: number | null;
  /** The timeline has the keyboard. */
  readonly focused: boolean;
  readonly matches: ReadonlySet<number>;
  readonly onHover: (row: number | null) => void;
  readonly onSelect: (row: number) => void;
  readonly onFold: (row: number, fold: boolean) => void;
  readonly onKey: (event: KeyboardEvent) => void;
}

const INDENT_PX = 19;
const ROOM_FOR_NAME_PX = 180;

/** The spans as a tree. Only the rows in sight exist; the treegrid itself has the focus and names the active one. */
export function SpanTree(props: SpanTreeProps) {
  const { structure, visible, scrollPx, heightPx, selectedRow, hoveredRow, matches } = props;
  const first = Math.max(0, Math.floor(scrollPx / ROW_PX));
  const last = Math.min(visible.rows.length, Math.ceil((scrollPx + heightPx) / ROW_PX));
  const selectedPlace = selectedRow === null ? -1 : placeOf(visible, selectedRow);
  const activeRow = visible.rows[selectedPlace] ?? null;
  const active =
    activeRow !== null && selectedPlace >= first && selectedPlace < last ? treeRowId(activeRow) : undefined;
  const rows = useMemo(() => visible.rows.subarray(first, last), [visible, first, last]);

  const deepestIndent = Math.max(3, Math.floor((props.widthPx - ROOM_FOR_NAME_PX) / INDENT_PX));

  const rowOf = (event: MouseEvent): number | null => {
    const element = event.target instanceof Element ? event.target.closest("[data-row]") : null;
    return element === null ? null : Number(element.getAttribute("data-row"));
  };
  return (
    <div
      role="treegrid"
      aria-label="Spans"
      aria-rowcount={visible.rows.length}
      {...(active === undefined ? {} : { "aria-activedescendant": active })}
      tabIndex={0}
      className={classes(timelineStyles.tree, styles.tree, props.focused && styles.timelineFocus)}
      onKeyDown={props.onKey}
      onClick={(event) => {
        const row = rowOf(event);
        if (row === null) return;
        if (event.target instanceof Element && event.target.closest("[data-fold]") !== null) {
          props.onFold(row, visible.folded[row] !== 1);
        } else props.onSelect(row);
      }}
      onDoubleClick={(event) => {
        const row = rowOf(event);
        if (row !== null && (event.target as Element).closest("[data-fold]") === null)
          props.onFold(row, visible.folded[row] !== 1);
      }}
      onMouseMove={(event) => props.onHover(rowOf(event))}
      onMouseLeave={() => props.onHover(null)}
    >
      <div className={styles.rows} style={{ transform: `translateY(${first * ROW_PX - scrollPx}px)` }}>
        {Array.from(rows, (row, index) => (
          <TreeRow
            key={row}
            structure={structure}
            row={row}
            place={first + index}
            folded={visible.folded[row] === 1}
            selected={row === activeRow}
            hovered={row === hoveredRow && row !== activeRow}
            matched={matches.has(row)}
            deepestIndent={deepestIndent}
            {...saidAt(structure, row)}
          />
        ))}
      </div>
    </div>
  );
}
