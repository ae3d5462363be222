import { useCallback, useMemo, useRef, useState } from "react";
import type { ReactNode } from "react";
import type { TraceSummary } from "../../../shared/contract/traces.js";
import type { TraceId } from "../../../shared/model/ids.js";
import { CopySearch } from "../../results/CopySearch.js";
import { chordFor, useCommand } from "../../state/commands.js";
import { useEvidence, type EvidenceOffer } from "../../state/add-to-incident.js";
import { currentRoute, navigate } from "../../state/navigation.js";
import { conversationRoute, tracesRoute } from "../../state/route.js";
import type { TraceRoute, TraceView } from "../../state/route.js";
import { FindBox, type FindBoxHandle } from "../../ui/FindBox.js";
import { IconButton } from "../../ui/IconButton.js";
import { displayName } from "./display-name.js";
import { spanOffers } from "./evidence.js";
import { GraphView } from "./graph/GraphView.js";
import { HighlightContext } from "../../ui/highlight-context.js";
import { useQueryHighlight } from "../../state/query-highlight.js";
import { Inspector } from "./inspector/Inspector.js";
import type { ComposeRequest } from "./inspector/NotesTab.js";
import { pickView, setTraceLayout, toggleSplit, useTraceLayout } from "./layout.js";
import type { ShownViews } from "./layout.js";
import { Panes } from "./Panes.js";
import { nextErrorRow, rowOfSpan } from "./structure.js";
import type { TraceStructure } from "./structure.js";
import { SwimlanesView } from "./swimlanes/SwimlanesView.js";
import { TREE_WIDTH, TimelineView } from "./timeline/TimelineView.js";
import { useFolds } from "./timeline/use-folds.js";
import { useTimeModel } from "./timeline/use-time-model.js";
import { Skeleton } from "../../ui/Skeleton.js";
import { TopBarPart } from "../../state/TopBarPart.js";
import { TraceHeader } from "./TraceHeader.js";
import { TraceToolbar } from "./TraceToolbar.js";
import { TranscriptView } from "./transcript/TranscriptView.js";
import styles from "./trace.module.css";
import { stepMatch, useFind } from "./use-find.js";
import { useNarrow } from "./use-narrow.js";

export interface TracePageProps {
  readonly route: TraceRoute;
  readonly traceId: TraceId;
  readonly summary: TraceSummary;
  readonly structure: TraceStructure;
  /** False while only the first rows of a long run are there. */
  readonly whole: boolean;
  readonly crumb: ReactNode;
  readonly onOpenTrace: (traceId: string, spanId: string) => void;
}

