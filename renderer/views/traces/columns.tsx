import { formatClock, formatDateTime, formatShortDateTime, type Zone } from "../../lib/format.js";
import { DurationCell } from "../../results/DurationCell.js";
import {
  COST_COLUMN,
  ERRORS_COLUMN,
  HitLine,
  Names,
  numberColumn,
  TIME_TRACK,
  Title,
  TOKENS_COLUMN,
} from "../../results/row-cells.js";
import cells from "../../results/row-cells.module.css";
import type { Highlight } from "../../ui/highlight-context.js";
import { Icon } from "../../ui/Icon.js";
import type { VirtualColumn } from "../../ui/VirtualTable.js";
import type { TraceRow } from "./model.js";
import { Verdicts } from "./Verdicts.js";
import styles from "./columns.module.css";

export interface ColumnOptions {
  readonly zone: Zone;
  /** Rows have a second line that says where the words were found. */
  readonly hits: boolean;
  readonly highlight: Highlight;
  /** Rows stand under their days, so a clock time is enough. */
  readonly days: boolean;
  readonly longestNs: number;
  /** The hit's span name gives way in a narrow table. */
  readonly narrow: boolean;
  /** Characters that may stand before the matched word, so that it shows. */
  readonly lead: number;
}

/** The columns of the table of traces; a column's id is its sort where it has one. */
export function traceColumns(options: ColumnOptions): readonly VirtualColumn<TraceRow>[] {
  const { zone, hits, highlight, days, longestNs, narrow, lead } = options;
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
      track: days ? "60px" : TIME_TRACK,
      sorts: "descending",
      cell: (row) => (
        <>
          <div title={formatDateTime(row.startMs, zone)} className={cells.time}>
            {days ? formatClock(row.startMs, zone) : formatShortDateTime(row.startMs, zone)}
          </div>
          {hits ? <div className={cells.under}>{agentCount(row.agents.length)}</div> : null}
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
          <Title title={row.title} said={row} highlight={highlight} />
          {hits && row.hit !== null ? <HitLine hit={row.hit} lead={lead} narrow={narrow} /> : null}
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
      id: "verdicts",
      label: "Verdicts",
      track: "minmax(60px, 160px)",
      cell: (row) => <Verdicts verdicts={row.verdicts} />,
    },
    ERRORS_COLUMN,
    numberColumn("spans", "Spans", "44px", (row) => row.spans),
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

/** "3 agents"; nothing where the trace names none, as in a trace of plain services. */
function agentCount(agents: number): string {
  if (agents === 0) return "";
  return agents === 1 ? "1 agent" : `${agents} agents`;
}
