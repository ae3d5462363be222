import { memo } from "react";
import type { ConversationEntry } from "../../../shared/contract/conversations.js";
import { AnnotationMark } from "../../annotations/AnnotationMark.js";
import type { SaidCounts } from "../../annotations/model.js";
import { formatClock, formatDateTime, formatDuration, type Zone } from "../../lib/format.js";
import { linkTo } from "../../state/navigation.js";
import { traceRoute } from "../../state/route.js";
import { CallCard } from "../../ui/CallCard.js";
import { ClampedText } from "../../ui/ClampedText.js";
import { useHighlight } from "../../ui/highlight-context.js";
import { Icon } from "../../ui/Icon.js";
import { KindIcon } from "../../ui/KindIcon.js";
import { TextMark } from "../../ui/TextMark.js";
import { Utterance, UtteranceHead } from "../../ui/Utterance.js";
import styles from "./conversation.module.css";

export interface EntryViewProps {
  readonly entry: ConversationEntry;
  /** When it was said; NaN where that is not known. */
  readonly atMs: number;
  readonly zone: Zone;
  readonly isAgent: boolean;
  readonly selected: boolean;
  /** How much is said of its span. */
  readonly notes: number;
  readonly labels: number;
  /** True where the searched words are in it. */
  readonly hit: boolean;
  /** Whether a call stands open. */
  readonly open: boolean;
  readonly onOpen: (open: boolean) => void;
  readonly onSelect: () => void;
}

const SHOWN_LINES = 8;
const SIDE_WORDS: Readonly<Partial<Record<ConversationEntry["type"], string>>> = {
  reasoning: "reasoning",
  handoff: "hand-off",
  memory: "memory",
  verdict: "verdict",
};

/** One entry of a conversation: what was said, or a call folded to a line. */
export const EntryView = memo(function EntryView(props: EntryViewProps) {
  const { entry, atMs, zone, selected, onSelect } = props;
  const known = !Number.isNaN(atMs);
  return (
    <div className={entry.type === "handoff" ? styles.handoff : styles.entry}>
      <Utterance
        time={known ? formatClock(atMs, zone) : ""}
        timeTitle={known ? formatDateTime(atMs, zone) : "No time"}
        icon={<SpeakerIcon entry={entry} isAgent={props.isAgent} />}
        selected={selected}
        onSelect={onSelect}
        span={`${entry.traceId}/${entry.spanId}`}
      >
        {entry.type === "call" ? <CallBody {...props} /> : <SaidBody entry={entry} hit={props.hit} said={props} />}
      </Utterance>
      <a
        className={styles.jump}
        aria-label="Open span"
        title="Open span"
        {...linkTo(traceRoute(entry.traceId, { span: entry.spanId }))}
      >
        <Icon name="nav-traces" size={14} />
      </a>
    </div>
  );
});

function SpeakerIcon({ entry, isAgent }: { readonly entry: ConversationEntry; readonly isAgent: boolean }) {
  if (entry.role === "user" && !isAgent) return <Icon name="user" size={14} />;
  if (isAgent && (entry.type === "message" || entry.type === "reasoning")) return <KindIcon kind="agent" />;
  if (entry.type === "call") return <KindIcon kind="tool" failed={entry.status === "error" && entry.kind === "tool"} />;
  return <KindIcon kind={entry.kind} failed={entry.status === "error"} />;
}

interface SaidBodyProps {
  readonly entry: ConversationEntry;
  readonly hit: boolean;
  readonly said: SaidCounts;
}

function SaidBody({ entry, hit, said: counts }: SaidBodyProps) {
  const { said } = entry;
  const highlight = useHighlight();
  const inside = hit && highlight !== undefined && highlight(said.text).length === 0;
  const side = entry.type === "documents" ? (entry.detail ?? "documents") : (SIDE_WORDS[entry.type] ?? "");
  return (
    <>
      <UtteranceHead
        speaker={entry.speaker}
        addressee={entry.addressee === "" ? null : entry.addressee}
        side={
          <>
            <AnnotationMark notes={counts.notes} labels={counts.labels} className={styles.notes} />
            {inside && entry.type !== "message" ? `${side}, with the words` : side}
          </>
        }
      />
      {entry.type === "error" ? (
        <div className={styles.failure}>
          <Icon name="error" size={14} />
          <ClampedText preview={said} label="Error" lines={SHOWN_LINES} />
        </div>
      ) : said.text === "" ? null : (
        <div className={entry.type === "reasoning" ? styles.quiet : undefined}>
          <ClampedText
            preview={said}
            label={`What ${entry.speaker} said`}
            lines={SHOWN_LINES}
            markdown={said.format === "text"}
          />
        </div>
      )}
    </>
  );
}

function CallBody({ entry, open, onOpen, notes, labels }: EntryViewProps) {
  const highlight = useHighlight();
  const failed = entry.status === "error";
  const name = entry.addressee ?? entry.speaker;
  const caller = entry.addressee === null ? "" : entry.speaker;
  const words = entry.said.text.slice(0, 300).replace(/\s+/g, " ").trim();
  return (
    <>
      <button type="button" className={styles.fold} aria-expanded={open} onClick={() => onOpen(!open)}>
        <Icon name={open ? "chevron-down" : "chevron-right"} size={12} />
        {caller === "" ? null : <span className={styles.caller}>{caller}</span>}
        <span className={styles.tool}>{name}</span>
        <span className={styles.arguments}>
          {highlight === undefined ? words : <TextMark text={words} marks={highlight(words)} />}
        </span>
        <AnnotationMark notes={notes} labels={labels} />
        <span className={failed ? styles.failedTime : styles.callTime}>
          {failed ? "failed, " : ""}
          {entry.durationNs === null ? "" : formatDuration(entry.durationNs)}
        </span>
      </button>
      {open ? (
        <div className={styles.card}>
          <CallCard
            name={name}
            request={entry.said.text === "" ? null : entry.said}
            result={entry.result}
            failed={failed}
          />
        </div>
      ) : null}
    </>
  );
}
