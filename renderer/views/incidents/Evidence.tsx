import { defaultRangeExtractor, useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useLayoutEffect, useRef, useState, type RefObject } from "react";
import type { ItemHead } from "../../../shared/contract/incidents.js";
import type { ItemType } from "../../../shared/model/incident.js";
import { useReadOnly } from "../../annotations/author.js";
import { formatCounted } from "../../lib/format.js";
import { useCommand } from "../../state/commands.js";
import { currentRoute, navigate } from "../../state/navigation.js";
import { Button } from "../../ui/Button.js";
import { EmptyState } from "../../ui/EmptyState.js";
import { Kbd } from "../../ui/Kbd.js";
import text from "../../ui/text.module.css";
import { AddSearch } from "./AddSearch.js";
import { EvidenceRow, type RowActions } from "./EvidenceRow.js";
import styles from "./incidents.module.css";
import { moved } from "./order.js";
import { useApply } from "./use-apply.js";
import { useShownOrder } from "./use-shown-order.js";
import { useDragOrder } from "./use-drag-order.js";

interface EvidenceProps {
  readonly incidentId: string;
  readonly items: readonly ItemHead[];
  readonly selected: string | undefined;
  readonly scroller: RefObject<HTMLElement | null>;
  /** What stands over the list in the same scroll. */
  readonly above: RefObject<HTMLElement | null>;
  readonly onDraft: () => void;
}

/** Before a row is measured, px. */
const ROUGHLY_PX: Readonly<Record<ItemType, number>> = {
  span: 76,
  trace: 96,
  picture: 240,
  search: 150,
  retrieval: 220,
  comparison: 120,
  note: 90,
};

