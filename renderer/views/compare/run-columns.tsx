import type { TraceListAnswer } from "../../../shared/contract/traces.js";
import { toUnixMs } from "../../../shared/model/time.js";
import type { PageReading } from "../../data/list-window.js";
import { formatDuration, formatNumber, formatShortDateTime, type Zone } from "../../lib/format.js";
import { linkTo } from "../../state/navigation.js";
import type { CompareRoute } from "../../state/route.js";
import type { VirtualColumn } from "../../ui/VirtualTable.js";
import styles from "./choose.module.css";

/** A run that can be chosen. */
export interface RunRow {
  readonly traceId: string;
  readonly title: string;
  readonly startMs: number;
  readonly durationNs: number;
  readonly spans: number;
  readonly errors: number;
  readonly agents: readonly string[];
}

/** The run at a place within a page; undefined past its end. */
function runOfPage(page: TraceListAnswer, at: number): RunRow | undefined {
  const traceId = page.traceId[at];
  if (traceId === undefined) return undefined;
  return {
    traceId,
    title: page.title[at] ?? "",
    startMs: toUnixMs(page.originNs, page.startNs[at] ?? Number.NaN),
    durationNs: page.durationNs[at] ?? Number.NaN,
    spans: page.spanCount[at] ?? 0,
    errors: page.errors[at] ?? 0,
    agents: page.agents[at] ?? [],
  };
}

/** How the pages of the list are read. */
export const RUN_PAGES: PageReading<TraceListAnswer, RunRow> = {
  rowAt: runOfPage,
  keyAt: (page, at) => page.traceId[at],
};

export interface RunColumnOptions {
  readonly zone: Zone;
  /** The run that was chosen already. */
  readonly first: string | undefined;
  /** Where the choice of a run leads. */
  readonly routeOf: (traceId: string) => CompareRoute;
}

/** The columns of the table to choose from. */
export function runColumns({ zone, first, routeOf }: RunColumnOptions): readonly VirtualColumn<RunRow>[] {
  return [
    {
      id: "start",
      label: "Start",
      track: "108px",
      cell: (row) => <span className={styles.quiet}>{formatShortDateTime(row.startMs, zone)}</span>,
    },
    {
      id: "title",
      label: "First message",
      track: "minmax(0, 2fr)",
      cell: (row) => (
        <span className={styles.cut} dir="auto" title={row.title}>
          {row.traceId === first ? <span className={styles.quiet}>This run: </span> : null}
          {row.title}
        </span>
      ),
    },
    {
      id: "agents",
      label: "Agents",
      track: "minmax(0, 1fr)",
      cell: (row) => (
        <span className={`${styles.cut} ${styles.quiet}`} title={row.agents.join(", ")}>
          {row.agents.join(", ")}
        </span>
      ),
    },
    { id: "duration", label: "Duration", track: "84px", align: "end", cell: (row) => formatDuration(row.durationNs) },
    { id: "spans", label: "Spans", track: "60px", align: "end", cell: (row) => formatNumber(row.spans) },
    {
      id: "errors",
      label: "Errors",
      track: "56px",
      align: "end",
      cell: (row) => (row.errors === 0 ? "" : <span className={styles.errors}>{formatNumber(row.errors)}</span>),
    },
    {
      id: "choose",
      label: "Choose",
      labelHidden: true,
      track: "76px",
      align: "end",
      cell: (row) => <a {...linkTo(routeOf(row.traceId))}>{first === undefined ? "Choose" : "Compare"}</a>,
    },
  ];
}
