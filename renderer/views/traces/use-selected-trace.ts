import { useEffect, useRef, useState, type RefObject } from "react";
import type { TraceListAnswer, TraceSort } from "../../../shared/contract/traces.js";
import { useEngineQuery } from "../../data/engine.js";
import type { ListQuestion, ListWindow } from "../../data/list-window.js";
import type { VirtualTableHandle } from "../../ui/VirtualTable.js";
import type { TraceRow } from "./model.js";

export interface SelectedTrace {
  readonly row: TraceRow;
  readonly index: number;
}

/**
 * The selected trace and its place in the list. It is looked for in the pages at hand, else the engine says its place and
 * the table goes there. The last row found is kept, so that the inspector outlives the page that it came from.
 */
export function useSelectedTrace(
  selected: string | null,
  question: ListQuestion<TraceSort>,
  list: ListWindow<TraceRow, TraceListAnswer>,
  table: RefObject<VirtualTableHandle | null>,
): SelectedTrace | null {
  const key = JSON.stringify(question);
  const [kept, setKept] = useState<(SelectedTrace & { readonly key: string }) | null>(null);
  const found = selected === null || list.head.isPlaceholderData ? null : find(list, selected);
  const current = kept !== null && kept.key === key && kept.row.traceId === selected ? kept : null;
  if (found !== null && (current === null || current.index !== found.index)) setKept({ ...found, key });

  const place = useEngineQuery(
    "trace.neighbours",
    { ...question, traceId: selected ?? "-" },
    { enabled: selected !== null && found === null && current === null && list.head.data !== undefined },
  );
  const shown = found ?? current;
  const at = shown?.index ?? (place.data?.place == null ? null : place.data.place - 1);
  const isFound = found !== null;
  const revealed = useRef("");
  useEffect(() => {
    const target = `${key} ${selected}`;
    if (at === null || revealed.current === target) return;
    table.current?.reveal(at);
    if (isFound) revealed.current = target;
  }, [at, isFound, key, selected, table]);
  return shown;
}

function find(list: ListWindow<TraceRow, TraceListAnswer>, traceId: string): SelectedTrace | null {
  const index = list.indexOf(traceId);
  const row = index === -1 ? undefined : list.rowAt(index);
  return row === undefined ? null : { row, index };
}