/** The page of one run: its views, one selection through all of them, and the inspector. */
export function TracePage({ route, traceId, summary, structure, whole, crumb, onOpenTrace }: TracePageProps) {
  const time = useTimeModel(structure, route);
  const fold = useFolds(structure, whole ? structure.rowCount : summary.spans, route.fold);
  const layout = useTraceLayout();
  const narrow = useNarrow();
  const [closed, setClosed] = useState(false);
  const [compose, setCompose] = useState<ComposeRequest | null>(null);
  const wishes = useRef(0);
  const selectedRow = useMemo(() => rowOfSpan(structure.table, route.span), [structure, route.span]);

  const selectSpan = useCallback((spanId: string) => {
    setClosed(false);
    // A wish for a note ends with the next selection, else its box would take the keyboard again and again.
    setCompose(null);
    const now = currentRoute();
    if (now.page === "trace") navigate({ ...now, span: spanId }, { replace: true });
  }, []);
  const select = useCallback(
    (row: number) => {
      const spanId = structure.table.spanId[row];
      if (spanId !== undefined) selectSpan(spanId);
    },
    [selectSpan, structure],
  );

  // The words of the list that it was opened from are looked for here too, until the reader types others.
  const [ownFind, setOwnFind] = useState(false);
  const query = route.find ?? (ownFind ? "" : route.q);
  const found = useFind(traceId, query);
  const highlight = useQueryHighlight(found.error === null ? query : "");
  const setQuery = (find: string) => {
    setOwnFind(true);
    navigate({ ...route, find: find === "" ? undefined : find }, { replace: true });
  };
  const step = (by: 1 | -1) => {
    const row = stepMatch(found.rows, selectedRow, by);
    if (row !== null) select(row);
  };
  const findBox = useRef<FindBoxHandle>(null);
  const focusFind = () => findBox.current?.focus();
  useCommand("search", focusFind);
  useCommand("find", focusFind);
  const { error } = found;
  const mistake =
    error === null
      ? found.failure
      : `Column ${error.start + 1}: ${error.message}${error.hint === undefined ? "" : ` ${error.hint}`}`;
  const nothingFound = found.rows.length === 0 ? "no hits" : null;
  useCommand("find-next", () => step(1), { unavailable: nothingFound });
  useCommand("find-previous", () => step(-1), { unavailable: nothingFound });

  const shown: ShownViews = { view: route.view, split: route.split === route.view ? undefined : route.split };
  const show = (next: ShownViews) => {
    if (next.view === "timeline" || next.split === "timeline") {
      setTraceLayout({ beside: next.view === "timeline" ? (next.split ?? null) : next.view });
    }
    navigate({ ...route, ...next });
  };
  const pick = (view: TraceView) => {
    if (view !== shown.view || shown.split !== undefined) show(pickView(shown, view));
  };
  const nextError = () => {
    const row = nextErrorRow(structure, selectedRow, 1);
    if (row !== null) select(row);
  };
  useCommand("view-timeline", () => pick("timeline"));
  useCommand("view-graph", () => pick("graph"));
  useCommand("view-swimlanes", () => pick("swimlanes"));
  useCommand("view-transcript", () => pick("transcript"));
  useCommand("split", () => show(toggleSplit(shown)));
  useCommand("next-error", nextError, { unavailable: structure.errorRows.length === 0 ? "no errors" : null });
  useCommand("close", () => setClosed(true), { unavailable: selectedRow === null || closed ? "it is closed" : null });
  useCommand("open-conversation", () => navigate(conversationRoute(traceId)));
  useCommand("note", () => {
    const row = selectedRow ?? 0;
    select(row);
    wishes.current += 1;
    setCompose({ spanId: structure.table.spanId[row] ?? "", count: wishes.current });
  });

  useEvidence(() => {
    const offers: EvidenceOffer[] = [];
    const spanId = selectedRow === null ? undefined : structure.table.spanId[selectedRow];
    if (selectedRow !== null && spanId !== undefined)
      offers.push(...spanOffers(structure, selectedRow, traceId, spanId));
    offers.push({
      id: "trace",
      label: "Trace",
      detail: summary.title,
      what: { type: "traces", traceIds: [traceId] },
      rank: 2,
    });
    return offers;
  });

  const treeWidthPx = layout.treeWidthPx ?? (narrow ? TREE_WIDTH.narrow : TREE_WIDTH.initial);
  const close = (view: TraceView) =>
    shown.split === undefined ? null : (
      <IconButton
        icon="close"
        label={`Close ${view}`}
        chord={chordFor("split")}
        onClick={() => show({ view: view === shown.view ? (shown.split ?? view) : shown.view, split: undefined })}
      />
    );
  const linked = { structure, selectedRow, onSelect: select, matches: found.matches };
  const views: Readonly<Record<TraceView, ReactNode>> = {
    timeline: (
      <TimelineView
        key="timeline"
        {...linked}
        time={time}
        fold={fold}
        showPath={layout.showPath && whole}
        pathBy={route.path}
        onPathBy={(path) => navigate({ ...currentTrace(route), path }, { replace: true })}
        picture={{ title: `Timeline of ${summary.title}`, traceId }}
        treeWidthPx={treeWidthPx}
        onTreeWidth={(px) => setTraceLayout({ treeWidthPx: px })}
      />
    ),
    graph: (
      <GraphView
        key="graph"
        {...linked}
        traceId={traceId}
        onOpenTrace={onOpenTrace}
        title={summary.title}
        actions={close("graph")}
      />
    ),
    swimlanes: (
      <SwimlanesView
        key="swimlanes"
        {...linked}
        traceId={traceId}
        time={time}
        fold={fold}
        lanes={route.lanes}
        title={summary.title}
        actions={close("swimlanes")}
      />
    ),
    transcript: <TranscriptView key="transcript" {...linked} traceId={traceId} actions={close("transcript")} />,
  };
  // Of a long run the tree and its bars are there first; what needs all of it follows.
  const shownView = (view: TraceView): ReactNode =>
    whole || view === "timeline" ? (
      views[view]
    ) : (
      <div className={styles.awaited}>
        <Skeleton label="Reading the whole run" rows={8} rowHeightPx={22} />
      </div>
    );
  // A transcript stands at the right, a timeline on top, whichever of the two was picked first.
  const [first, second] = orderOf(shown);
  return (
    <HighlightContext value={highlight}>
      <TopBarPart>
        {crumb}
        <FindBox
          query={query}
          scope="this trace"
          widen="Search all traces instead"
          placeholder="Find in the whole run"
          hits={found.rows.length}
          loading={found.loading}
          message={mistake}
          chords={{ previous: chordFor("find-previous"), next: chordFor("find-next") }}
          tools={<CopySearch query={query} in="spans" within={[traceId]} />}
          handle={findBox}
          place={selectedRow === null ? -1 : found.rows.indexOf(selectedRow)}
          onQuery={setQuery}
          onStep={step}
          onWiden={(q) => navigate(tracesRoute({ q, sort: route.sort, desc: route.desc }))}
        />
      </TopBarPart>
      <div className={styles.page}>
        <div className={styles.center}>
          <TraceHeader summary={summary} nameOf={(spanId) => nameOfSpan(structure, spanId)} onSelectSpan={selectSpan} />
          <TraceToolbar
            shown={shown}
            onPick={pick}
            onSplit={() => show(toggleSplit(shown))}
            errors={whole ? structure.errorRows.length : summary.errors}
            onNextError={nextError}
            route={route}
            onFit={() => time.camera.set(time.camera.bounds)}
          />
          <Panes
            first={shownView(first)}
            second={second === undefined ? null : shownView(second)}
            beside={second === "transcript"}
          />
        </div>
        {selectedRow === null || closed ? null : (
          <Inspector
            traceId={traceId}
            structure={structure}
            row={selectedRow}
            compose={compose}
            onSelect={select}
            onSelectSpan={selectSpan}
            onOpenTrace={onOpenTrace}
            onClose={() => setClosed(true)}
          />
        )}
      </div>
    </HighlightContext>
  );
}

function orderOf({ view, split }: ShownViews): readonly [TraceView, TraceView | undefined] {
  if (split === undefined) return [view, undefined];
  const rank: Readonly<Record<TraceView, number>> = { timeline: 0, swimlanes: 1, graph: 2, transcript: 3 };
  return rank[view] < rank[split] ? [view, split] : [split, view];
}

function nameOfSpan(structure: TraceStructure, spanId: string): string | undefined {
  const row = rowOfSpan(structure.table, spanId);
  return row === null ? undefined : displayName(structure, row);
}

/** The address as it is now, where it is still this trace's. */
function currentTrace(route: TraceRoute): TraceRoute {
  const now = currentRoute();
  return now.page === "trace" ? now : route;
}
