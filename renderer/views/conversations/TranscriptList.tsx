import { useVirtualizer } from "@tanstack/react-virtual";
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { KeyboardEvent } from "react";
import type { ConversationSummary } from "../../../shared/contract/conversations.js";
import type { TraceId } from "../../../shared/model/ids.js";
import { AnnotationsOf } from "../../annotations/AnnotationsOf.js";
import { useSaidCounts } from "../../annotations/use-said-counts.js";
import { toUnixMs } from "../../../shared/model/time.js";
import { useEvidence } from "../../state/add-to-incident.js";
import { runCommand, useCommand } from "../../state/commands.js";
import { navigate } from "../../state/navigation.js";
import { usePreferences } from "../../state/preferences.js";
import { traceRoute } from "../../state/route.js";
import { EmptyState } from "../../ui/EmptyState.js";
import { ErrorPanel } from "../../ui/ErrorPanel.js";
import { Skeleton } from "../../ui/Skeleton.js";
import { Popover } from "../../ui/Popover.js";
import { ScrollBox } from "../../ui/ScrollBox.js";
import styles from "./conversation.module.css";
import { EntryView } from "./EntryView.js";
import { TraceMark } from "./TraceMark.js";
import { useTranscript } from "./use-transcript.js";

export interface TranscriptListProps {
  readonly traceId: TraceId;
  readonly summary: ConversationSummary;
  /** The entry at the top when the list is opened. */
  readonly at: number;
  readonly selected: number | null;
  readonly hits: readonly number[];
  /** Told when the reader has come to rest, with the entry at the top. */
  readonly onAt: (at: number) => void;
  /** An entry in sight was clicked. */
  readonly onSelect: (entry: number) => void;
  /** A key or the first hit selects an entry, wherever it is; it is brought into sight. */
  readonly onGo: (entry: number) => void;
}

const REST_MS = 250;
const ESTIMATE_PX = 76;

