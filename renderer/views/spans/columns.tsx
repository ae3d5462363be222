import { classes } from "../../lib/classes.js";
import type { Zone } from "../../lib/format.js";
import { shiftToMark } from "../../lib/marks.js";
import { DurationCell } from "../../results/DurationCell.js";
import { COST_COLUMN, Names, timeColumn, TOKENS_COLUMN } from "../../results/row-cells.js";
import cells from "../../results/row-cells.module.css";
import type { Highlight } from "../../ui/highlight-context.js";
import { AnnotationMark } from "../../annotations/AnnotationMark.js";
import { KindIcon } from "../../ui/KindIcon.js";
import { TextMark } from "../../ui/TextMark.js";
import type { VirtualColumn } from "../../ui/VirtualTable.js";
import type { SpanRow } from "./model.js";
import styles from "./columns.module.css";

export interface ColumnOptions {
  readonly zone: Zone;
  /** Rows have a second line that says where the words were found. */
  readonly hits: boolean;
  readonly highlight: Highlight;
  readonly longestNs: number;
  /** Characters that may stand before the matched word, so that it shows. */
  readonly lead: number;
}

/** The columns of the table of spans; a column's id is its sort where it has one. */
export function spanColumns(options: ColumnOptions): readonly VirtualColumn<SpanRow>[] {
  const { zone, hits, highlight, longestNs, lead } = options;
  return [
    timeColumn("start", "Start", zone, ({ startMs }) => startMs),
    {
      id: "name",
      label: hits ? "Span, and where it matched" : "Span",
      track: "minmax(0, 1fr)",
      sorts: "ascending",
      cell: (row) => (
        <>
          <Name row={row} highlight={highlight} />
          {hits ? <SpanHit row={row} lead={lead} /> : null}
        </>
      ),
    },
    { id: "agent", label: "Agent", track: "minmax(60px, 130px)", cell: (row) => <Names names={[row.agent ?? ""]} /> },
    { id: "tool", label: "Tool", track: "minmax(60px, 130px)", cell: (row) => <Names names={[row.tool ?? ""]} /> },
    { id: "model", label: "Model", track: "minmax(60px, 130px)", cell: (row) => <Names names={[row.model ?? ""]} /> },
    TOKENS_COLUMN,
    COST_COLUMN,
    {
      id: "duration",
      label: "Duration",
      track: "80px",
      align: "end",
      sorts: "descending",
      cell: (row) => <DurationCell durationNs={row.durationNs} longestNs={longestNs} tight={!hits} />,
    },
  ];
}

/** What the span is and what it is called; where it failed, why. */
function Name({ row, highlight }: { readonly row: SpanRow; readonly highlight: Highlight }) {
  return (
    <div className={styles.name}>
      <KindIcon kind={row.kind} failed={row.failed} />
      <span className={styles.words} title={row.name}>
        {highlight === undefined ? row.name : <TextMark text={row.name} marks={highlight(row.name)} />}
      </span>
      <AnnotationMark notes={row.notes} labels={row.labels} />
      {row.failed && row.error !== null ? (
        <span className={classes(styles.words, styles.error)} dir="auto" title={row.error}>
          {row.error}
        </span>
      ) : null}
    </div>
  );
}

/** In which part of the span the words stand, and those around. */
function SpanHit({ row: { hit }, lead }: { readonly row: SpanRow; readonly lead: number }) {
  if (hit === null) return null;
  return (
    <div className={cells.second}>
      <span className={cells.who}>{hit.part}</span>
      <span className={cells.excerpt} title={hit.excerpt}>
        <TextMark {...shiftToMark(hit.excerpt, hit.marks, lead)} />
      </span>
    </div>
  );
}
