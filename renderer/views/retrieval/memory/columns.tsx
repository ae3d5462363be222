import type { Zone } from "../../../lib/format.js";
import { Names, numberColumn, timeColumn } from "../../../results/row-cells.js";
import type { VirtualColumn } from "../../../ui/VirtualTable.js";
import { agentsColumn, OfKnown } from "../list/cells.js";
import list from "../list/list.module.css";
import type { MemoryRow } from "./model.js";

/** The columns of the table of memories; a column's id is its sort where it has one. */
export function memoryColumns(zone: Zone): readonly VirtualColumn<MemoryRow>[] {
  return [
    {
      id: "store",
      label: "Store",
      track: "minmax(70px, 130px)",
      sorts: "ascending",
      cell: (row) => <Names names={[row.store ?? ""]} />,
    },
    {
      id: "key",
      label: "Key",
      track: "minmax(70px, 130px)",
      sorts: "ascending",
      cell: (row) => (row.recordId === null ? <span className={list.faint}>–</span> : <Names names={[row.recordId]} />),
    },
    {
      id: "content",
      label: "Last content",
      track: "minmax(0, 1fr)",
      cell: (row) => (
        <div className={list.main} dir="auto" title={row.content ?? ""}>
          {row.content ?? <span className={list.faint}>no content was recorded</span>}
        </div>
      ),
    },
    numberColumn("writes", "Writes", "48px", (row) => row.writes),
    numberColumn("reads", "Reads", "48px", (row) => row.reads),
    {
      id: "used",
      label: "Used",
      track: "64px",
      align: "end",
      sorts: "descending",
      cell: (row) => (
        <OfKnown
          count={row.kept}
          known={row.known}
          title={`What was read stands in a later prompt ${row.kept} of ${row.known} times; the answer drew on it ${row.cited} times`}
        />
      ),
    },
    agentsColumn((row) => row.agents),
    timeColumn("first", "First", zone, (row) => row.firstMs),
    timeColumn("last", "Last", zone, (row) => row.lastMs),
  ];
}
