import { formatDuration, type Zone } from "../../lib/format.js";
import {
  COST_COLUMN,
  ERRORS_COLUMN,
  HitLine,
  Names,
  numberColumn,
  SecondLine,
  TIME_TRACK,
  TimeCell,
  Title,
  TOKENS_COLUMN,
} from "../../results/row-cells.js";
import cells from "../../results/row-cells.module.css";
import type { Highlight } from "../../ui/highlight-context.js";
import type { VirtualColumn } from "../../ui/VirtualTable.js";
import { ORIGIN_HELP, ORIGIN_WORDS, type ConversationRow } from "./model.js";

export interface ColumnOptions {
  readonly zone: Zone;
  /** The second line says where the words were found, else what was said last. */
  readonly hits: boolean;
  readonly highlight: Highlight;
  /** Characters that may stand before the matched word, so that it shows. */
  readonly lead: number;
}

/** The columns of the table of conversations; a column's id is its sort where it has one. */
export function conversationColumns(options: ColumnOptions): readonly VirtualColumn<ConversationRow>[] {
  const { zone, hits, highlight, lead } = options;
  return [
    {
      id: "start",
      label: "Start",
      track: TIME_TRACK,
      sorts: "descending",
      cell: (row) => (
        <>
          <TimeCell unixMs={row.startMs} zone={zone} />
          <div className={cells.under} title={ORIGIN_HELP[row.origin]}>
            {ORIGIN_WORDS[row.origin]}
          </div>
        </>
      ),
    },
    {
      id: "title",
      label: hits ? "First words, and where it matched" : "First and last words",
      track: "minmax(0, 1fr)",
      sorts: "ascending",
      cell: (row) => (
        <>
          <Title title={row.title} said={row} highlight={highlight} />
          {hits && row.hit !== null ? (
            <HitLine hit={row.hit} lead={lead} />
          ) : (
            <SecondLine who={row.lastSpeaker} words={row.lastWords} />
          )}
        </>
      ),
    },
    {
      id: "agents",
      label: "Participants",
      track: "minmax(80px, 180px)",
      sorts: "descending",
      cell: (row) => <Names names={row.agents} under={row.user ?? ""} />,
    },
    { id: "user", label: "User", track: "minmax(50px, 110px)", cell: (row) => <Names names={[row.user ?? ""]} /> },
    {
      id: "conversation",
      label: "Session",
      track: "minmax(60px, 130px)",
      cell: (row) => <Names names={[row.conversation ?? ""]} />,
    },
    numberColumn("traces", "Traces", "50px", (row) => row.traces),
    numberColumn("turns", "Turns", "46px", (row) => row.turns),
    ERRORS_COLUMN,
    TOKENS_COLUMN,
    COST_COLUMN,
    {
      id: "span",
      label: "Lasted",
      track: "88px",
      align: "end",
      sorts: "descending",
      cell: (row) => formatDuration(row.spanNs),
    },
  ];
}
