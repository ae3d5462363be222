import { useMemo, useRef } from "react";
import type { SpanId, TraceId } from "../../../shared/model/ids.js";
import { useEngineQuery } from "../../data/engine.js";
import { useListWindow } from "../../data/list-window.js";
import { useElementWidth } from "../../lib/use-element-width.js";
import { NoResults } from "../../results/NoResults.js";
import { ResultsTable } from "../../results/ResultsTable.js";
import { useChosenRows } from "../../results/use-chosen-rows.js";
import { useListQuestion } from "../../results/use-list-question.js";
import { useReportedAnswer } from "../../results/use-reported-answer.js";
import { useRowSteps } from "../../results/use-row-steps.js";
import { useSelectedRow } from "../../results/use-selected-row.js";
import { useShownColumns } from "../../results/use-shown-columns.js";
import { navigate, useRoute } from "../../state/navigation.js";
import { usePreferences } from "../../state/preferences.js";
import { useQueryHighlight } from "../../state/query-highlight.js";
import { traceRoute, spansRoute, type SpansRoute } from "../../state/route.js";
import type { VirtualTableHandle } from "../../ui/VirtualTable.js";
import { spanColumns } from "./columns.js";
import { COLUMNS, givingWay, PAGES, spanKey, type SpanRow } from "./model.js";

/** With the line that says where the words were found, and without. */
const HIT_ROW_PX = 44;
const ROW_PX = 28;

/** All spans of the workspace, or those that a search selects, as a table. */
export function SpansView() {
  const present = useRoute();
  const route: SpansRoute = present.page === "spans" ? present : spansRoute();
  const zone = usePreferences((preferences) => preferences.zone);
  const { q } = route;
  const question = useListQuestion(route, zone);
  const info = useEngineQuery("workspace.info", {}, { keepPrevious: true });
  const list = useListWindow("span.list", question, PAGES);
  const { head, shownRows, rowAt } = list;
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

  const { current, keepPlace } = useSelectedRow(route.selected ?? null, list, table);
  const select = (row: SpanRow) => {
    keepPlace(spanKey(row));
    navigate({ ...route, selected: spanKey(row) }, { replace: true });
  };
  const open = (row: SpanRow) => navigate(traceRoute(row.traceId, { q, span: row.spanId }));
  const chosenRows = useChosenRows({ question, list, rowKey: spanKey, nameOf });
  const { choosing } = chosenRows;
  useRowSteps({ current, shownRows, rowAt, table, onSelect: select, onOpen: open, choosing });

  if (q === "" && answer?.total === 0) {
    return <NoResults unit="spans" anyTraces={false} />;
  }
  return (
    <ResultsTable
      route={route}
      question={question}
      list={list}
      zone={zone}
      hits={hits}
      allRows={info.data?.spans ?? null}
      choice={COLUMNS}
      chosen={chosen}
      columns={columns}
      hidden={hidden}
      rowHeightPx={rowHeightPx}
      rowKey={spanKey}
      rowTitle={(row) => row.name}
      onSelect={select}
      onOpen={open}
      chosenRows={chosenRows}
      notes={{
        label: "Notes on the span",
        about:
          current === null
            ? null
            : { target: "span", traceId: current.row.traceId as TraceId, spanId: current.row.spanId as SpanId },
      }}
      center={center}
      table={table}
    />
  );
}

function nameOf({ name }: SpanRow): string {
  return name;
}