/** The evidence in the order of the report: numbered, moved by its grip or with the keys, written on in place. */
export function Evidence({ incidentId, items: stored, selected, scroller, above, onDraft }: EvidenceProps) {
  const apply = useApply();
  const readOnly = useReadOnly();
  const [said, setSaid] = useState("");
  const [asking, setAsking] = useState(false);
  const { items, show } = useShownOrder(stored);
  const list = useRef<HTMLOListElement>(null);
  const [marginPx, setMarginPx] = useState(0);
  useLayoutEffect(() => {
    const measure = () => setMarginPx(list.current?.offsetTop ?? 0);
    measure();
    if (above.current === null) return;
    const observer = new ResizeObserver(measure);
    observer.observe(above.current);
    return () => observer.disconnect();
  }, [above, items.length]);

  const dragged = useRef<number | null>(null);
  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    getItemKey: (index) => items[index]?.id ?? index,
    estimateSize: (index) => ROUGHLY_PX[items[index]?.type ?? "span"],
    overscan: 4,
    scrollMargin: marginPx,
    // The one that is dragged keeps the pointer only as long as it is there.
    rangeExtractor: (range) => {
      const shown = defaultRangeExtractor(range);
      const held = dragged.current;
      return held === null || shown.includes(held) ? shown : [...shown, held].sort((a, b) => a - b);
    },
  });

  const place = (id: string | undefined) => items.findIndex((item) => item.id === id);
  const at = place(selected);
  const wanted = useRef<string | null>(null);
  const focusRow = (id: string) =>
    list.current?.querySelector<HTMLElement>(`[data-item="${CSS.escape(id)}"]`)?.focus({ preventScroll: true });
  const select = (id: string | undefined, focus = false) => {
    const now = currentRoute();
    if (now.page !== "incidents" || now.item === id) return;
    navigate({ ...now, incidentId, item: id }, { replace: true });
    if (focus) wanted.current = id ?? null;
  };
  // A row that was moved or reached by a key keeps the keyboard, wherever it was put.
  useEffect(() => {
    if (wanted.current === null) return;
    focusRow(wanted.current);
    wanted.current = null;
  });
  // Whatever of a row gets the focus, by a click or by a key: that row is meant.
  const meant = useRef(select);
  useLayoutEffect(() => {
    meant.current = select;
  });
  useEffect(() => {
    const box = list.current;
    const onFocusIn = (event: FocusEvent) => {
      const row = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-item]") : null;
      if (row !== null) meant.current(row.dataset["item"]);
    };
    box?.addEventListener("focusin", onFocusIn);
    return () => box?.removeEventListener("focusin", onFocusIn);
  }, []);
  const shownFor = useRef<string | undefined>(undefined);
  useEffect(() => {
    if (selected === shownFor.current || at < 0 || marginPx === 0) return;
    shownFor.current = selected;
    virtualizer.scrollToIndex(at, { align: "auto" });
  }, [selected, at, marginPx, virtualizer]);

  const move = (from: number, to: number) => {
    if (readOnly) return;
    const next = moved(items, from, to);
    const item = items[from];
    if (next === items || item === undefined) return;
    const now = next.indexOf(item);
    setSaid(`${item.heading}: moved to ${now + 1} of ${items.length}`);
    show(next, apply({ command: "item.move", id: item.id, before: next[now + 1]?.id ?? null }));
  };
  const step = (by: 1 | -1) => {
    if (at < 0) return;
    wanted.current = items[at]?.id ?? null;
    move(at, by < 0 ? at - 1 : at + 2);
  };
  const go = (by: 1 | -1) => {
    const next = items[at < 0 ? 0 : Math.min(items.length - 1, Math.max(0, at + by))];
    if (next !== undefined) select(next.id, true);
  };
  const remove = (id: string) => {
    const index = place(id);
    const item = items[index];
    if (item === undefined) return;
    if (id === selected) select((items[index + 1] ?? items[index - 1])?.id, true);
    void apply({ command: "item.remove", ids: [id] }, `Removed “${item.heading}”`);
  };
  const latest = useRef<RowActions>({ move: () => {}, remove });
  useLayoutEffect(() => {
    latest.current = {
      move: (id, by) => {
        const from = place(id);
        wanted.current = id;
        select(id);
        move(from, by < 0 ? from - 1 : from + 2);
      },
      remove,
    };
  });
  const [actions] = useState<RowActions>({
    move: (id, by) => latest.current.move(id, by),
    remove: (id) => latest.current.remove(id),
  });
  const [editing, setEditing] = useState<string | null>(null);
  // What is new follows what is selected, else it comes last.
  const next = at < 0 ? null : (items[at + 1]?.id ?? null);
  const addNote = async () => {
    const id = crypto.randomUUID();
    const note = { id, heading: "Note", caption: "", body: { type: "note" as const, text: "" } };
    if (!(await apply({ command: "item.add", incidentId, items: [note], before: next }))) return;
    setEditing(id);
    select(id);
  };

  const filled = items.length > 0;
  useCommand("row-next", () => go(1), { active: filled });
  useCommand("row-previous", () => go(-1), { active: filled });
  useCommand("item-up", () => step(-1), { unavailable: at > 0 ? null : "nothing above it", active: filled });
  useCommand("item-down", () => step(1), {
    unavailable: at >= 0 && at < items.length - 1 ? null : "nothing below it",
    active: filled,
  });
  useCommand("item-remove", () => remove(items[at]?.id ?? ""), { active: at >= 0 && !readOnly });

  const { drag, grips } = useDragOrder({
    scroller,
    places: () => virtualizer.measurementsCache,
    onMove: (from, to) => {
      select(items[from]?.id);
      move(from, to);
    },
  });
  useLayoutEffect(() => {
    dragged.current = drag?.from ?? null;
  });
  const drops = drag === null || drag.to === drag.from || drag.to === drag.from + 1 ? null : drag.to;
  const measured = virtualizer.measurementsCache;
  const dropPx = drops === null ? 0 : (measured[drops]?.start ?? measured.at(-1)?.end ?? marginPx) - marginPx;
  return (
    <>
      <div className={styles.evidenceHead}>
        <h3>Evidence</h3>
        <span className={text.tertiary}>
          {items.length === 0
            ? "nothing yet"
            : `${formatCounted(items.length, "item")}${readOnly ? "" : ", drag to order"}`}
        </span>
        <span className={text.space} />
        <Button look="quiet" icon="note" disabled={readOnly} onClick={() => void addNote()}>
          Note
        </Button>
        <Button look="quiet" icon="search" disabled={readOnly} onClick={() => setAsking(true)}>
          Search
        </Button>
      </div>
      {asking ? <AddSearch incidentId={incidentId} before={next} onClose={() => setAsking(false)} /> : null}
      <ol
        ref={list}
        className={styles.items}
        aria-label="Evidence"
        style={{ height: filled ? virtualizer.getTotalSize() : undefined }}
      >
        {virtualizer.getVirtualItems().map((entry) => {
          const item = items[entry.index];
          return item === undefined ? null : (
            <EvidenceRow
              key={item.id}
              item={item}
              index={entry.index}
              count={items.length}
              topPx={entry.start - marginPx}
              measure={virtualizer.measureElement}
              selected={item.id === selected}
              tabStop={item.id === selected || (at < 0 && entry.index === 0)}
              dragged={drag?.from === entry.index}
              editing={item.id === editing}
              grips={grips}
              actions={actions}
            />
          );
        })}
        {drops === null ? null : <li aria-hidden="true" className={styles.drop} style={{ top: dropPx }} />}
      </ol>
      {filled ? null : (
        <EmptyState
          compact
          title="Nothing is collected yet"
          hint={
            <>
              Select a span, a run or a search anywhere and press <Kbd chord="i" />. Or begin with what the data says.
            </>
          }
          actions={
            <Button disabled={readOnly} onClick={onDraft}>
              Draft from a search
            </Button>
          }
        />
      )}
      <span className={text.visuallyHidden} role="status">
        {said}
      </span>
    </>
  );
}
