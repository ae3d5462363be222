import type { Zone } from "../../../lib/format.js";
import { DurationCell } from "../../../results/DurationCell.js";
import { COST_COLUMN, Names, numberColumn, timeColumn, TOKENS_COLUMN } from "../../../results/row-cells.js";
import { Icon } from "../../../ui/Icon.js";
import { KindIcon } from "../../../ui/KindIcon.js";
import type { VirtualColumn } from "../../../ui/VirtualTable.js";
import list from "../list/list.module.css";
import styles from "./embeddings.module.css";
import type { EmbeddingRow } from "./model.js";

/** The columns of the table of embedding calls; a column's id is its sort where it has one. */
export function embeddingColumns(zone: Zone, longestNs: number): readonly VirtualColumn<EmbeddingRow>[] {
  return [
    timeColumn("start", "Start", zone, (row) => row.startMs),
    {
      id: "text",
      label: "First input",
      track: "minmax(0, 1fr)",
      cell: (row) => (
        <div className={styles.input}>
          <KindIcon kind="embedding" failed={row.failed} />
          <span className={list.main} dir="auto" title={row.text ?? row.name}>
            {row.text ?? <span className={list.faint}>{row.name}, no input recorded</span>}
          </span>
        </div>
      ),
    },
    {
      id: "model",
      label: "Model",
      track: "minmax(70px, 160px)",
      sorts: "ascending",
      cell: (row) => <Names names={[row.model ?? ""]} />,
    },
    {
      id: "agent",
      label: "Agent",
      track: "minmax(50px, 110px)",
      sorts: "ascending",
      cell: (row) => <Names names={[row.agent ?? ""]} />,
    },
    numberColumn("inputs", "Inputs", "48px", (row) => row.inputs),
    {
      ...numberColumn<EmbeddingRow>("dimensions", "Dimensions", "74px", (row) => row.dimensions),
    },
    TOKENS_COLUMN,
    COST_COLUMN,
    {
      id: "duration",
      label: "Duration",
      track: "80px",
      align: "end",
      sorts: "descending",
      cell: (row) => <DurationCell durationNs={row.durationNs} longestNs={longestNs} tight />,
    },
    {
      id: "cut",
      label: "Cut",
      track: "44px",
      cell: (row) =>
        row.cut.length === 0 ? null : (
          <span className={list.warn} title={`An input was cut: ${row.evidence ?? ""}`}>
            <Icon name="warning" size={12} /> cut
          </span>
        ),
    },
  ];
}
