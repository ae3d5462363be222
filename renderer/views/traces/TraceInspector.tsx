import { useDeferredValue, useState } from "react";
import type { TraceId } from "../../../shared/model/ids.js";
import { AnnotationsOf } from "../../annotations/AnnotationsOf.js";
import { useEngineQuery } from "../../data/engine.js";
import { formatCost, formatCounted, formatDateTime, formatDuration, formatNumber } from "../../lib/format.js";
import { useSettled } from "../../lib/use-settled.js";
import { chordFor, runCommand, useCommand } from "../../state/commands.js";
import { linkTo, navigate } from "../../state/navigation.js";
import { usePreferences } from "../../state/preferences.js";
import { conversationRoute, traceRoute } from "../../state/route.js";
import { Button } from "../../ui/Button.js";
import { CopyButton } from "../../ui/CopyButton.js";
import { IconButton } from "../../ui/IconButton.js";
import { KindIcon } from "../../ui/KindIcon.js";
import { ScrollBox } from "../../ui/ScrollBox.js";
import { TextMark } from "../../ui/TextMark.js";
import text from "../../ui/text.module.css";
import { AgentTimes } from "./AgentTimes.js";
import { MiniTimeline } from "./MiniTimeline.js";
import type { TraceRow } from "./model.js";
import styles from "./TraceInspector.module.css";

interface TraceInspectorProps {
  readonly row: TraceRow;
  /** The words, phrases and patterns of the search, each as a query: where they stand in the trace is listed, whoever said them. */
  readonly words: readonly string[];
  readonly onOpen: () => void;
  readonly onClose: () => void;
}

/** Above it a preview costs more than it tells; the trace page shows everything. */
const MOST_SPANS = 20_000;

/** One run at a glance: its figures, a small timeline, where the words were found, and who was busy how long. */
export function TraceInspector({ row, words, onOpen, onClose }: TraceInspectorProps) {
  const zone = usePreferences((preferences) => preferences.zone);
  // The heavy parts follow when the selection rests, so that a held key runs freely.
  const traceId = useDeferredValue(useSettled(row.traceId, 120));
  const settled = traceId === row.traceId;
  // A wish for a note is one for this trace: the next one that is selected must not take the keyboard.
  const [wish, setWish] = useState({ traceId: row.traceId, count: 0 });
  useCommand("note", () => setWish({ traceId: row.traceId, count: wish.count + 1 }));
  const small = row.spans <= MOST_SPANS;
  const spans = useEngineQuery("trace.opening", { traceId }, { enabled: settled && small });
  const summary = useEngineQuery("trace.get", { traceId }, { enabled: settled });
  const found = useEngineQuery(
    "trace.find",
    { traceId, query: words.join(" OR "), limit: 20 },
    { enabled: settled && words.length > 0 },
  );
  const table = settled ? spans.data?.table : undefined;
  const hits = settled ? (found.data?.hits ?? []) : [];

  return (
    <>
      <div className={styles.head}>
        <div className={styles.line}>
          <KindIcon kind="workflow" failed={row.failed} />
          <span className={text.ellipsis}>{row.rootName}</span>
          <span className={text.space} />
          <span className={styles.id} title={row.traceId}>
            {row.traceId.slice(0, 8)}
          </span>
          <span className={styles.close}>
            <IconButton icon="close" label="Close inspector" chord="Escape" size="small" onClick={onClose} />
          </span>
        </div>
        <h2 className={styles.title} dir="auto">
          {row.title}
        </h2>
        <div className={styles.actions}>
          <Button look="primary" chord="Enter" onClick={onOpen}>
            Open trace
          </Button>
          <Button chord={chordFor("compare")} onClick={() => runCommand("compare")}>
            Compare with…
          </Button>
          <span className={text.space} />
          <CopyButton square look="plain" label="Copy trace id" text={row.traceId} />
        </div>
      </div>
      <ScrollBox className={styles.body}>
        <dl className={styles.facts}>
          <Fact label="Duration" value={formatDuration(row.durationNs)} />
          <Fact label="Tokens" value={formatNumber(Number.isNaN(row.tokens) ? null : row.tokens)} />
          <Fact label="Cost" value={formatCost(Number.isNaN(row.costUsd) ? null : row.costUsd)} />
          <Fact
            label={row.errors === 1 ? "Error" : "Errors"}
            value={formatNumber(row.errors)}
            failed={row.errors > 0}
          />
        </dl>
        {small ? (
          <MiniTimeline table={table} label={`Timeline of ${formatCounted(row.spans, "span")}`} />
        ) : (
          <p className={styles.much}>
            {formatCounted(row.spans, "span")} are too many for a preview. Open the trace to see them.
          </p>
        )}
        {hits.length === 0 ? null : (
          <>
            <h3 className={styles.section}>
              {found.data?.total === 1 ? "1 match" : `${formatNumber(found.data?.total ?? 0)} matches`} in this trace
            </h3>
            <ul className={styles.matches}>
              {hits.slice(0, 8).map((hit) => (
                <li key={`${hit.spanId}${hit.part}${hit.excerpt}`}>
                  <KindIcon kind={hit.kind} />
                  <div className={styles.match}>
                    <div className={text.row}>
                      <span className={styles.name}>{hit.agent ?? hit.spanName}</span>
                      <span className={styles.part}>{hit.part}</span>
                    </div>
                    <div className={styles.excerpt} dir="auto">
                      <TextMark text={hit.excerpt} marks={hit.marks} />
                    </div>
                  </div>
                </li>
              ))}
            </ul>
          </>
        )}
        <AgentTimes table={table} />
        <h3 className={styles.section}>Details</h3>
        <dl className={text.pairs}>
          <dt>Start</dt>
          <dd>{formatDateTime(row.startMs, zone)}</dd>
          <dt>Spans</dt>
          <dd>{formatNumber(row.spans)}</dd>
          {row.models.length === 0 ? null : (
            <>
              <dt>Models</dt>
              <dd>{row.models.join(", ")}</dd>
            </>
          )}
          {row.conversation === null ? null : (
            <>
              <dt>Conversation</dt>
              <dd className={text.mono}>
                <a {...linkTo(conversationRoute(row.traceId))}>{row.conversation}</a>
              </dd>
            </>
          )}
          {row.user === null ? null : (
            <>
              <dt>User</dt>
              <dd>{row.user}</dd>
            </>
          )}
          {settled && summary.data !== undefined ? (
            <>
              <dt>{summary.data.sources.length === 1 ? "Source" : "Sources"}</dt>
              <dd>{summary.data.sources.join(", ")}</dd>
            </>
          ) : null}
        </dl>
        <h3 className={styles.section}>Notes</h3>
        {settled ? (
          <AnnotationsOf
            about={{ target: "trace", traceId: traceId as TraceId }}
            compose={wish.traceId === traceId ? wish.count : 0}
            onGo={openSpan}
          />
        ) : null}
      </ScrollBox>
    </>
  );
}

function openSpan(traceId: string, span: string): void {
  navigate(traceRoute(traceId, { span }));
}

function Fact({
  label,
  value,
  failed = false,
}: {
  readonly label: string;
  readonly value: string;
  readonly failed?: boolean;
}) {
  return (
    <div className={failed ? styles.failed : undefined}>
      <dd>{value}</dd>
      <dt>{label}</dt>
    </div>
  );
}
