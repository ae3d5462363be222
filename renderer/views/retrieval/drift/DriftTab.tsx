import { useMemo } from "react";
import type { SkeinContract } from "../../../../shared/contract/index.js";
import type { OutputOf } from "../../../../shared/contract/procedure.js";
import { toUnixMs } from "../../../../shared/model/time.js";
import { useEngineQuery } from "../../../data/engine.js";
import { formatCounted, zoneOffsetMinutes } from "../../../lib/format.js";
import { useDelayed } from "../../../lib/use-delayed.js";
import { navigate } from "../../../state/navigation.js";
import { usePreferences } from "../../../state/preferences.js";
import type { RetrievalRoute } from "../../../state/retrieval-route.js";
import { Button } from "../../../ui/Button.js";
import { EmptyState } from "../../../ui/EmptyState.js";
import { ErrorPanel } from "../../../ui/ErrorPanel.js";
import { Skeleton } from "../../../ui/Skeleton.js";
import { useTold } from "../list/use-told.js";
import type { TabProps } from "../tabs.js";
import { DriftAnswerView } from "./DriftAnswerView.js";
import styles from "./drift.module.css";
import { SideBar } from "./SideBar.js";
import { borderOf, offeredPairs, within } from "./sides.js";

/** What two sources, stretches of time, models or searches differ in: what is asked, and how well it is found. */
export function DriftTab({ route }: TabProps) {
  const zone = usePreferences((preferences) => preferences.zone);
  const offset = zoneOffsetMinutes(zone);
  const question = { query: route.q, in: "traces" as const, zoneOffsetMinutes: offset };
  const facets = useEngineQuery("search.facets", question);
  const models = useEngineQuery("search.facets", { ...question, query: within(route.q, "kind:llm"), in: "spans" });
  const middleMs = useMiddle(route.q, offset);
  const pairs = useMemo(() => {
    if (facets.data === undefined || models.data === undefined || middleMs === undefined) return [];
    return offeredPairs({
      sources: namesOf(facets.data, "source"),
      models: namesOf(models.data, "model"),
      middleMs,
    });
  }, [facets.data, models.data, middleMs]);
  const { left, right } = route;
  const isAsked = left !== undefined && right !== undefined;
  const answer = useEngineQuery(
    "drift.compare",
    { left: within(route.q, left ?? ""), right: within(route.q, right ?? ""), zoneOffsetMinutes: offset },
    { enabled: isAsked, keepPrevious: true },
  );
  // The figures of other sides are no stand-in for these.
  const isLate = useDelayed(answer.isPlaceholderData);
  const traces = (answer.data?.left.traces ?? 0) + (answer.data?.right.traces ?? 0);
  useTold(answer.isPlaceholderData ? undefined : answer.data, route.q, formatCounted(traces, "trace"));
  const change = (next: Partial<Omit<RetrievalRoute, "page">>) => navigate({ ...route, ...next });
  return (
    <section className={styles.center} aria-label="Drift" aria-busy={answer.isFetching}>
      <SideBar left={left ?? ""} right={right ?? ""} pairs={pairs} onChange={change} />
      {!isAsked ? (
        <EmptyState
          title="Choose two sides to compare"
          hint="Each side is a search of traces within the one above: two sources, two stretches of time, two models, or any two searches."
          actions={pairs.slice(0, 3).map((pair) => (
            <Button
              key={pair.id}
              title={`A: ${pair.left}, B: ${pair.right}`}
              onClick={() => change({ left: pair.left, right: pair.right })}
            >
              {pair.label}
            </Button>
          ))}
        />
      ) : answer.isError && !answer.isFetching ? (
        <ErrorPanel
          title={
            answer.error.code === "QUERY_SYNTAX" ? "A search was not understood" : "The sides could not be compared"
          }
          failure={answer.error.toData()}
          onRetry={() => void answer.refetch()}
          actions={<Button onClick={() => change({ left: undefined, right: undefined })}>Choose others</Button>}
        />
      ) : answer.data === undefined || isLate ? (
        <div className={styles.loading}>
          <Skeleton label="Comparing the two sides" rows={10} rowHeightPx={28} />
        </div>
      ) : (
        <DriftAnswerView answer={answer.data} />
      )}
    </section>
  );
}

/** When the trace in the middle of all began, by time, ms; null where that parts nothing, undefined until it is known. */
function useMiddle(query: string, zoneOffsetMinutes: number): number | null | undefined {
  const question = { query, sort: "start", descending: false, zoneOffsetMinutes } as const;
  const count = useEngineQuery("trace.list", { ...question, limit: 1 }).data?.total ?? 0;
  const offset = Math.max(0, Math.floor(count / 2) - 1);
  const middle = useEngineQuery("trace.list", { ...question, offset, limit: 2 }, { enabled: count > 1 });
  return useMemo(() => {
    if (middle.data === undefined) return count > 1 ? undefined : null;
    const { originNs, startNs } = middle.data;
    const [before = Number.NaN, after = Number.NaN] = Array.from(startNs, (ns) => toUnixMs(originNs, ns));
    return borderOf(before, after);
  }, [middle.data, count]);
}

function namesOf(answer: OutputOf<SkeinContract["search.facets"]>, field: string): string[] {
  return answer.facets.find((facet) => facet.field === field)?.values.map(({ value }) => value) ?? [];
}
