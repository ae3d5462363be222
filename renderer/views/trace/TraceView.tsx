import { useEffect, useRef } from "react";
import type { TraceId } from "../../../shared/model/ids.js";
import { useEngineQuery } from "../../data/engine.js";
import { zoneOffsetMinutes } from "../../lib/format.js";
import { linkTo, navigate, useRoute } from "../../state/navigation.js";
import { usePreferences } from "../../state/preferences.js";
import { traceRoute, tracesRoute } from "../../state/route.js";
import type { TraceRoute } from "../../state/route.js";
import { Crumb } from "../../ui/Crumb.js";
import { EmptyState } from "../../ui/EmptyState.js";
import { ErrorPanel } from "../../ui/ErrorPanel.js";
import { Skeleton } from "../../ui/Skeleton.js";
import { chordFor, useCommand } from "../../state/commands.js";
import { useTraceLayout } from "./layout.js";
import { TopBarPart } from "../../state/TopBarPart.js";
import { TraceHeader } from "./TraceHeader.js";
import { TracePage } from "./TracePage.js";
import styles from "./trace.module.css";
import { useStructure } from "./use-trace.js";

/** One run of the network: what the address names, asked of the engine. */
export function TraceView() {
  const route = useRoute();
  return route.page === "trace" ? <Trace route={route} /> : null;
}

function Trace({ route }: { readonly route: TraceRoute }) {
  const traceId = route.traceId as TraceId;
  const zone = usePreferences((preferences) => preferences.zone);
  const summary = useEngineQuery("trace.get", { traceId }, { keepPrevious: true });
  const neighbours = useEngineQuery(
    "trace.neighbours",
    {
      traceId,
      query: route.q,
      sort: route.sort,
      descending: route.desc,
      zoneOffsetMinutes: zoneOffsetMinutes(zone),
    },
    { keepPrevious: true },
  );
  useOpeningLayout(route);
  const here = summary.data?.traceId === traceId ? summary.data : undefined;
  const { structure, whole, error: unread, refetch } = useStructure(traceId, here?.durationNs ?? 0);

  const open = (other: string | null | undefined) => {
    if (other !== null && other !== undefined) navigate({ ...route, traceId: other, ...OF_ONE_TRACE });
  };
  const previous = neighbours.data?.previous ?? null;
  const next = neighbours.data?.next ?? null;
  useCommand("trace-previous", () => open(previous), { unavailable: previous === null ? "no trace before" : null });
  useCommand("trace-next", () => open(next), { unavailable: next === null ? "no trace after" : null });
  const crumb = (
    <Crumb
      list="Traces"
      one="trace"
      back={linkTo(tracesRoute({ q: route.q, sort: route.sort, desc: route.desc, selected: route.traceId }))}
      chords={{ previous: chordFor("trace-previous"), next: chordFor("trace-next") }}
      place={neighbours.data?.place ?? null}
      total={neighbours.data?.total ?? 0}
      onPrevious={previous === null ? null : () => open(previous)}
      onNext={next === null ? null : () => open(next)}
    />
  );

  const error = summary.error ?? unread;
  if (error !== null && (here === undefined || structure === null)) {
    return (
      <div className={styles.state}>
        <TopBarPart>{crumb}</TopBarPart>
        <ErrorPanel
          title={error.code === "NOT_FOUND" ? "This trace is not in the workspace" : "The trace could not be read"}
          failure={error.toData()}
          onRetry={() => {
            void summary.refetch();
            refetch();
          }}
          actions={<a {...linkTo(tracesRoute({ q: route.q, sort: route.sort, desc: route.desc }))}>Back to Traces</a>}
        />
      </div>
    );
  }
  if (structure === null || here === undefined) {
    return (
      <div className={styles.loading}>
        <TopBarPart>{crumb}</TopBarPart>
        {here === undefined ? null : <TraceHeader summary={here} />}
        <div className={styles.awaited}>
          <Skeleton label="Loading the trace" rows={18} rowHeightPx={22} />
        </div>
      </div>
    );
  }
  if (structure.rowCount === 0) {
    return (
      <div className={styles.state}>
        <TopBarPart>{crumb}</TopBarPart>
        <EmptyState title="This trace has no spans" hint="Its source may have been removed." />
      </div>
    );
  }
  return (
    <TracePage
      key={traceId}
      route={route}
      traceId={traceId}
      summary={here}
      structure={structure}
      whole={whole}
      crumb={crumb}
      onOpenTrace={openSpan}
    />
  );
}

function openSpan(traceId: string, span: string): void {
  navigate(traceRoute(traceId, { span }));
}

/** What an address says by spans, rows and times of one trace means nothing of another. */
const OF_ONE_TRACE = {
  span: undefined,
  t: undefined,
  fold: undefined,
  lanes: undefined,
  groups: undefined,
  focus: undefined,
  boxes: undefined,
};

/** A trace that is opened without a layout in its address stands as the reader left the last one. */
function useOpeningLayout(route: TraceRoute): void {
  const asked = useRef(false);
  useEffect(() => {
    if (asked.current) return;
    asked.current = true;
    const { beside } = useTraceLayout.getState();
    if (route.view !== "timeline" || route.split !== undefined || beside === null || beside === "timeline") return;
    if (innerHeight >= 600) navigate({ ...route, split: beside }, { replace: true });
  }, [route]);
}
