import { useMemo, useRef } from "react";
import { formatQuery } from "../../../shared/query/format.js";
import { highlightNodes } from "../../../shared/query/highlight.js";
import { parseQuery } from "../../../shared/query/parse.js";
import { useEngineQuery } from "../../data/engine.js";
import { useListWindow } from "../../data/list-window.js";
import { PAGE_ROWS } from "../../data/pages-in-sight.js";
import { dayKey, formatCounted, formatDay } from "../../lib/format.js";
import { useElementWidth } from "../../lib/use-element-width.js";
import { NoResults } from "../../results/NoResults.js";
import { ResultsTable } from "../../results/ResultsTable.js";
import { useChosenRows } from "../../results/use-chosen-rows.js";
import { useListQuestion } from "../../results/use-list-question.js";
import { useReportedAnswer } from "../../results/use-reported-answer.js";
import { useRowSteps } from "../../results/use-row-steps.js";
import { useShownColumns } from "../../results/use-shown-columns.js";
import { useCommand } from "../../state/commands.js";
import { navigate, useRoute } from "../../state/navigation.js";
import { setPreferences, usePreferences } from "../../state/preferences.js";
import { useQueryHighlight } from "../../state/query-highlight.js";
import { traceRoute, tracesRoute, type TracesRoute } from "../../state/route.js";
import { InspectorPanel } from "../../ui/InspectorPanel.js";
import type { VirtualTableHandle } from "../../ui/VirtualTable.js";
import { traceColumns } from "./columns.js";
import { COLUMNS, givingWay, PAGES, showsDays, type TraceRow } from "./model.js";
import { TraceInspector } from "./TraceInspector.js";
import { useDays } from "./use-days.js";
import { useSelectedTrace } from "./use-selected-trace.js";

/** All runs of the workspace, or those that a search selects, as a table; the selected one beside it. */
export function TracesView() {
  const present = useRoute();
  const info = useEngineQuery("workspace.info", {}, { keepPrevious: true });
  const query = present.page === "traces" ? present.q : "";
  return info.data?.traces === 0 && query === "" ? <NoResults unit="traces" anyTraces={false} /> : <TraceList />;
}

function TraceList() {
  const present = useRoute();
  const route: TracesRoute = present.page === "traces" ? present : tracesRoute();
  const zone = usePreferences((preferences) => preferences.zone);
  const inspectorWidthPx = usePreferences((preferences) => preferences.inspectorWidthPx);
  const info = useEngineQuery("workspace.info", {}, { keepPrevious: true });
  const { q, sort, desc } = route;
  const question = useListQuestion(route, zone);
  const list = useListWindow("trace.list", question, PAGES);
  const { head, total, shownRows, rowAt } = list;
  const answer = head.data;
  const parsed = useMemo(() => parseQuery(q), [q]);
  const words = useMemo(() => (parsed.ok ? highlightNodes(parsed.query).map(formatQuery) : []), [parsed]);
  const highlight = useQueryHighlight(q);
  const hits = words.length > 0;
  const rowHeightPx = hits ? 44 : 28;

  const table = useRef<VirtualTableHandle>(null);
  const center = useRef<HTMLDivElement>(null);
  const width = useElementWidth(center);
  const { chosen, hidden } = useShownColumns(COLUMNS, route.cols, width, givingWay);
  const days = showsDays(sort, hits);
  const questionKey = JSON.stringify(question);
  const seenDays = useDays(`${questionKey}${total}`, list, zone);
  const dayHeads = days ? seenDays : null;
  const longestNs = answer?.longestNs ?? 0;
  const narrow = width > 0 && width < 480;
  // What is left for the message, in characters of 6.5 px; a third of it may stand before the word.
  const lead = Math.max(8, Math.floor((width - 520) / 20));
  const columns = useMemo(
    () => traceColumns({ zone, hits, highlight, days, longestNs, narrow, lead }),
    [zone, hits, highlight, days, longestNs, narrow, lead],
  );

  const selected = route.selected ?? null;
  const current = useSelectedTrace(selected, question, list, table);
  useReportedAnswer("traces", q, head.isPlaceholderData ? undefined : answer, answer?.spans ?? null);

  const select = (row: TraceRow) => navigate({ ...route, selected: row.traceId }, { replace: true });
  const open = (row: TraceRow) => navigate(traceRoute(row.traceId, { q, sort, desc, span: row.hit?.spanId }));
  const close = () => navigate({ ...route, selected: undefined }, { replace: true });
  const chosenRows = useChosenRows({ question, list, rowKey: rowKey, nameOf });
  const { choosing } = chosenRows;
  useRowSteps({ current, shownRows, rowAt, table, onSelect: select, onOpen: open, choosing });
  useCommand("close", close, { active: current !== null });

  const dayHead = (index: number) => {
    const start = dayHeads?.get(index);
    if (start === undefined) return null;
    return (
      <>
        <b>{formatDay(start.ms, zone)}</b>
        {start.rows === null ? null : <span>{formatCounted(start.rows, "trace")}</span>}
      </>
    );
  };
  const dayOf = (index: number) => {
    const row = rowAt(index);
    if (row === undefined) return null;
    for (let from = index; from >= 0 && from > index - PAGE_ROWS; from -= 1) {
      const start = dayHeads?.get(from);
      if (start === undefined) continue;
      if (dayKey(start.ms, zone) === dayKey(row.startMs, zone)) return dayHead(from);
      break;
    }
    return <b>{formatDay(row.startMs, zone)}</b>;
  };

  return (
    <ResultsTable
      route={route}
      question={question}
      list={list}
      zone={zone}
      hits={hits}
      allRows={info.data?.traces ?? null}
      choice={COLUMNS}
      chosen={chosen}
      columns={columns}
      hidden={hidden}
      rowHeightPx={rowHeightPx}
      rowKey={rowKey}
      onSelect={select}
      onOpen={open}
      chosenRows={chosenRows}
      rowTitle={nameOf}
      groups={{
        groupHead: dayHead,
        ...(days ? { groupOf: dayOf } : {}),
        groupsKey: dayHeads === null ? "" : [...dayHeads.keys()].join(),
      }}
      inspector={
        current === null ? null : (
          <InspectorPanel
            onClose={close}
            widthPx={inspectorWidthPx}
            onWidthChange={(widthPx) => setPreferences({ inspectorWidthPx: widthPx })}
          >
            <TraceInspector row={current.row} words={words} onOpen={() => open(current.row)} onClose={close} />
          </InspectorPanel>
        )
      }
      center={center}
      table={table}
    />
  );
}

function rowKey({ traceId }: TraceRow): string {
  return traceId;
}

function nameOf({ title }: TraceRow): string {
  return title;
}
