import { useEffect, useRef, type RefObject } from "react";
import type { VirtualTableHandle } from "../ui/VirtualTable.js";

interface Rows<Row> {
  readonly rowAt: (index: number) => Row | undefined;
  /** The place of a row, by its key, among the rows at hand; -1 where it is not among them. */
  readonly indexOf: (key: string) => number;
}

export interface SelectedRow<Row> {
  /** Null where none is selected, or where it is not among the rows at hand. */
  readonly current: { readonly row: Row; readonly index: number } | null;
  /** Told the key of a row that the reader selects: it is in sight already. */
  readonly keepPlace: (key: string) => void;
}

/** The selected row of a list. What comes selected with the address is brought into sight, once. */
export function useSelectedRow<Row>(
  selected: string | null,
  { rowAt, indexOf }: Rows<Row>,
  table: RefObject<VirtualTableHandle | null>,
): SelectedRow<Row> {
  const index = selected === null ? -1 : indexOf(selected);
  const revealed = useRef<string | null>(null);
  useEffect(() => {
    if (index < 0 || revealed.current === selected) return;
    revealed.current = selected;
    table.current?.reveal(index);
  }, [index, selected, table]);
  const row = index < 0 ? undefined : rowAt(index);
  return {
    current: row === undefined ? null : { row, index },
    keepPlace: (key) => {
      revealed.current = key;
    },
  };
}
