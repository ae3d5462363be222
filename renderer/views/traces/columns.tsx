import {
  formatClock,
  formatCostFigure,
  formatDateTime,
  formatDuration,
  formatNumber,
  formatShortDateTime,
  type Zone,
} from "../../lib/format.js";
import { classes } from "../../lib/classes.js";
import { shiftToMark } from "../../lib/marks.js";
import { Icon } from "../../ui/Icon.js";
import { KindIcon } from "../../ui/KindIcon.js";
import { TextMark } from "../../ui/TextMark.js";
import type { VirtualColumn } from "../../ui/VirtualTable.js";
import { barShare, type TraceRow } from "./model.js";
import styles from "./columns.module.css";

export interface ColumnOptions {
  readonly zone: Zone;
  /** Rows have a second line that says where the words were found. */
  readonly hits: boolean;
  /** Rows stand under their days, so a clock time is enough. */
  readonly days: boolean;
  readonly longestNs: number;
  /** The hit's span name gives way in a narrow table. */
  readonly narrow: boolean;
  /** Characters that may stand before the matched word, so that it shows. */
  readonly lead: number;
}

/** The columns of the table of traces; a column's id is its sort where it has one. */
export function traceColumns({
  zone,
  hits,
  days,
  longestNs,
  narrow,
  lead,
}: ColumnOptions): readonly VirtualColumn<TraceRow>[] {
  const number = (value: number) => formatNumber(Number.isNaN(value) ? null : value);
  return [
    {
      id: "failed",
      label: "Failed",
      labelHidden: true,
      track: "16px",
      cell: (row) =>
        row.failed ? (
          <span className={styles.failed} role="img" aria-label="The run failed" title="The run failed">
            <Icon name="error" size={14} />
          </span>
        ) : null,
    },
    {
      id: "start",
      label: "Start",
      track: days ? "60px" : "92px",
      sorts: "descending",
      cell: (row) => (
        <>
          <div title={formatDateTime(row.startMs, zone)} className={styles.time}>
            {days ? formatClock(row.startMs, zone) : formatShortDateTime(row.startMs, zone)}
          </div>
          {hits ? <div className={styles.under}>{agentCount(row.agents.length)}</div> : null}
        </>
      ),
    },
    {
      id: "title",
      label: hits ? "First message, and where it matched" : "First message",
      track: "minmax(0, 1fr)",
      sorts: "ascending",
      cell: (row) => (
        <>
          <div className={styles.message} dir="auto" title={row.title}>
            {row.notes > 0 ? (
              <span className={styles.note} role="img" aria-label={`${row.notes} notes`}>
                <Icon name="note" size={12} />
              </span>
            ) : null}
            {row.title}
          </div>
          {hits && row.hit !== null ? (
            <div className={styles.hit}>
              <KindIcon kind={row.hit.kind} size={12} />
              {narrow ? null : <span className={styles.who}>{row.hit.agent ?? row.hit.spanName}</span>}
              <span className={styles.excerpt} title={`${row.hit.spanName}, ${row.hit.part}`}>
                <TextMark {...shiftToMark(row.hit.excerpt, row.hit.marks, lead)} />
              </span>
            </div>
          ) : null}
        </>
      ),
    },
    {
      id: "agents",
      label: "Agents",
      track: "minmax(60px, 140px)",
      sorts: "descending",
      cell: (row) => <Names names={row.agents} />,
    },
    { id: "models", label: "Models", track: "minmax(60px, 140px)", cell: (row) => <Names names={row.models} /> },
    {
      id: "conversation",
      label: "Conversation",
      track: "minmax(60px, 110px)",
      cell: (row) => <Names names={[row.conversation ?? ""]} />,
    },
    { id: "user", label: "User", track: "minmax(50px, 90px)", cell: (row) => <Names names={[row.user ?? ""]} /> },
    {
      id: "errors",
      label: "Errors",
      track: "40px",
      align: "end",
      sorts: "descending",
      cell: (row) => (row.errors > 0 ? <span className={styles.failed}>{number(row.errors)}</span> : null),
    },
    { id: "spans", label: "Spans", track: "44px", align: "end", sorts: "descending", cell: (row) => number(row.spans) },
    {
      id: "tokens",
      label: "Tokens",
      track: "62px",
      align: "end",
      sorts: "descending",
      cell: (row) => number(row.tokens),
    },
    {
      id: "cost",
      label: "Cost, $",
      track: "58px",
      align: "end",
      sorts: "descending",
      cell: (row) => formatCostFigure(Number.isNaN(row.costUsd) ? null : row.costUsd),
    },
    {
      id: "duration",
      label: "Duration",
      track: "80px",
      align: "end",
      sorts: "descending",
      cell: (row) => (
        <>
          <div className={hits ? undefined : styles.tight}>{formatDuration(row.durationNs)}</div>
          <div className={classes(styles.bar, !hits && styles.tightBar)}>
            <i style={{ width: `${barShare(row.durationNs, longestNs) * 100}%` }} />
          </div>
        </>
      ),
    },
  ];
}

function Names({ names }: { readonly names: readonly string[] }) {
  const text = names.join(", ");
  return (
    <div className={styles.names} title={text}>
      {text}
    </div>
  );
}

/** "3 agents"; nothing where the trace names none, as in a trace of plain services. */
function agentCount(agents: number): string {
  if (agents === 0) return "";
  return agents === 1 ? "1 agent" : `${agents} agents`;
}
