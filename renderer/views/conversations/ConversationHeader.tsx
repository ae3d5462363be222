import type { ConversationSummary } from "../../../shared/contract/conversations.js";
import { NotesButton } from "../../annotations/NotesButton.js";
import { formatCost, formatDuration, formatNumber } from "../../lib/format.js";
import { AddToIncidentButton } from "../../results/AddToIncidentButton.js";
import { IconButton } from "../../ui/IconButton.js";
import { Menu } from "../../ui/Menu.js";
import styles from "./conversation.module.css";
import { ORIGIN_HELP, ORIGIN_WORDS } from "./model.js";

export interface ConversationHeaderProps {
  readonly summary: ConversationSummary;
  readonly onJoin: () => void;
  readonly onOpenSpan: (traceId: string, spanId: string) => void;
}

/** What a conversation began with, who took part, and what it took. */
export function ConversationHeader({ summary, onJoin, onOpenSpan }: ConversationHeaderProps) {
  const { agents, user, conversation, origin } = summary;
  const word = ORIGIN_WORDS[origin];
  return (
    <div className={styles.header}>
      <div className={styles.headline}>
        <h1 className={styles.title} title={summary.title} dir="auto">
          {summary.title}
        </h1>
        <div className={styles.who}>
          {word === "" ? null : (
            <span className={styles.origin} title={ORIGIN_HELP[origin]}>
              {word}
            </span>
          )}
          {agents.length === 0 ? null : <span className={styles.agents}>{agents.join(", ")}</span>}
          {user === null ? null : <span>with {user}</span>}
          {conversation === null ? null : (
            <code className={styles.id} title={`Session ${conversation}`}>
              {conversation}
            </code>
          )}
        </div>
      </div>
      <dl className={styles.figures}>
        <Figure value={formatNumber(summary.traces.length)} label={summary.traces.length === 1 ? "trace" : "traces"} />
        <Figure value={formatNumber(summary.turns)} label={summary.turns === 1 ? "turn" : "turns"} />
        <Figure value={formatDuration(summary.spanNs)} label="from start to end" wide />
        {summary.tokens === null ? null : <Figure value={formatNumber(summary.tokens)} label="tokens" wide />}
        {summary.costUsd === null ? null : <Figure value={formatCost(summary.costUsd)} label="cost" wide />}
        {summary.errors === 0 ? null : (
          <Figure value={formatNumber(summary.errors)} label={summary.errors === 1 ? "error" : "errors"} failed />
        )}
      </dl>
      <NotesButton
        label="Notes on the conversation"
        about={{ target: "conversation", traceId: summary.traceId }}
        counts={summary}
        byKey
        onGo={onOpenSpan}
      />
      <AddToIncidentButton />
      <Menu
        label="This conversation"
        trigger={<IconButton icon="more" label="More for this conversation" />}
        items={[{ id: "join", label: "Join with another conversation", icon: "link", onSelect: onJoin }]}
      />
    </div>
  );
}

interface FigureProps {
  readonly value: string;
  readonly label: string;
  /** Gives way in a narrow window. */
  readonly wide?: boolean;
  readonly failed?: boolean;
}

function Figure({ value, label, wide = false, failed = false }: FigureProps) {
  return (
    <div className={failed ? styles.errors : wide ? styles.wide : undefined}>
      <dd>{value}</dd>
      <dt>{label}</dt>
    </div>
  );
}
