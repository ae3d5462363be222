import { useMemo } from "react";
import type { SpanTable } from "../../../shared/model/span-table.js";
import { formatDuration, formatNumber } from "../../lib/format.js";
import { KindIcon } from "../../ui/KindIcon.js";
import { agentTimes } from "./model.js";
import styles from "./AgentTimes.module.css";

const MOST = 12;

/** Each agent's own time as a bar, and its errors. */
export function AgentTimes({ table }: { readonly table: SpanTable | undefined }) {
  const times = useMemo(() => (table === undefined ? [] : agentTimes(table)), [table]);
  const longest = times[0]?.ns ?? 0;
  if (times.length === 0) return null;
  return (
    <>
      <h3 className={styles.section}>Agents by time</h3>
      <ul>
        {times.slice(0, MOST).map((time) => (
          <li key={time.agent} className={styles.agent}>
            <KindIcon kind="agent" size={12} />
            <span className={styles.name} title={time.agent}>
              {time.agent}
            </span>
            <span className={styles.bar}>
              <i style={{ width: `${longest === 0 ? 0 : (time.ns / longest) * 96}%` }} />
            </span>
            <span className={styles.number}>{formatDuration(time.ns)}</span>
            <span className={styles.errors}>{time.errors === 0 ? "" : formatNumber(time.errors)}</span>
          </li>
        ))}
      </ul>
      {times.length > MOST ? (
        <p className={styles.more}>{formatNumber(times.length - MOST)} more agents took part.</p>
      ) : null}
    </>
  );
}