/** The transcript of a conversation of any length: only what is in sight is asked for and drawn. */
export function TranscriptList(props: TranscriptListProps) {
  const { traceId, summary, selected, hits, onAt, onSelect, onGo } = props;
  const zone = usePreferences((preferences) => preferences.zone);
  const [range, setRange] = useState({ first: props.at, last: props.at });
  const [open, setOpen] = useState<ReadonlyMap<number, boolean>>(new Map());
  const scroller = useRef<HTMLDivElement>(null);
  const transcript = useTranscript(traceId, range.first, range.last);
  const { total, entryAt } = transcript;
  const traceIds = useMemo(() => summary.traces.map((trace) => trace.traceId), [summary.traces]);
  const saidOf = useSaidCounts(traceIds);
  const agents = useMemo(() => new Set(summary.agents), [summary.agents]);
  const hitSet = useMemo(() => new Set(hits), [hits]);
  const virtual = useVirtualizer({
    count: total ?? 0,
    getScrollElement: () => scroller.current,
    estimateSize: () => ESTIMATE_PX,
    overscan: 6,
  });
  const shown = virtual.getVirtualItems();
  const first = shown[0]?.index ?? 0;
  const last = shown.at(-1)?.index ?? 0;
  useEffect(() => {
    if (total !== null && total > 0) setRange({ first, last });
  }, [first, last, total]);

  // Heights are guessed until entries are there, so what is gone to is gone to again then.
  const aim = useRef<{ readonly index: number; readonly align: "start" | "center" | "auto" } | null>(null);
  const go = useCallback(
    (index: number, align: "start" | "center" | "auto") => {
      aim.current = { index, align };
      virtual.scrollToIndex(index, { align });
    },
    [virtual],
  );
  useEffect(() => {
    const target = aim.current;
    if (target === null || entryAt(target.index) === undefined) return;
    aim.current = null;
    const frame = requestAnimationFrame(() => virtual.scrollToIndex(target.index, { align: target.align }));
    return () => cancelAnimationFrame(frame);
  });

  // Where the address says that one read: once, when the length is known.
  const placed = useRef(false);
  const place = useRef({ at: props.at, selected });
  useEffect(() => {
    if (placed.current || total === null) return;
    placed.current = true;
    const { at, selected: entry } = place.current;
    if (at > 0) go(Math.min(at, total - 1), "start");
    else if (entry !== null) go(Math.min(entry, total - 1), "center");
  }, [total, go]);

  // What was clicked here is in sight already; what a key or a hit selects is brought there.
  const seen = useRef(selected);
  useEffect(() => {
    if (selected === null || seen.current === selected || total === null) return;
    seen.current = selected;
    go(Math.min(selected, total - 1), hitSet.has(selected) ? "center" : "auto");
  }, [selected, total, go, hitSet]);

  // Opened from a search, it begins at the first hit.
  const began = useRef(props.at > 0 || selected !== null);
  useEffect(() => {
    const [hit] = hits;
    if (began.current || hit === undefined || total === null) return;
    began.current = true;
    onGo(hit);
  }, [hits, total, onGo]);

  const latest = useRef(onAt);
  useLayoutEffect(() => {
    latest.current = onAt;
  });
  const rest = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(rest.current), []);
  const onScroll = useCallback(() => {
    clearTimeout(rest.current);
    rest.current = setTimeout(() => {
      const offset = scroller.current?.scrollTop ?? 0;
      const top = virtual.getVirtualItems().find((item) => item.end > offset + 1);
      if (top !== undefined) latest.current(offset < 8 ? 0 : top.index);
    }, REST_MS);
  }, [virtual]);

  const isOpen = (index: number): boolean => open.get(index) ?? hitSet.has(index);
  const fold = (index: number, next: boolean) => setOpen((before) => new Map(before).set(index, next));
  const select = (index: number) => {
    seen.current = index;
    onSelect(index);
  };
  const step = (by: 1 | -1) => {
    if (total === null || total === 0) return;
    const offset = scroller.current?.scrollTop ?? 0;
    const top = virtual.getVirtualItems().find((item) => item.end > offset + 8)?.index ?? 0;
    onGo(selected === null ? top : Math.min(total - 1, Math.max(0, selected + by)));
  };
  const current = selected === null ? undefined : entryAt(selected);
  const openSpan = () => {
    if (current !== undefined) navigate(traceRoute(current.traceId, { span: current.spanId }));
  };
  useEvidence(() => {
    if (current === undefined) return [];
    const { traceId, spanId } = current;
    const what = { type: "spans", spans: [{ traceId, spanId }] } as const;
    return [{ id: "span", label: "Span", detail: "of the selected entry", what, rank: 0 }];
  });
  useCommand("row-next", () => step(1));
  useCommand("row-previous", () => step(-1));
  const [noted, setNoted] = useState<Element | null>(null);
  useCommand("note", () => setNoted(scroller.current?.querySelector("[aria-current=true]") ?? null), {
    active: current !== undefined,
  });
  useCommand("open-span", openSpan, { unavailable: current === undefined ? "no entry is selected" : null });
  useCommand(
    "row-open",
    () => {
      if (selected === null || current === undefined) return;
      if (current.type === "call") fold(selected, !isOpen(selected));
      else openSpan();
    },
    { active: current !== undefined },
  );
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    const command = { ArrowDown: "row-next", ArrowUp: "row-previous" } as const;
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    runCommand(command[event.key]);
  };

  if (transcript.error !== null) {
    return (
      <div className={styles.message}>
        <ErrorPanel
          title="The conversation could not be read"
          failure={transcript.error.toData()}
          onRetry={transcript.retry}
        />
      </div>
    );
  }
  if (total === null) return <Skeleton label="Loading the conversation" rows={8} rowHeightPx={56} twoLines />;
  if (total === 0) {
    return (
      <EmptyState
        title="Nothing was said"
        hint="No span of this conversation recorded a message, a call or a document."
      />
    );
  }
  return (
    <section aria-label="Transcript" className={styles.transcript}>
      <ScrollBox
        ref={scroller}
        className={styles.scroller}
        role="list"
        aria-label="What was said"
        onKeyDown={onKeyDown}
        onScroll={onScroll}
      >
        <div className={styles.tall} style={{ height: virtual.getTotalSize() }} role="presentation">
          {shown.map((item) => {
            const entry = entryAt(item.index);
            const atMs =
              entry === undefined || entry.atNs === null ? Number.NaN : toUnixMs(summary.originNs, entry.atNs);
            return (
              <div
                key={item.key}
                ref={virtual.measureElement}
                data-index={item.index}
                role="listitem"
                aria-setsize={total}
                aria-posinset={item.index + 1}
                aria-current={item.index === selected ? "true" : undefined}
                className={styles.place}
                style={{ transform: `translateY(${item.start}px)` }}
              >
                {entry === undefined ? (
                  <div className={styles.waiting} style={{ height: ESTIMATE_PX }}>
                    <i />
                  </div>
                ) : (
                  <>
                    <TraceMark entry={entry} summary={summary} atMs={atMs} zone={zone} />
                    <EntryView
                      entry={entry}
                      atMs={atMs}
                      zone={zone}
                      isAgent={agents.has(entry.speaker)}
                      selected={item.index === selected}
                      {...saidOf(entry.traceId, entry.spanId)}
                      hit={hitSet.has(item.index)}
                      open={isOpen(item.index)}
                      onOpen={(next) => fold(item.index, next)}
                      onSelect={() => select(item.index)}
                    />
                  </>
                )}
              </div>
            );
          })}
        </div>
      </ScrollBox>
      {noted === null || current === undefined ? null : (
        <Popover open wide label="Notes on the entry's span" anchor={noted} onOpenChange={() => setNoted(null)}>
          <AnnotationsOf about={{ target: "span", traceId: current.traceId, spanId: current.spanId }} compose={1} />
        </Popover>
      )}
    </section>
  );
}
