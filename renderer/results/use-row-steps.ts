import type { RefObject } from "react";
import { useCommand } from "../state/commands.js";
import type { RowChoosing } from "../ui/RowChoice.js";
import type { VirtualTableHandle } from "../ui/VirtualTable.js";

interface Rows<Row> {
  /** The selected row; null where none is. */
  readonly current: { readonly row: Row; readonly index: number } | null;
  readonly shownRows: number;
  readonly rowAt: (index: number) => Row | undefined;
  readonly table: RefObject<VirtualTableHandle | null>;
  readonly onSelect: (row: Row) => void;
  readonly onOpen: (row: Row) => void;
  /** Given where several rows can be chosen. */
  readonly choosing?: Pick<RowChoosing<Row>, "onChoose" | "onAll">;
}

/** The keys of a list: to the next row, the one before, into the selected one, and to choose it among others. */
export function useRowSteps<Row>({ current, shownRows, rowAt, table, onSelect, onOpen, choosing }: Rows<Row>): void {
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
  const active = choosing !== undefined;
  const choose = () => {
    if (current === null) step(1);
    else choosing?.onChoose(current.row, current.index, false);
  };
  useCommand("row-choose", choose, { active });
  useCommand("rows-all", () => choosing?.onAll(true), {
    unavailable: shownRows === 0 ? "the list is empty" : null,
    active,
  });
  useCommand("row-open", () => (current === null ? undefined : onOpen(current.row)), { active: current !== null });
}
