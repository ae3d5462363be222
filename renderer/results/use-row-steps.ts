import type { RefObject } from "react";
import { useCommand } from "../state/commands.js";
import type { VirtualTableHandle } from "../ui/VirtualTable.js";

interface Rows<Row> {
  /** The selected row; null where none is. */
  readonly current: { readonly row: Row; readonly index: number } | null;
  readonly shownRows: number;
  readonly rowAt: (index: number) => Row | undefined;
  readonly table: RefObject<VirtualTableHandle | null>;
  readonly onSelect: (row: Row) => void;
  readonly onOpen: (row: Row) => void;
}

/** The keys of a list: to the next row, the one before, into the selected one. */
export function useRowSteps<Row>({ current, shownRows, rowAt, table, onSelect, onOpen }: Rows<Row>): void {
  const step = (by: number) => {
    const index =
      current === null
        ? (table.current?.firstVisible() ?? 0)
        : Math.min(shownRows - 1, Math.max(0, current.index + by));
    const row = rowAt(index);
    if (row === undefined) return;
    onSelect(row);
    table.current?.reveal(index);
  };
  useCommand("row-next", () => step(1));
  useCommand("row-previous", () => step(-1));
  useCommand("row-open", () => (current === null ? undefined : onOpen(current.row)), { active: current !== null });
}
