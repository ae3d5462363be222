import { useState } from "react";
import type { ConversationSummary } from "../../../shared/contract/conversations.js";
import type { TraceId } from "../../../shared/model/ids.js";
import { useEngineQuery } from "../../data/engine.js";
import { formatCounted, formatShortDateTime, zoneOffsetMinutes } from "../../lib/format.js";
import { useSettled } from "../../lib/use-settled.js";
import { usePreferences } from "../../state/preferences.js";
import { Dialog } from "../../ui/Dialog.js";
import { Skeleton } from "../../ui/Skeleton.js";
import styles from "./conversation.module.css";
import { type ConversationRow, rowOfPage } from "./model.js";
import { useChange } from "../../results/use-change.js";

export interface JoinDialogProps {
  readonly open: boolean;
  readonly summary: ConversationSummary;
  readonly onClose: () => void;
}

const MOST = 50;
const TYPING_MS = 200;

/** Chooses the conversation that this one goes on with. */
export function JoinDialog({ open, summary, onClose }: JoinDialogProps) {
  return (
    <Dialog open={open} onClose={onClose} title="Join with another conversation" wide>
      {open ? <Choice summary={summary} onClose={onClose} /> : null}
    </Dialog>
  );
}

function Choice({ summary, onClose }: Omit<JoinDialogProps, "open">) {
  const zone = usePreferences((preferences) => preferences.zone);
  const [words, setWords] = useState("");
  const query = useSettled(words, TYPING_MS);
  const change = useChange();
  const list = useEngineQuery(
    "conversation.list",
    { query, limit: MOST, zoneOffsetMinutes: zoneOffsetMinutes(zone) },
    { keepPrevious: true },
  );
  const own = new Set<string>(summary.traces.map((trace) => trace.traceId));
  const page = list.data;
  const rows =
    page === undefined
      ? []
      : page.traceId
          .map((_, at) => rowOfPage(page, at))
          .filter((row): row is ConversationRow => row !== undefined && !own.has(row.traceId));
  const join = (row: ConversationRow) => {
    change(
      { command: "conversation.join", traceId: summary.head, into: row.traceId as TraceId },
      "The conversations are joined",
    );
    onClose();
  };
  return (
    <div className={styles.choice}>
      <p className={styles.note}>Their traces are read in order of time. Undo takes them apart again.</p>
      <input
        type="search"
        className={styles.filter}
        aria-label="Search conversations"
        placeholder="Search conversations"
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      {list.isError ? (
        <p role="alert">{list.error.message}</p>
      ) : page === undefined ? (
        <Skeleton label="Loading the conversations" rows={6} rowHeightPx={44} twoLines />
      ) : rows.length === 0 ? (
        <p className={styles.note}>No other conversation fits.</p>
      ) : (
        <ul aria-label="Conversations to join with" className={styles.candidates}>
          {rows.map((row) => (
            <li key={row.traceId}>
              <button type="button" onClick={() => join(row)}>
                <span className={styles.candidate} dir="auto">
                  {row.title}
                </span>
                <span className={styles.under}>
                  {formatShortDateTime(row.startMs, zone)}, {formatCounted(row.traces, "trace")}
                  {row.agents.length === 0 ? "" : `, ${row.agents.join(", ")}`}
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {page !== undefined && page.total > MOST ? (
        <p className={styles.note}>The latest {MOST} are listed. Search to see others.</p>
      ) : null}
    </div>
  );
}
