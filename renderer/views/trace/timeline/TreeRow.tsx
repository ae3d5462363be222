import { memo } from "react";
import { dictionaryAt } from "../../../../shared/model/columns.js";
import { SPAN_FLAG } from "../../../../shared/model/span-table.js";
import { AnnotationMark } from "../../../annotations/AnnotationMark.js";
import { classes } from "../../../lib/classes.js";
import { formatCounted, formatNumber, formatDuration } from "../../../lib/format.js";
import { Icon } from "../../../ui/Icon.js";
import { KindIcon } from "../../../ui/KindIcon.js";
import { linksOfRow, linkWords } from "../links.js";
import { displayName } from "../display-name.js";
import { callsBelow, errorsBelow, failedAt, kindAt } from "../structure.js";
import type { TraceStructure } from "../structure.js";
import styles from "./tree.module.css";

export interface TreeRowProps {
  readonly structure: TraceStructure;
  readonly row: number;
  /** Place among the visible rows, from 0. */
  readonly place: number;
  readonly folded: boolean;
  readonly selected: boolean;
  readonly hovered: boolean;
  readonly matched: boolean;
  readonly notes: number;
  readonly labels: number;
  /** Deeper levels keep the indent of this one and say their depth, so that the name stays in sight. */
  readonly deepestIndent: number;
}

export function treeRowId(row: number): string {
  return `span-row-${row}`;
}

/** One span of the tree. Clicks are handled by the tree: the fold mark carries `data-fold`. */
export const TreeRow = memo(function TreeRow(props: TreeRowProps) {
  const { structure, row, place, folded, selected, hovered, matched, notes, labels, deepestIndent } = props;
  const { table } = structure;
  const kind = kindAt(structure, row);
  const failed = failedAt(structure, row);
  const parent = (structure.childCount[row] ?? 0) > 0;
  const depth = table.depth[row] ?? 0;
  const above = table.parent[row] ?? -1;
  const name = displayName(structure, row);
  const flags = table.flags[row] ?? 0;
  const errors = folded ? errorsBelow(structure, row) : (structure.ownErrors[row] ?? 0);
  const durationNs = table.durationNs[row] ?? Number.NaN;
  const links = linksOfRow(table, row);
  return (
    <div
      role="row"
      id={treeRowId(row)}
      data-row={row}
      aria-rowindex={place + 1}
      aria-level={depth + 1}
      aria-setsize={above >= 0 ? (structure.childCount[above] ?? 1) : structure.rootCount}
      aria-posinset={structure.siblingPosition[row] ?? 1}
      aria-selected={selected}
      {...(parent ? { "aria-expanded": !folded } : {})}
      className={classes(styles.row, selected && styles.selected, hovered && styles.hovered, failed && styles.failed)}
    >
      <div role="gridcell" className={styles.cell}>
        {Array.from({ length: Math.min(depth, deepestIndent) }, (_, level) => (
          <i key={level} className={styles.guide} />
        ))}
        {depth > deepestIndent ? <span className={styles.depth}>{depth}</span> : null}
        <span className={styles.fold} data-fold={parent ? "" : undefined}>
          {parent ? <Icon name={folded ? "chevron-right" : "chevron-down"} size={12} /> : null}
        </span>
        <KindIcon kind={kind} failed={failed} />
        <span
          className={classes(styles.name, kind === "agent" && styles.agent)}
          title={dictionaryAt(table.name, row) ?? ""}
        >
          {matched ? <mark>{name}</mark> : name}
        </span>
        <span className={styles.detail}>
          {folded ? callsText(callsBelow(structure, row)) : (table.detail[row] ?? "")}
        </span>
        {(flags & SPAN_FLAG.orphan) === 0 ? null : (
          <span className={styles.flag} title="Its parent was never seen">
            <Icon name="warning" size={12} />
          </span>
        )}
        {links.length > 0 ? (
          <span className={styles.note} title={linkWords(links)}>
            <Icon name="link" size={12} />
          </span>
        ) : null}
        <AnnotationMark notes={notes} labels={labels} />
        {errors > 0 ? (
          <span className={styles.errors} title={`${formatCounted(errors, "error")} inside`}>
            <Icon name="error" size={12} />
            {formatNumber(errors)}
          </span>
        ) : null}
      </div>
      <div role="gridcell" className={styles.duration}>
        {durationNs >= 0 ? formatDuration(durationNs) : <span title="No end was recorded">–</span>}
      </div>
    </div>
  );
});

function callsText(calls: number): string {
  return calls === 0 ? "" : formatCounted(calls, "call");
}
