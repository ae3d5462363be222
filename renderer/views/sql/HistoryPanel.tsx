import { formatShortDateTime } from "../../lib/format.js";
import { usePreferences } from "../../state/preferences.js";
import type { HistoryEntry } from "../../state/sql-statements.js";
import { EmptyState } from "../../ui/EmptyState.js";
import { IconButton } from "../../ui/IconButton.js";
import styles from "./sql.module.css";

interface HistoryPanelProps {
  readonly entries: readonly HistoryEntry[];
  /** Puts it into the editor and runs it. */
  readonly onRun: (sql: string) => void;
  readonly onDelete: (sql: string) => void;
}

/** Statements that were run, the last one first. */
export function HistoryPanel({ entries, onRun, onDelete }: HistoryPanelProps) {
  const zone = usePreferences((preferences) => preferences.zone);
  if (entries.length === 0) {
    return <EmptyState compact title="Nothing was run yet" hint="Statements that you run are kept here." />;
  }
  return (
    <ul className={styles.history} aria-label="History">
      {entries.map((entry) => (
        <li key={entry.sql} className={styles.past}>
          <button type="button" className={styles.again} title={entry.sql} onClick={() => onRun(entry.sql)}>
            <code>{entry.sql.trim()}</code>
            <span>{formatShortDateTime(entry.atMs, zone)}</span>
          </button>
          <IconButton icon="close" size="small" label="Delete from the history" onClick={() => onDelete(entry.sql)} />
        </li>
      ))}
    </ul>
  );
}
