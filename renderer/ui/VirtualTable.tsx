import {
  columnVisibilityFeature,
  rowSortingFeature,
  tableFeatures,
  useTable,
  type ColumnDef,
} from "@tanstack/react-table";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useImperativeHandle, useLayoutEffect, useMemo, useRef, type ReactNode, type Ref } from "react";
import { classes } from "../lib/classes.js";
import { Icon } from "./Icon.js";
import { choiceColumn, type RowChoosing } from "./RowChoice.js";
import text from "./text.module.css";
import styles from "./VirtualTable.module.css";

export interface VirtualColumn<Row> {
  readonly id: string;
  /** The column's head. */
  readonly label: string;
  /** Said after the head, more quietly: a type, a unit. */
  readonly detail?: string | undefined;
  /** A column of marks: its head is there for assistive technology only. */
  readonly labelHidden?: boolean;
  /** What stands in the head instead of the label. */
  readonly head?: ReactNode;
  /** A track of the grid: `60px`, `minmax(0, 1fr)`. */
  readonly track: string;
  readonly align?: "start" | "end";
  /** Sorts by its head; the first click goes this way. */
  readonly sorts?: "ascending" | "descending" | undefined;
  readonly cell: (row: Row, index: number) => ReactNode;
}

export interface VirtualTableHandle {
  /** Brings a row into sight. */
  reveal(index: number): void;
  focusRow(index: number): void;
  /** The first row that is in sight. */
  firstVisible(): number;
}

export interface VirtualTableProps<Row> {
  readonly label: string;
  readonly columns: readonly VirtualColumn<Row>[];
  readonly hidden?: ReadonlySet<string>;
  readonly rowCount: number;
  readonly rowHeightPx: number;
  /** The row at an index, or undefined while it is on its way. */
  readonly rowAt: (index: number) => Row | undefined;
  readonly rowKey: (row: Row) => string;
  readonly sort?: { readonly id: string; readonly descending: boolean } | undefined;
  readonly onSort?: ((id: string, descending: boolean) => void) | undefined;
  readonly selectedKey?: string | null | undefined;
  readonly onSelect?: ((row: Row, index: number) => void) | undefined;
  readonly onOpen?: ((row: Row, index: number) => void) | undefined;
  /** The rows in sight (`last` inclusive), told after each scroll. */
  readonly onRange?: ((first: number, last: number) => void) | undefined;
  /** The head of the group that begins at a row; null where none begins. It stays in sight while its rows are. */
  readonly groupHead?: ((index: number) => ReactNode | null) | undefined;
  /** The head that stands over a row in the middle of its group. */
  readonly groupOf?: ((index: number) => ReactNode | null) | undefined;
  /** What the heights depend on besides the count: they are measured anew when it changes. */
  readonly groupsKey?: string | undefined;
  /** Given where several rows can be chosen: a column of checkboxes, shown under the pointer and while some are chosen. */
  readonly choosing?: RowChoosing<Row> | undefined;
  readonly handle?: Ref<VirtualTableHandle>;
}

interface Slot<Row> {
  readonly index: number;
  readonly row: Row;
}

const features = tableFeatures({ columnVisibilityFeature, rowSortingFeature });
const HEAD_PX = 28;
const GROUP_PX = 28;

