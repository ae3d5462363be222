import { useEffect, useMemo, useRef, type ReactNode } from "react";
import { formatNumber } from "../../../lib/format.js";
import { useElementWidth } from "../../../lib/use-element-width.js";
import { useRowSteps } from "../../../results/use-row-steps.js";
import { useCommand } from "../../../state/commands.js";
import { navigate } from "../../../state/navigation.js";
import { setPreferences, usePreferences } from "../../../state/preferences.js";
import { useQueryHighlight } from "../../../state/query-highlight.js";
import type { RetrievalRoute } from "../../../state/retrieval-route.js";
import { reportQuery } from "../../../state/status.js";
import { HighlightContext } from "../../../ui/highlight-context.js";
import { Icon } from "../../../ui/Icon.js";
import { InspectorPanel } from "../../../ui/InspectorPanel.js";
import { Segmented, type Segment } from "../../../ui/Segmented.js";
import text from "../../../ui/text.module.css";
import { VirtualTable, type VirtualColumn, type VirtualTableHandle } from "../../../ui/VirtualTable.js";
import styles from "./list.module.css";
import { withoutRoom } from "./fitting-columns.js";
import { ListState } from "./ListState.js";
import type { ListWindow } from "./use-list-window.js";

const ROW_PX = 28;

export interface ListTabProps<Row, Head> {
  readonly route: RetrievalRoute;
  /** What is listed: "Documents", and one of them in a sentence: "document". */
  readonly label: string;
  readonly one: string;
  readonly list: ListWindow<Row, Head>;
  readonly columns: readonly VirtualColumn<Row>[];
  /** Columns that say nothing here. */
  readonly hidden?: readonly string[];
  /** Columns that give way where there is no room for all, the first ones first. */
  readonly givingWay: readonly string[];
  readonly sort: { readonly id: string; readonly descending: boolean };
  readonly keyOf: (row: Row) => string;
  /** What opening a row does; without it the row is selected. */
  readonly onOpen?: (row: Row) => void;
  readonly filters: readonly Segment<string>[];
  /** The quick filter that is on. */
  readonly only: string;
  /** How many there are, in words; shown in the bar. */
  readonly words: ReactNode;
  /** What the list is made of changes with it: the table begins at its top again. */
  readonly question: object;
  /** What stands where the traces have none of them. */
  readonly none: { readonly title: string; readonly hint: string };
  /** Over the table: totals, a choice of parts. */
  readonly above?: ReactNode;
  /** At the right end of the bar. */
  readonly actions?: ReactNode;
  /** The part that is shown beside the table for the selected row. */
  readonly renderInspector: (key: string, close: () => void, select: (key: string) => void) => ReactNode;
}

/** One list of the Retrieval view: quick filters, the table, and the selected row beside it. */
export function ListTab<Row, Head extends { readonly total: number; readonly ms: number }>(
  props: ListTabProps<Row, Head>,
) {
  const { route, label, one, list, only, filters, sort, keyOf, givingWay } = props;
  const { head, total, shownRows, rowAt } = list;
  const inspectorWidthPx = usePreferences((preferences) => preferences.inspectorWidthPx);
  const highlight = useQueryHighlight(route.q);
  const table = useRef<VirtualTableHandle>(null);
  const center = useRef<HTMLDivElement>(null);
  const width = useElementWidth(center);
  const { columns } = props;
  const hidden = useMemo(() => {
    const empty = new Set(props.hidden);
    return new Set([...empty, ...withoutRoom(columns, empty, givingWay, width)]);
  }, [columns, props.hidden, givingWay, width]);
  const answer = head.isPlaceholderData ? undefined : head.data;
  useEffect(() => {
    if (answer === undefined) return;
    const count = `${formatNumber(answer.total)}\u00a0${answer.total === 1 ? one : label.toLowerCase()}`;
    reportQuery(
      answer.ms,
      route.q === "" ? "list" : "search",
      `${count}, ${Math.max(1, Math.round(answer.ms))}\u00a0ms`,
    );
  }, [answer, route.q, one, label]);

  const selected = route.selected ?? null;
  const at = selected === null ? -1 : list.indexOf(selected);
  const revealed = useRef<string | null>(null);
  useEffect(() => {
    // What comes selected with the address is brought into sight, once.
    if (at < 0 || revealed.current === selected) return;
    revealed.current = selected;
    table.current?.reveal(at);
  }, [at, selected]);
  const change = (next: Partial<Omit<RetrievalRoute, "page">>, push = false) =>
    navigate({ ...route, ...next }, { replace: !push });
  const select = (row: Row) => {
    revealed.current = keyOf(row);
    change({ selected: keyOf(row) });
  };
  const onOpen = props.onOpen ?? select;
  const close = () => change({ selected: undefined });
  const row = at < 0 ? undefined : rowAt(at);
  useRowSteps({
    current: row === undefined ? null : { row, index: at },
    shownRows,
    rowAt,
    table,
    onSelect: select,
    onOpen,
  });
  useCommand("close", close, { active: selected !== null });
  const onlyOf = (id: string) => change({ only: id === filters[0]?.id ? undefined : id, selected: undefined }, true);
  return (
    <HighlightContext value={highlight}>
      <section ref={center} className={styles.center} aria-label={label} aria-busy={head.isFetching}>
        <div className={styles.toolbar}>
          <Segmented label={`Which ${label.toLowerCase()}`} items={filters} value={only} onChange={onlyOf} />
          <span className={styles.words}>{head.data === undefined ? null : props.words}</span>
          {shownRows < total ? (
            <span className={styles.cut}>
              <Icon name="info" size={14} /> The first {formatNumber(shownRows)} are listed. Search to see others.
            </span>
          ) : null}
          <span className={text.space} />
          {props.actions}
        </div>
        {props.above}
        <ListState
          head={head}
          total={total}
          label={label}
          one={one}
          query={route.q}
          filter={only === filters[0]?.id ? null : (filters.find(({ id }) => id === only) ?? null)}
          none={props.none}
          onQuery={(q) => change({ q, selected: undefined }, true)}
          onAll={() => onlyOf(filters[0]?.id ?? "")}
        >
          <VirtualTable
            key={JSON.stringify(props.question)}
            label={label}
            columns={columns}
            hidden={hidden}
            rowCount={shownRows}
            rowHeightPx={ROW_PX}
            rowAt={rowAt}
            rowKey={keyOf}
            sort={sort}
            onSort={(id, desc) => change({ sort: id, desc })}
            selectedKey={selected}
            onSelect={select}
            onOpen={onOpen}
            onRange={list.onRange}
            handle={table}
          />
        </ListState>
      </section>
      {selected === null ? null : (
        <InspectorPanel
          onClose={close}
          widthPx={inspectorWidthPx}
          onWidthChange={(widthPx) => setPreferences({ inspectorWidthPx: widthPx })}
        >
          {props.renderInspector(selected, close, (key) => change({ selected: key }))}
        </InspectorPanel>
      )}
    </HighlightContext>
  );
}
