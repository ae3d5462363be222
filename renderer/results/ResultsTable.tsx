import type { ReactNode, RefObject } from "react";
import type { ListQuestion, ListWindow } from "../data/list-window.js";
import type { ColumnChoice } from "../lib/column-choice.js";
import type { Zone } from "../lib/format.js";
import { navigate } from "../state/navigation.js";
import type { ListRoute } from "../state/route.js";
import { VirtualTable, type VirtualTableHandle, type VirtualTableProps } from "../ui/VirtualTable.js";
import { RowNotes, type RowNotesProps } from "./RowNotes.js";
import { ResultsView } from "./ResultsView.js";
import { tableSort } from "./table-sort.js";
import { UNIT_TITLE } from "./units.js";
import { useListEvidence } from "./use-list-evidence.js";
import type { ChosenRows } from "./use-chosen-rows.js";

export interface ResultsTableProps<Row, Page> {
  readonly route: ListRoute;
  readonly question: ListQuestion<string>;
  readonly list: ListWindow<Row, Page>;
  readonly zone: Zone;
  /** Whether the rows say where words of the query were found. */
  readonly hits: boolean;
  /** Rows of the whole workspace; null where that is not known. */
  readonly allRows: number | null;
  readonly choice: ColumnChoice;
  readonly chosen: ReadonlySet<string>;
  readonly columns: VirtualTableProps<Row>["columns"];
  readonly hidden: ReadonlySet<string>;
  readonly rowHeightPx: number;
  readonly rowKey: (row: Row) => string;
  /** What a row is called where it stands alone. */
  readonly rowTitle: (row: Row) => string;
  readonly onSelect: (row: Row) => void;
  readonly onOpen: (row: Row) => void;
  readonly chosenRows: ChosenRows<Row>;
  /** Heads that stand over groups of rows. */
  readonly groups?: Pick<VirtualTableProps<Row>, "groupHead" | "groupOf" | "groupsKey">;
  readonly inspector?: ReactNode;
  /** What the key for a note means, where no inspector has a place for notes. */
  readonly notes?: Pick<RowNotesProps, "label" | "about">;
  /** The column of the table, for its width. */
  readonly center: RefObject<HTMLDivElement | null>;
  readonly table: RefObject<VirtualTableHandle | null>;
}

/** The rows that a search selects, as a table with all that stands around it. Search, order and columns are in the address. */
export function ResultsTable<Row, Page>(props: ResultsTableProps<Row, Page>) {
  const { route, question, list, hits, choice } = props;
  const { q, sort, desc } = route;
  const { head, total, shownRows } = list;
  useListEvidence({
    unit: route.page,
    query: q,
    total,
    selected: route.selected,
    title: () => {
      for (let index = 0; index < shownRows; index++) {
        const row = list.rowAt(index);
        if (row !== undefined && props.rowKey(row) === route.selected) return props.rowTitle(row);
      }
      return "";
    },
  });
  // Each list has orders of its own; its columns name them.
  const order = (by: string, descending: boolean) =>
    navigate({ ...route, sort: by, desc: descending } as ListRoute, { replace: true });
  return (
    <ResultsView
      unit={route.page}
      query={q}
      zone={props.zone}
      head={head}
      total={total}
      shownRows={shownRows}
      allRows={props.allRows}
      choice={choice}
      chosen={props.chosen}
      onColumns={(next) => navigate({ ...route, cols: choice.param(next) }, { replace: true })}
      chosenRows={props.chosenRows}
      rowHeightPx={props.rowHeightPx}
      onQuery={(next) => navigate({ ...route, q: next, ...(next === "" ? { selected: undefined } : {}) })}
      center={props.center}
      {...(hits && sort !== "relevance" ? { onRelevance: () => order("relevance", true) } : {})}
      inspector={props.inspector}
    >
      <VirtualTable
        key={JSON.stringify(question)}
        label={UNIT_TITLE[route.page]}
        columns={props.columns}
        hidden={props.hidden}
        rowCount={shownRows}
        rowHeightPx={props.rowHeightPx}
        rowAt={list.rowAt}
        rowKey={props.rowKey}
        sort={tableSort(sort, desc, hits)}
        onSort={order}
        selectedKey={route.selected ?? null}
        onSelect={props.onSelect}
        onOpen={props.onOpen}
        onRange={list.onRange}
        choosing={props.chosenRows.choosing}
        {...props.groups}
        handle={props.table}
      />
      {props.notes === undefined ? null : <RowNotes {...props.notes} center={props.center} />}
    </ResultsView>
  );
}
