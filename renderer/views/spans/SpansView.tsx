import { useEffect, useMemo, useRef } from "react";
import { useEngineQuery } from "../../data/engine.js";
import { zoneOffsetMinutes } from "../../lib/format.js";
import { useElementWidth } from "../../lib/use-element-width.js";
import { NoResults } from "../../results/NoResults.js";
import { ResultsView } from "../../results/ResultsView.js";
import { tableSort } from "../../results/table-sort.js";
import { useReportedAnswer } from "../../results/use-reported-answer.js";
import { useRowSteps } from "../../results/use-row-steps.js";
import { useShownColumns } from "../../results/use-shown-columns.js";
import { navigate, useRoute } from "../../state/navigation.js";
import { usePreferences } from "../../state/preferences.js";
import { useQueryHighlight } from "../../state/query-highlight.js";
import { traceRoute, spansRoute, type SpansRoute } from "../../state/route.js";
import { VirtualTable, type VirtualTableHandle } from "../../ui/VirtualTable.js";
import { spanColumns } from "./columns.js";
import { COLUMNS, givingWay, spanKey, type SpanRow } from "./model.js";
import { useSpanWindow, type Question } from "./use-span-window.js";

/** With the line that says where the words were found, and without. */
const HIT_ROW_PX = 44;
const ROW_PX = 28;

/** All spans of the workspace, or those that a search selects, as a table. */
export function SpansView() {
  const present = useRoute();
  const route: SpansRoute = present.page === "spans" ? present : spansRoute();
  const zone = usePreferences((preferences) => preferences.zone);
  const { q, sort, desc } = route;
  const question: Question = useMemo(
    () => ({ query: q, sort, descending: desc, zoneOffsetMinutes: zoneOffsetMinutes(zone) }),
    [q, sort, desc, zone],
  );
  const info = useEngineQuery("workspace.info", {}, { keepPrevious: true });
  const list = useSpanWindow(question);
  const { head, total, shownRows, rowAt } = list;
  const answer = head.data;
  const hits = answer !== undefined && answer.texts !== null;
  const highlight = useQueryHighlight(q);
  const rowHeightPx = hits ? HIT_ROW_PX : ROW_PX;

  const table = useRef<VirtualTableHandle>(null);
  const center = useRef<HTMLDivElement>(null);
  const width = useElementWidth(center);
  const { chosen, hidden } = useShownColumns(COLUMNS, route.cols, width, givingWay);
  // What is left for the words, in characters of 6.5 px; a third of it may stand before the word.
  const lead = Math.max(8, Math.floor((width - 560) / 20));
  const longestNs = answer?.longestNs ?? 0;
  const columns = useMemo(
    () => spanColumns({ zone, hits, highlight, longestNs, lead }),
    [zone, hits, highlight, longestNs, lead],
  );
  useReportedAnswer("spans", q, head.isPlaceholderData ? undefined : answer, null, answer?.traces ?? null);

  const selected = route.selected ?? null;
  const at = selected === null ? -1 : list.indexOf(selected);
  const revealed = useRef<string | null>(null);
  useEffect(() => {
    // What comes selected with the address is brought into sight, once.
    if (at < 0 || revealed.current === selected) return;
    revealed.current = selected;
    table.current?.reveal(at);
  }, [at, selected]);
  const select = (row: SpanRow) => {
    revealed.current = spanKey(row);
    navigate({ ...route, selected: spanKey(row) }, { replace: true });
  };
  const open = (row: SpanRow) => navigate(traceRoute(row.traceId, { q, span: row.spanId }));
  const row = at < 0 ? undefined : rowAt(at);
  const current = row === undefined ? null : { row, index: at };
  useRowSteps({ current, shownRows, rowAt, table, onSelect: select, onOpen: open });

  if (q === "" && answer?.total === 0) {
    return <NoResults unit="spans" anyTraces={false} />;
  }
  return (
    <ResultsView
      unit="spans"
      query={q}
      zone={zone}
      head={head}
      total={total}
      shownRows={shownRows}
      allRows={info.data?.spans ?? null}
      choice={COLUMNS}
      chosen={chosen}
      onColumns={(next) => navigate({ ...route, cols: COLUMNS.param(next) }, { replace: true })}
      rowHeightPx={rowHeightPx}
      onQuery={(next) => navigate({ ...route, q: next, ...(next === "" ? { selected: undefined } : {}) })}
      center={center}
      {...(hits && sort !== "relevance"
        ? { onRelevance: () => navigate({ ...route, sort: "relevance", desc: true }, { replace: true }) }
        : {})}
    >
      <VirtualTable
        key={JSON.stringify(question)}
        label="Spans"
        columns={columns}
        hidden={hidden}
        rowCount={shownRows}
        rowHeightPx={rowHeightPx}
        rowAt={rowAt}
        rowKey={spanKey}
        sort={tableSort(sort, desc, hits)}
        onSort={(id, descending) =>
          navigate({ ...route, sort: id as SpansRoute["sort"], desc: descending }, { replace: true })
        }
        selectedKey={selected}
        onSelect={select}
        onOpen={open}
        onRange={list.onRange}
        handle={table}
      />
    </ResultsView>
  );
}
