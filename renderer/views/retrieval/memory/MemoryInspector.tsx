import type { MemoryDetail, MemoryEvent } from "../../../../shared/contract/memory.js";
import { toUnixMs } from "../../../../shared/model/time.js";
import { useEngineQuery } from "../../../data/engine.js";
import { classes } from "../../../lib/classes.js";
import { formatCounted, formatDateTime, formatNumber, type Zone } from "../../../lib/format.js";
import { formatScore } from "../../../results/documents/document-model.js";
import { linkTo } from "../../../state/navigation.js";
import { traceRoute } from "../../../state/route.js";
import { ClampedText } from "../../../ui/ClampedText.js";
import { FateMark } from "../list/FateMark.js";
import { Inspected, InspectedBody, InspectedHead } from "../list/Inspected.js";
import styles from "../list/inspected.module.css";
import own from "./memory.module.css";
import { ACTION_WORDS } from "./model.js";

interface MemoryInspectorProps {
  readonly selection: { readonly query: string; readonly zoneOffsetMinutes: number };
  readonly entryKey: string;
  readonly zone: Zone;
  readonly onClose: () => void;
}

/** One entry of a memory: what was written to it and read from it, in order of time. */
export function MemoryInspector({ selection, entryKey, zone, onClose }: MemoryInspectorProps) {
  const query = useEngineQuery("memory.get", { ...selection, key: entryKey });
  return (
    <Inspected query={query} what="The entry" onClose={onClose}>
      {(entry) => (
        <>
          <InspectedHead
            kind="memory"
            place={entry.store ?? "no store named"}
            title={entry.recordId ?? "No key is named"}
            facts={[
              counted(entry, "write", "written"),
              counted(entry, "read", "read"),
              counted(entry, "delete", "deleted"),
            ]}
            onClose={onClose}
          />
          <InspectedBody key={entryKey} label="Writes and reads in order of time">
            <ol className={own.events}>
              {entry.events.map((event, index) => (
                <Event
                  key={index}
                  event={event}
                  first={index === 0}
                  originNs={entry.originNs}
                  query={selection.query}
                  zone={zone}
                />
              ))}
            </ol>
            {entry.events.length < entry.total ? (
              <p className={styles.note}>
                The first {formatNumber(entry.events.length)} of {formatNumber(entry.total)} are listed. A search by
                time shows others.
              </p>
            ) : null}
          </InspectedBody>
        </>
      )}
    </Inspected>
  );
}

interface EventProps {
  readonly event: MemoryEvent;
  readonly first: boolean;
  readonly originNs: string;
  readonly query: string;
  readonly zone: Zone;
}

function Event({ event, first, originNs, query, zone }: EventProps) {
  const { action, content, kept, cited } = event;
  return (
    <li className={own.event}>
      <i className={classes(own.dot, action === "write" && own.written)} />
      <div className={styles.first}>
        <a
          className={styles.name}
          {...linkTo(traceRoute(event.traceId, { q: query, span: event.spanId }))}
          title={`${event.operation}: open in trace ${event.traceId.slice(0, 8)}`}
        >
          <span className={own.action}>{ACTION_WORDS[action]}</span>
          {event.agent === null ? "" : ` by ${event.agent}`}
        </a>
        {event.status === "error" ? <span className={styles.figure}>failed</span> : null}
        {action === "read" ? <FateMark kept={kept} cited={cited} /> : null}
      </div>
      <div className={styles.second}>
        <span>{event.atNs === null ? "no time" : formatDateTime(toUnixMs(originNs, event.atNs), zone)}</span>
        {action === "read" && event.rank !== null ? <span className={styles.figure}>rank {event.rank}</span> : null}
        {event.score === null ? null : <span className={styles.figure}>{formatScore(event.score)}</span>}
      </div>
      {event.query === null ? null : <p className={own.asked}>asked: {event.query}</p>}
      {content === null ? (
        <p className={own.same}>{action === "delete" ? "" : "no content was recorded"}</p>
      ) : first || event.changed ? (
        <ClampedText preview={content} label={`${ACTION_WORDS[action]} content`} lines={6} />
      ) : (
        <p className={own.same}>the same content</p>
      )}
    </li>
  );
}

function counted({ events }: MemoryDetail, action: MemoryEvent["action"], word: string): string | null {
  const count = events.filter((event) => event.action === action).length;
  return count === 0 ? null : `${word} ${formatCounted(count, "time")}`;
}