/** A table of any length: only what is in sight is drawn, and only that is asked for. */
export function VirtualTable<Row>(props: VirtualTableProps<Row>) {
  const { label, hidden, rowCount, rowHeightPx, rowAt, rowKey, sort, onSort, onRange, groupHead, groupOf } = props;
  const { choosing } = props;
  const columns = useMemo(
    () => (choosing === undefined ? props.columns : [choiceColumn(choosing), ...props.columns]),
    [choosing, props.columns],
  );
  const scroller = useRef<HTMLDivElement>(null);
  const visible = useRef(0);
  const virtualizer = useVirtualizer({
    count: rowCount,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => rowHeightPx + (groupHead?.(index) == null ? 0 : GROUP_PX),
    overscan: 10,
    scrollMargin: HEAD_PX,
    scrollPaddingStart: HEAD_PX + (groupOf === undefined ? 0 : GROUP_PX),
  });
  const items = virtualizer.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  useLayoutEffect(() => virtualizer.measure(), [virtualizer, rowHeightPx, props.groupsKey]);
  useEffect(() => onRange?.(first, last), [onRange, first, last]);

  const slots: Slot<Row>[] = [];
  for (const item of items) {
    const row = rowAt(item.index);
    if (row !== undefined) slots.push({ index: item.index, row });
  }
  const definitions = useMemo(
    () =>
      columns.map((column): ColumnDef<typeof features, Slot<Row>> => ({
        id: column.id,
        header: column.label,
        accessorFn: (slot) => slot.index,
        enableSorting: column.sorts !== undefined,
        sortDescFirst: column.sorts === "descending",
      })),
    [columns],
  );
  const table = useTable({
    features,
    columns: definitions,
    data: slots,
    getRowId: (slot) => String(slot.index),
    manualSorting: true,
    enableSortingRemoval: false,
    state: {
      sorting: sort === undefined ? [] : [{ id: sort.id, desc: sort.descending }],
      columnVisibility: Object.fromEntries(columns.map((column) => [column.id, hidden?.has(column.id) !== true])),
    },
    onSortingChange: (update) => {
      const before = sort === undefined ? [] : [{ id: sort.id, desc: sort.descending }];
      const next = (typeof update === "function" ? update(before) : update)[0];
      if (next !== undefined) onSort?.(next.id, next.desc);
    },
  });
  const byId = useMemo(() => new Map(columns.map((column) => [column.id, column])), [columns]);
  const heads = table.getHeaderGroups()[0]?.headers ?? [];
  const shown = heads.flatMap((head) => byId.get(head.column.id) ?? []);
  const tracks = { gridTemplateColumns: shown.map((column) => column.track).join(" ") };
  const rows = new Map(table.getRowModel().rows.map((row) => [row.original.index, row.original.row]));

  useImperativeHandle(
    props.handle,
    () => ({
      firstVisible: () => visible.current,
      reveal: (index) => virtualizer.scrollToIndex(index, { align: "auto" }),
      focusRow: (index) => {
        virtualizer.scrollToIndex(index, { align: "auto" });
        requestAnimationFrame(() =>
          scroller.current?.querySelector<HTMLElement>(`[aria-rowindex="${index + 2}"]`)?.focus(),
        );
      },
    }),
    [virtualizer],
  );

  const covered = HEAD_PX + (groupOf === undefined ? 0 : GROUP_PX);
  const topItem = items.find((item) => item.end > (virtualizer.scrollOffset ?? 0) + HEAD_PX);
  useLayoutEffect(() => {
    const top = (virtualizer.scrollOffset ?? 0) + covered;
    visible.current = items.find((item) => item.end - rowHeightPx >= top)?.index ?? 0;
  });
  const sticky = topItem === undefined || groupOf === undefined ? null : groupOf(topItem.index);
  const tabStop = items.find((item) => isSelected(rows.get(item.index)))?.index ?? topItem?.index;

  function isSelected(row: Row | undefined): boolean {
    return row !== undefined && props.selectedKey != null && rowKey(row) === props.selectedKey;
  }

  return (
    <div
      ref={scroller}
      role="table"
      aria-label={label}
      aria-rowcount={rowCount + 1}
      aria-colcount={shown.length}
      className={styles.scroller}
    >
      <div role="rowgroup" className={styles.headGroup}>
        <div role="row" aria-rowindex={1} className={styles.head} style={tracks}>
          {heads.map((head) => {
            const column = byId.get(head.column.id);
            const sorted = head.column.getIsSorted();
            if (column === undefined) return null;
            return (
              <div
                key={head.id}
                role="columnheader"
                className={column.align === "end" ? styles.endHead : styles.startHead}
                {...(sorted === false
                  ? {}
                  : { "aria-sort": sorted === "desc" ? ("descending" as const) : ("ascending" as const) })}
              >
                {column.head !== undefined ? (
                  column.head
                ) : column.labelHidden === true ? (
                  <span className={text.visuallyHidden}>{column.label}</span>
                ) : column.sorts === undefined ? (
                  <>
                    {column.label}
                    {column.detail === undefined ? null : <span className={styles.detail}>{column.detail}</span>}
                  </>
                ) : (
                  <button
                    type="button"
                    className={classes(styles.sort, sorted !== false && styles.sorted)}
                    onClick={() =>
                      head.column.toggleSorting(sorted === false ? column.sorts === "descending" : sorted === "asc")
                    }
                  >
                    {column.label}
                    {sorted === false ? null : (
                      <Icon name={sorted === "desc" ? "chevron-down" : "chevron-up"} size={12} />
                    )}
                  </button>
                )}
              </div>
            );
          })}
        </div>
      </div>
      {sticky === null ? null : (
        <div className={styles.sticky} aria-hidden="true">
          <div className={styles.group}>{sticky}</div>
        </div>
      )}
      <div role="rowgroup" className={styles.body} style={{ height: virtualizer.getTotalSize() }}>
        {items.map((item) => {
          const row = rows.get(item.index);
          const group = groupHead?.(item.index) ?? null;
          const selected = isSelected(row);
          const chosen = row !== undefined && choosing?.isChosen(row) === true;
          return (
            <div key={item.key} className={styles.item} style={{ transform: `translateY(${item.start - HEAD_PX}px)` }}>
              {group === null ? null : <div className={styles.group}>{group}</div>}
              <div
                role="row"
                aria-rowindex={item.index + 2}
                aria-selected={selected}
                tabIndex={item.index === tabStop ? 0 : -1}
                className={classes(styles.row, chosen && styles.chosen, selected && styles.selected)}
                style={{ ...tracks, height: rowHeightPx }}
                onMouseDown={(event) => {
                  // A click with Shift chooses rows; it would mark their text.
                  if (event.shiftKey && choosing !== undefined) event.preventDefault();
                }}
                onClick={(event) => {
                  if (row === undefined) return;
                  if (choosing !== undefined && (event.shiftKey || event.ctrlKey || event.metaKey)) {
                    choosing.onChoose(row, item.index, event.shiftKey);
                  } else props.onSelect?.(row, item.index);
                }}
                onDoubleClick={() => (row === undefined ? undefined : props.onOpen?.(row, item.index))}
                onKeyDown={(event) => {
                  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
                  const next = step === undefined ? undefined : rowAt(item.index + step);
                  if (step !== undefined && next !== undefined) {
                    props.onSelect?.(next, item.index + step);
                    virtualizer.scrollToIndex(item.index + step, { align: "auto" });
                    requestAnimationFrame(() =>
                      scroller.current
                        ?.querySelector<HTMLElement>(`[aria-rowindex="${item.index + step + 2}"]`)
                        ?.focus(),
                    );
                  } else if (event.key === "Enter" && row !== undefined) props.onOpen?.(row, item.index);
                  else if (event.key === " " && row !== undefined) props.onSelect?.(row, item.index);
                  else return;
                  event.preventDefault();
                  event.stopPropagation();
                }}
              >
                {row === undefined ? (
                  <div role="cell" className={styles.waiting}>
                    <i className={styles.bone} style={{ width: `${35 + ((item.index * 17) % 40)}%` }} />
                  </div>
                ) : (
                  shown.map((column) => (
                    <div key={column.id} role="cell" className={column.align === "end" ? styles.end : styles.start}>
                      {column.cell(row, item.index)}
                    </div>
                  ))
                )}
              </div>
            </div>
          );
        })}
      </div>
    </div>
  );
}
