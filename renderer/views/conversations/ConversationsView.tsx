import { useMemo, useRef } from "react";
import type { TraceId } from "../../../shared/model/ids.js";
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
import { conversationRoute, conversationsRoute, type ConversationsRoute } from "../../state/route.js";
import type { VirtualTableHandle } from "../../ui/VirtualTable.js";
import { conversationColumns } from "./columns.js";
import { COLUMNS, type ConversationRow, givingWay, PAGES } from "./model.js";

const ROW_PX = 44;

/** All conversations of the workspace, or those that a search selects, as a table. */
export function ConversationsView() {
  const present = useRoute();
  const route: ConversationsRoute = present.page === "conversations" ? present : conversationsRoute();
  const zone = usePreferences((preferences) => preferences.zone);
  const { q, sort, desc } = route;
  const question = useListQuestion(route, zone);
  const info = useEngineQuery("workspace.info", {}, { keepPrevious: true });
  const list = useListWindow("conversation.list", question, PAGES);
  const { head, shownRows, rowAt } = list;
  const answer = head.data;
  const hits = answer !== undefined && answer.texts !== null;
  const highlight = useQueryHighlight(q);

  const table = useRef<VirtualTableHandle>(null);
  const center = useRef<HTMLDivElement>(null);
  const width = useElementWidth(center);
  const { chosen, hidden } = useShownColumns(COLUMNS, route.cols, width, givingWay);
  // What is left for the words, in characters of 6.5 px; a third of it may stand before the word.
  const lead = Math.max(8, Math.floor((width - 620) / 20));
  const columns = useMemo(() => conversationColumns({ zone, hits, highlight, lead }), [zone, hits, highlight, lead]);
  useReportedAnswer("conversations", q, head.isPlaceholderData ? undefined : answer, null);

  const { current, keepPlace } = useSelectedRow(route.selected ?? null, list, table);
  const select = (row: ConversationRow) => {
    keepPlace(row.traceId);
    navigate({ ...route, selected: row.traceId }, { replace: true });
  };
  const open = (row: ConversationRow) => navigate(conversationRoute(row.traceId, { q, sort, desc }));
  const chosenRows = useChosenRows({ question, list, rowKey: rowKey, nameOf });
  const { choosing } = chosenRows;
  useRowSteps({ current, shownRows, rowAt, table, onSelect: select, onOpen: open, choosing });

  if (q === "" && answer?.total === 0) {
    return <NoResults unit="conversations" anyTraces={(info.data?.traces ?? 0) > 0} />;
  }
  return (
    <ResultsTable
      route={route}
      question={question}
      list={list}
      zone={zone}
      hits={hits}
      allRows={null}
      choice={COLUMNS}
      chosen={chosen}
      columns={columns}
      hidden={hidden}
      rowHeightPx={ROW_PX}
      rowKey={rowKey}
      onSelect={select}
      onOpen={open}
      chosenRows={chosenRows}
      notes={{
        label: "Notes on the conversation",
        about: current === null ? null : { target: "conversation", traceId: current.row.traceId as TraceId },
      }}
      rowTitle={nameOf}
      center={center}
      table={table}
    />
  );
}

function rowKey({ traceId }: ConversationRow): string {
  return traceId;
}

function nameOf({ title }: ConversationRow): string {
  return title;
}
