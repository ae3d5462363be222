import type { ConversationEntry, ConversationSummary } from "../../../shared/contract/conversations.js";
import { formatDay, formatNumber, type Zone } from "../../lib/format.js";
import { linkTo } from "../../state/navigation.js";
import { traceRoute } from "../../state/route.js";
import { IconButton } from "../../ui/IconButton.js";
import { Menu } from "../../ui/Menu.js";
import styles from "./conversation.module.css";
import { gapWords } from "./model.js";
import { useChange } from "../../results/use-change.js";

export interface TraceMarkProps {
  readonly entry: ConversationEntry;
  readonly summary: ConversationSummary;
  readonly atMs: number;
  readonly zone: Zone;
}

const LINK_WORDS: Readonly<Record<ConversationSummary["traces"][number]["link"], string>> = {
  first: "",
  named: "",
  inferred: "inferred: repeats the last exchange",
  joined: "joined by hand",
};

/** What stands over an entry: how long it was silent before, and that a new trace begins. */
export function TraceMark({ entry, summary, atMs, zone }: TraceMarkProps) {
  const change = useChange();
  const gap = gapWords(entry.gapNs);
  const trace = summary.traces[entry.trace];
  if (!entry.begins || trace === undefined) {
    return gap === null ? null : <div className={styles.gap}>{gap}</div>;
  }
  const { traceId } = trace;
  const items = [
    ...(entry.trace === 0
      ? []
      : [
          {
            id: "split",
            label: "Split here",
            icon: "split" as const,
            onSelect: () => change({ command: "conversation.split", traceId }, "The conversation is split"),
          },
        ]),
    ...(trace.edited
      ? [
          {
            id: "reset",
            label: "Put back where the data has it",
            icon: "undo" as const,
            onSelect: () => change({ command: "conversation.reset", traceId }, "The trace is where the data has it"),
          },
        ]
      : []),
  ];
  return (
    <div className={styles.mark}>
      {gap === null ? null : <span className={styles.gapWords}>{gap}</span>}
      <a {...linkTo(traceRoute(traceId))} title={trace.title}>
        Trace {formatNumber(entry.trace + 1)} of {formatNumber(summary.traces.length)}
      </a>
      {Number.isNaN(atMs) ? null : <span>{formatDay(atMs, zone)}</span>}
      {LINK_WORDS[trace.link] === "" ? null : <span className={styles.link}>{LINK_WORDS[trace.link]}</span>}
      <span className={styles.rule} />
      {items.length === 0 ? null : (
        <Menu
          label="This trace"
          trigger={<IconButton icon="more" label={`More for trace ${entry.trace + 1}`} size="small" />}
          items={items}
        />
      )}
    </div>
  );
}
