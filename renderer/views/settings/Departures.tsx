import { useState } from "react";
import { type Departure, MOST_DEPARTURES } from "../../../shared/contract/departures.js";
import { failureOf, useEngineQuery } from "../../data/engine.js";
import { formatBytes, formatCounted, formatDateTime, formatNumber, formatShortDateTime } from "../../lib/format.js";
import { RULE_WORDS } from "../../redaction/rule-words.js";
import { usePreferences } from "../../state/preferences.js";
import { Button } from "../../ui/Button.js";
import { ErrorPanel } from "../../ui/ErrorPanel.js";
import { Icon } from "../../ui/Icon.js";
import { Skeleton } from "../../ui/Skeleton.js";
import styles from "./Departures.module.css";
import settings from "./SettingsView.module.css";

const FIRST = 10;

/** The log of what left this workspace as a file. */
export function Departures() {
  const [limit, setLimit] = useState(FIRST);
  const { zone } = usePreferences();
  const log = useEngineQuery("departure.list", { limit }, { keepPrevious: true });
  const { total = 0, departures = [] } = log.data ?? {};
  return (
    <>
      <p className={settings.hint}>
        Each report, export and file of rows is noted here before its first byte is written. The log is a part of this
        workspace: it is not undone, and <code className={styles.code}>skein sql &apos;FROM departure&apos;</code> reads
        it. Text that you copy and pictures that you save are not in it.
      </p>
      {log.error !== null ? (
        <ErrorPanel title="The log could not be read" failure={failureOf(log.error)} />
      ) : log.data === undefined ? (
        <Skeleton label="Loading the log" rows={3} />
      ) : total === 0 ? (
        <p className={styles.empty}>Nothing has left this workspace yet.</p>
      ) : (
        <table className={styles.table} aria-label="What left">
          <thead>
            <tr>
              <th>When</th>
              <th>What</th>
              <th>File</th>
              <th className={styles.number}>Size</th>
              <th>Taken out</th>
            </tr>
          </thead>
          <tbody>
            {departures.map((departure) => (
              <tr key={departure.id}>
                <td className={styles.time} title={formatDateTime(departure.atMs, zone)}>
                  {formatShortDateTime(departure.atMs, zone)}
                </td>
                <td className={styles.what}>
                  {whatOf(departure)}
                  {departure.subject === "" ? null : (
                    <span className={styles.subject} title={departure.subject}>
                      {departure.subject}
                    </span>
                  )}
                </td>
                <td className={styles.file}>
                  {departure.file ?? "download"}
                  <span className={styles.subject}>{departure.format}</span>
                </td>
                <td className={styles.number}>
                  {departure.whole ? formatBytes(departure.bytes) : "–"}
                  {departure.whole ? null : <span className={styles.subject}>not whole</span>}
                </td>
                <td className={styles.taken}>
                  <TakenOut departure={departure} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {departures.length < Math.min(total, MOST_DEPARTURES) ? (
        <Button look="quiet" onClick={() => setLimit(MOST_DEPARTURES)}>
          Show {total <= MOST_DEPARTURES ? `all ${formatNumber(total)}` : `the last ${formatNumber(MOST_DEPARTURES)}`}
        </Button>
      ) : null}
    </>
  );
}

function whatOf({ kind, rows, whole }: Departure): string {
  const unit = { export: "span", report: "item", sql: "row" }[kind];
  const name = { export: "Export", report: "Report", sql: "Rows of a statement" }[kind];
  return whole ? `${name}, ${formatCounted(rows, unit)}` : name;
}

function TakenOut({ departure: { redacted, whole } }: { readonly departure: Departure }) {
  if (redacted === null) return <span className={styles.faint}>nothing, as it is</span>;
  if (!whole) return <span className={styles.faint}>redacted, not counted</span>;
  const { counts, dropped, leftovers } = redacted;
  const found = counts.map(({ rule, places }) => `${RULE_WORDS[rule].label} ${formatNumber(places)}`);
  if (dropped > 0) found.push(`${formatCounted(dropped, "attribute")} left out`);
  return (
    <>
      {found.length === 0 ? "redacted, nothing found" : found.join(", ")}
      {leftovers === 0 ? null : (
        <span className={styles.left}>
          <Icon name="warning" size={12} /> {formatCounted(leftovers, "find")} left in it
        </span>
      )}
    </>
  );
}
