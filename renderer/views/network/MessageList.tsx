import { useVirtualizer } from "@tanstack/react-virtual";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { NetworkMessage } from "../../../shared/contract/network.js";
import { useEngineQueries, useEngineQuery } from "../../data/engine.js";
import { PAGE_ROWS, pagesByOffset, rowInPages, usePagesInSight } from "../../data/pages-in-sight.js";
import { formatDuration, formatNumber, formatShortDateTime } from "../../lib/format.js";
import { useSettled } from "../../lib/use-settled.js";
import { linkTo } from "../../state/navigation.js";
import { usePreferences } from "../../state/preferences.js";
import { traceRoute } from "../../state/route.js";
import { Button } from "../../ui/Button.js";
import { ErrorPanel } from "../../ui/ErrorPanel.js";
import { Icon } from "../../ui/Icon.js";
import { Skeleton } from "../../ui/Skeleton.js";
import { TextMark } from "../../ui/TextMark.js";
import styles from "./inspector.module.css";
import type { EdgeName } from "./lines.js";
import { plainWords } from "./plain-words.js";
import { MOST_NODES, type NetworkQuestion } from "./use-network.js";

interface MessageListProps {
  readonly edge: EdgeName;
  readonly question: NetworkQuestion;
}

const ROW_PX = 52;
const TYPING_MS = 200;

/** What went over a line, latest first; it can be searched, and each opens its span. */
export function MessageList({ edge, question: asked }: MessageListProps) {
  const [words, setWords] = useState("");
  const find = useSettled(words, TYPING_MS);
  const [failed, setFailed] = useState(false);
  const { from, to, type } = edge;
  const { query, zoneOffsetMinutes, showHidden } = asked;
  const open = asked.open.join("\n");
  const question = useMemo(
    () => ({
      query,
      zoneOffsetMinutes,
      showHidden,
      from,
      to,
      type,
      find,
      failed,
      open: open.split("\n").filter((key) => key !== ""),
      nodeLimit: MOST_NODES,
    }),
    [query, zoneOffsetMinutes, showHidden, open, from, to, type, find, failed],
  );
  const head = useEngineQuery("network.messages", { ...question, offset: 0, limit: PAGE_ROWS }, { keepPrevious: true });
  const { inputs, onRange } = usePagesInSight(question);
  const pages = useEngineQueries("network.messages", inputs);
  const answers = pagesByOffset(head, pages);
  const total = head.data?.total ?? 0;
  const failures = head.data?.failed ?? 0;
  return (
    <section className={styles.messages} aria-label="Messages" aria-busy={head.isFetching}>
      <div className={styles.find}>
        <input
          type="search"
          aria-label="Search the messages"
          placeholder="Search the messages"
          spellCheck={false}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
        {failures > 0 || failed ? (
          <Button look="quiet" aria-pressed={failed} onClick={() => setFailed(!failed)}>
            {failed ? "Only failed" : `${formatNumber(failures)} failed`}
          </Button>
        ) : null}
        <span role="status">{head.data === undefined ? "" : formatNumber(total)}</span>
      </div>
      {head.isError && !head.isFetching ? (
        <ErrorPanel
          title="The messages could not be listed"
          failure={head.error.toData()}
          onRetry={() => void head.refetch()}
        />
      ) : head.data === undefined ? (
        <Skeleton label="Loading the messages" rows={6} rowHeightPx={ROW_PX} twoLines />
      ) : total === 0 ? (
        <p className={styles.noMessages}>
          {find === "" ? "Nothing was recorded of it." : "No message holds these words."}
        </p>
      ) : (
        <Rows
          key={JSON.stringify(question)}
          total={total}
          query={query}
          rowAt={(index) => rowInPages(answers, index, (answer, at) => answer.messages[at])}
          onRange={onRange}
        />
      )}
    </section>
  );
}

interface RowsProps {
  readonly total: number;
  readonly query: string;
  readonly rowAt: (index: number) => NetworkMessage | undefined;
  readonly onRange: (first: number, last: number) => void;
}

function Rows({ total, query, rowAt, onRange }: RowsProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: total,
    getScrollElement: useCallback(() => scroller.current, []),
    estimateSize: () => ROW_PX,
    overscan: 6,
  });
  const items = virtualizer.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => onRange(first, last), [onRange, first, last]);
  return (
    <div ref={scroller} className={styles.scroller}>
      <ul style={{ height: virtualizer.getTotalSize() }}>
        {items.map((item) => {
          const message = rowAt(item.index);
          return (
            <li
              key={item.key}
              aria-posinset={item.index + 1}
              aria-setsize={total}
              style={{ transform: `translateY(${item.start}px)`, height: ROW_PX }}
            >
              {message === undefined ? (
                <span className={styles.waiting} />
              ) : (
                <Message message={message} query={query} />
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function Message({ message, query }: { readonly message: NetworkMessage; readonly query: string }) {
  const zone = usePreferences((preferences) => preferences.zone);
  const failed = message.status === "error";
  const said = plainWords(message.excerpt, message.marks);
  const answer = message.answer === null ? null : plainWords(message.answer, message.answerMarks);
  return (
    <a {...linkTo(traceRoute(message.traceId, { q: query, span: message.spanId }))} className={styles.message}>
      <span className={styles.messageLine}>
        <span className={styles.said} dir="auto">
          {said.text === "" ? <i>{message.name}</i> : <TextMark {...said} />}
        </span>
        <span className={styles.took}>{formatDuration(message.durationNs)}</span>
      </span>
      <span className={failed ? styles.failedLine : styles.answerLine}>
        <Icon name={failed ? "error" : "arrow-right"} size={12} />
        <span className={styles.said} dir="auto">
          {answer === null ? failed ? "failed" : "no answer is recorded" : <TextMark {...answer} />}
        </span>
        <span className={styles.at}>{message.startMs === null ? "" : formatShortDateTime(message.startMs, zone)}</span>
      </span>
    </a>
  );
}
