import { useState } from "react";
import type { OutputOf } from "../../../../shared/contract/procedure.js";
import type { spansContract } from "../../../../shared/contract/spans.js";
import { useEngineQuery } from "../../../data/engine.js";
import { classes } from "../../../lib/classes.js";
import { formatCounted } from "../../../lib/format.js";
import { EmptyState } from "../../../ui/EmptyState.js";
import { Icon } from "../../../ui/Icon.js";
import { Answer } from "./Answer.js";
import { CallCard } from "../../../ui/CallCard.js";
import { ContextBar } from "./ContextBar.js";
import { sectionsOf, shownMessages } from "./messages-model.js";
import type { Block, MessagePart, ShownMessage } from "./messages-model.js";
import styles from "./messages.module.css";
import { MediaView } from "../../../ui/MediaView.js";
import { PreviewText } from "../../../ui/PreviewText.js";
import { ToolDefinitions } from "../../../ui/ToolDefinitions.js";
import { Provenance } from "./Provenance.js";
import type { SpanKey } from "./span-key.js";

type MessagesAnswer = OutputOf<(typeof spansContract)["span.messages"]>;

export interface MessagesTabProps {
  readonly span: SpanKey;
  readonly outputTokens: number | null;
}

/** What went into a call and what came out: repeated history folded, then what is new, then the output. */
export function MessagesTab({ span, outputTokens }: MessagesTabProps) {
  const query = useEngineQuery("span.messages", span, { keepPrevious: true });
  return (
    <Answer query={query} what="the messages">
      {(answer) => <Messages key={span.spanId} span={span} answer={answer} outputTokens={outputTokens} />}
    </Answer>
  );
}

interface MessagesProps extends MessagesTabProps {
  readonly answer: MessagesAnswer;
}

function Messages({ span, answer, outputTokens }: MessagesProps) {
  const [open, setOpen] = useState(false);
  const { earlier, earlierLength, fresh, freshCount, output } = sectionsOf(answer.messages);
  if (answer.messages.length === 0 && answer.toolDefinitions === null) {
    return (
      <EmptyState
        compact
        title="No messages"
        hint="This span recorded none. What it recorded is in Overview and Attributes."
      />
    );
  }
  const outputFacts = [
    outputTokens === null ? "" : formatCounted(outputTokens, "token"),
    answer.finishReason === null ? "" : `stop: ${answer.finishReason}`,
  ].filter((fact) => fact !== "");
  return (
    <div>
      {answer.messages.some((message) => message.direction === "input") ? <ContextBar span={span} /> : null}
      {answer.toolDefinitions === null ? null : (
        <div className={styles.tools}>
          <ToolDefinitions preview={answer.toolDefinitions} title="Tool definitions" />
        </div>
      )}
      {earlier.length === 0 ? null : (
        <>
          <button type="button" className={styles.fold} aria-expanded={open} onClick={() => setOpen(!open)}>
            <Icon name={open ? "chevron-down" : "chevron-right"} size={12} />
            <span className={styles.foldText}>{formatCounted(earlier.length, "earlier message")}, unchanged</span>
            <span className={styles.space} />
            <span className={styles.side}>{formatCounted(earlierLength, "character")}</span>
          </button>
          {open ? (
            <div className={styles.earlier}>
              <MessageList messages={shownMessages(earlier)} />
            </div>
          ) : null}
        </>
      )}
      {fresh.length === 0 ? null : (
        <>
          <div
            className={classes(styles.rule, earlier.length === 0 && answer.toolDefinitions === null && styles.first)}
          >
            <span>New in this call</span>
            <span>{formatCounted(freshCount, "message")}</span>
          </div>
          <MessageList messages={fresh} />
        </>
      )}
      {output.length === 0 ? null : (
        <>
          <div className={classes(styles.rule, styles.output)}>
            <span>Output</span>
            <span>{outputFacts.join(", ")}</span>
          </div>
          <MessageList messages={output} />
        </>
      )}
      <Provenance from={answer.from} />
    </div>
  );
}

function MessageList({ messages }: { readonly messages: readonly ShownMessage[] }) {
  return messages.map((message) => (
    <div key={message.key} className={styles.message}>
      <div className={styles.head}>
        <span className={styles.role}>{message.role}</span>
        {message.name === null ? null : <span className={styles.side}>{message.name}</span>}
        {message.did === "" ? null : <span className={styles.side}>{message.did}</span>}
      </div>
      {message.blocks.length === 0 ? <span className={styles.side}>empty</span> : null}
      {message.blocks.map((block, index) => (
        <BlockView key={index} block={block} />
      ))}
    </div>
  ));
}

function BlockView({ block }: { readonly block: Block }) {
  if (block.type === "call") {
    const { call, result } = block;
    const name = call?.name ?? result?.name ?? "tool";
    return (
      <div className={styles.text}>
        <CallCard name={name} request={call?.content ?? null} result={result?.content ?? null} />
      </div>
    );
  }
  const { part } = block;
  if (part.type === "text" || part.type === "other") {
    return (
      <div className={styles.text}>
        <PreviewText preview={part.content} label="Text" markdown />
      </div>
    );
  }
  if (part.type === "reasoning") return <Reasoning part={part} />;
  if (part.type === "refusal") {
    return (
      <div className={styles.text}>
        <div className={styles.side}>refusal</div>
        <PreviewText preview={part.content} label="Refusal" markdown />
      </div>
    );
  }
  return (
    <div className={styles.text}>
      <MediaView preview={part.content} kind={part.type} name={part.name} />
    </div>
  );
}

function Reasoning({ part }: { readonly part: MessagePart }) {
  const [open, setOpen] = useState(part.content.length < 400);
  return (
    <div className={classes(styles.text, styles.reasoning)}>
      <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
        <Icon name={open ? "chevron-down" : "chevron-right"} size={12} />
        reasoning, {formatCounted(part.content.length, "character")}
      </button>
      {open ? <PreviewText preview={part.content} label="Reasoning" markdown /> : null}
    </div>
  );
}
