import { useRef, useState, type ReactNode } from "react";
import type { ConversationSummary } from "../../../shared/contract/conversations.js";
import type { TraceId } from "../../../shared/model/ids.js";
import { CopySearch } from "../../results/CopySearch.js";
import { useEvidence } from "../../state/add-to-incident.js";
import { chordFor, useCommand } from "../../state/commands.js";
import { currentRoute, navigate } from "../../state/navigation.js";
import { useQueryHighlight } from "../../state/query-highlight.js";
import { conversationsRoute, traceRoute, type ConversationRoute } from "../../state/route.js";
import { TopBarPart } from "../../state/TopBarPart.js";
import { FindBox, type FindBoxHandle } from "../../ui/FindBox.js";
import { HighlightContext } from "../../ui/highlight-context.js";
import { ConversationHeader } from "./ConversationHeader.js";
import styles from "./conversation.module.css";
import { JoinDialog } from "./JoinDialog.js";
import { stepHit } from "./model.js";
import { TraceOutline } from "./TraceOutline.js";
import { TranscriptList } from "./TranscriptList.js";
import { useHits } from "./use-hits.js";

export interface ConversationPageProps {
  readonly route: ConversationRoute;
  readonly traceId: TraceId;
  readonly summary: ConversationSummary;
  readonly crumb: ReactNode;
}

/** The page of one conversation: what it took, its transcript, and the way from hit to hit. */
export function ConversationPage({ route, traceId, summary, crumb }: ConversationPageProps) {
  const [joining, setJoining] = useState(false);
  // The words of the list that it was opened from are looked for here too, until the reader types others.
  const [ownFind, setOwnFind] = useState(false);
  const query = route.find ?? (ownFind ? "" : route.q);
  const hits = useHits(traceId, query);
  const highlight = useQueryHighlight(hits.message === null ? query : "");
  const selected = route.entry ?? null;

  const change = (next: Partial<Pick<ConversationRoute, "at" | "entry" | "find">>) => {
    const now = currentRoute();
    if (now.page === "conversation" && now.traceId === traceId) navigate({ ...now, ...next }, { replace: true });
  };
  // It comes into sight by itself, so what stood at the top says nothing of where one reads; leaving at once finds back too.
  const goTo = (entry: number) => change({ entry, at: undefined });
  const step = (by: 1 | -1) => {
    const hit = stepHit(hits.entries, selected ?? (by === 1 ? (route.at ?? 0) - 1 : (route.at ?? 0)), by);
    if (hit !== null) goTo(hit);
  };
  const findBox = useRef<FindBoxHandle>(null);
  const focusFind = () => findBox.current?.focus();
  const nothing = hits.entries.length === 0 ? "no hits" : null;
  useCommand("search", focusFind);
  useCommand("find", focusFind);
  useCommand("find-next", () => step(1), { unavailable: nothing });
  useCommand("find-previous", () => step(-1), { unavailable: nothing });

  useEvidence(() => {
    const what = { type: "search", unit: "conversations", query: `trace:${traceId}`, title: summary.title } as const;
    return [{ id: "conversation", label: "Conversation", detail: summary.title, what, rank: 2 }];
  });

  return (
    <HighlightContext value={highlight}>
      <TopBarPart>
        {crumb}
        <FindBox
          query={query}
          scope="this conversation"
          widen="Search all conversations instead"
          placeholder="Find in the conversation"
          hits={hits.entries.length}
          loading={hits.loading}
          message={hits.message}
          place={selected === null ? -1 : hits.entries.indexOf(selected)}
          chords={{ previous: chordFor("find-previous"), next: chordFor("find-next") }}
          tools={<CopySearch query={query} in="spans" within={summary.traces.map((trace) => trace.traceId)} />}
          handle={findBox}
          onQuery={(find) => {
            setOwnFind(true);
            change({ find: find === "" ? undefined : find });
          }}
          onStep={step}
          onWiden={(q) => navigate(conversationsRoute({ q, sort: route.sort, desc: route.desc }))}
        />
      </TopBarPart>
      <div className={styles.page}>
        <ConversationHeader
          summary={summary}
          onJoin={() => setJoining(true)}
          onOpenSpan={(trace, span) => navigate(traceRoute(trace, { span }))}
        />
        <div className={styles.reading}>
          <TranscriptList
            traceId={traceId}
            summary={summary}
            at={route.at ?? 0}
            selected={selected}
            hits={hits.entries}
            onAt={(at) => change({ at: at === 0 ? undefined : at })}
            onSelect={(entry) => change({ entry })}
            onGo={goTo}
          />
          <TraceOutline summary={summary} />
        </div>
      </div>
      <JoinDialog open={joining} summary={summary} onClose={() => setJoining(false)} />
    </HighlightContext>
  );
}
