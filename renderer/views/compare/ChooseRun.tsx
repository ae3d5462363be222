import { useCallback, useMemo, useRef, useState } from "react";
import type { TraceId } from "../../../shared/model/ids.js";
import { parseQuery } from "../../../shared/query/parse.js";
import { useEngineQuery } from "../../data/engine.js";
import { useListWindow } from "../../data/list-window.js";
import { formatCounted, zoneOffsetMinutes } from "../../lib/format.js";
import { useSettled } from "../../lib/use-settled.js";
import { runCommand, useCommand } from "../../state/commands.js";
import { linkTo, navigate } from "../../state/navigation.js";
import { usePreferences } from "../../state/preferences.js";
import { useRecentComparisons } from "../../state/recent-comparisons.js";
import { compareRoute, traceRoute, type CompareRoute } from "../../state/route.js";
import { TopBarPart } from "../../state/TopBarPart.js";
import { Button } from "../../ui/Button.js";
import { EmptyState } from "../../ui/EmptyState.js";
import { ErrorPanel } from "../../ui/ErrorPanel.js";
import { Icon } from "../../ui/Icon.js";
import { Skeleton } from "../../ui/Skeleton.js";
import { VirtualTable } from "../../ui/VirtualTable.js";
import styles from "./choose.module.css";
import { CompareCrumb } from "./CompareCrumb.js";
import { RUN_PAGES, runColumns, type RunRow } from "./run-columns.js";

const TYPING_MS = 250;

/** The choice of a run: of the first, or of the one to compare it with. */
export function ChooseRun({ route, left }: { readonly route: CompareRoute; readonly left: string | undefined }) {
  const zone = usePreferences((preferences) => preferences.zone);
  const recent = useRecentComparisons((state) => state.pairs);
  const first = (left ?? route.right) as TraceId | undefined;
  const chosen = useEngineQuery("trace.get", { traceId: first ?? "" }, { enabled: first !== undefined });
  const [text, setText] = useState(route.q);
  const [cursor, setCursor] = useState<string | null>(null);
  const settled = useSettled(text, TYPING_MS);
  const parsed = useMemo(() => parseQuery(settled), [settled]);
  const question = useMemo(
    () => ({
      query: parsed.ok ? settled : "",
      sort: "start" as const,
      descending: true,
      zoneOffsetMinutes: zoneOffsetMinutes(zone),
    }),
    [parsed.ok, settled, zone],
  );
  const { head, total, shownRows, rowAt, onRange } = useListWindow("trace.list", question, RUN_PAGES);
  const { right } = route;
  const routeOf = useCallback(
    (traceId: string) =>
      left === undefined && right !== undefined
        ? compareRoute(traceId, right)
        : compareRoute(left ?? traceId, left === undefined ? undefined : traceId),
    [left, right],
  );
  const columns = useMemo(() => runColumns({ zone, first, routeOf }), [zone, first, routeOf]);
  const box = useRef<HTMLInputElement>(null);
  useCommand("search", () => box.current?.focus());

  const choose = (row: RunRow) => navigate(routeOf(row.traceId));
  const sameQuestion = chosen.data === undefined ? null : `"${chosen.data.title.replaceAll('"', " ").slice(0, 200)}"`;
  return (
    <>
      <TopBarPart>
        <CompareCrumb />
      </TopBarPart>
      <section className={styles.choose} aria-label="Choose a run">
        <h1 className={styles.title}>
          {first === undefined ? (
            "Choose the first of two runs"
          ) : (
            <>
              Compare{" "}
              <a {...linkTo(traceRoute(first))} dir="auto">
                {chosen.data?.title ?? first.slice(0, 8)}
              </a>{" "}
              with
            </>
          )}
        </h1>
        <div className={styles.bar}>
          <label className={styles.box}>
            <Icon name="search" size={14} />
            <input
              ref={box}
              type="search"
              aria-label="Find a run"
              placeholder="Find a run: words that were said, agent:planner, status:error"
              autoComplete="off"
              spellCheck={false}
              value={text}
              onChange={(event) => {
                setText(event.currentTarget.value);
                navigate({ ...route, q: event.currentTarget.value }, { replace: true });
              }}
            />
          </label>
          {sameQuestion === null ? null : (
            <Button
              onClick={() => {
                setText(sameQuestion);
                navigate({ ...route, q: sameQuestion }, { replace: true });
              }}
            >
              Same question
            </Button>
          )}
          <span className={styles.count} role="status">
            {parsed.ok ? formatCounted(total, "run") : `Column ${parsed.error.start + 1}: ${parsed.error.message}`}
          </span>
        </div>
        {first !== undefined || recent.length === 0 ? null : (
          <div className={styles.recent}>
            <h2>Compared before</h2>
            <ul>
              {recent.map(({ left: one, right: other }) => (
                <li key={`${one.traceId} ${other.traceId}`}>
                  <a {...linkTo(compareRoute(one.traceId, other.traceId))}>
                    <span dir="auto">{one.title}</span>
                    <span className={styles.against}>against</span>
                    <span dir="auto">{other.title}</span>
                  </a>
                </li>
              ))}
            </ul>
          </div>
        )}
        {head.isError ? (
          <ErrorPanel
            title="The runs could not be listed"
            failure={head.error.toData()}
            onRetry={() => void head.refetch()}
          />
        ) : head.data === undefined ? (
          <Skeleton label="Loading the runs" rows={16} rowHeightPx={28} />
        ) : total === 0 ? (
          <EmptyState
            title={text === "" ? "This workspace holds no traces yet" : "No run matches"}
            hint={
              text === "" ? "Open a trace dump, or the sample, to compare two of its runs." : "Search for other words."
            }
            actions={
              text === "" ? (
                <Button onClick={() => runCommand("open-sample")}>Open the sample</Button>
              ) : (
                <Button
                  onClick={() => {
                    setText("");
                    navigate({ ...route, q: "" }, { replace: true });
                  }}
                >
                  Clear search
                </Button>
              )
            }
          />
        ) : (
          <VirtualTable<RunRow>
            key={JSON.stringify(question)}
            label="Runs"
            columns={columns}
            rowCount={shownRows}
            rowHeightPx={28}
            rowAt={rowAt}
            rowKey={(row) => row.traceId}
            selectedKey={cursor}
            onSelect={(row) => setCursor(row.traceId)}
            onOpen={choose}
            onRange={onRange}
          />
        )}
      </section>
    </>
  );
}
