import { formatNumber } from "../../../lib/format.js";
import { Names } from "../../../results/row-cells.js";
import type { VirtualColumn } from "../../../ui/VirtualTable.js";
import styles from "./list.module.css";

/** Names of agents. */
export function agentsColumn<Row>(value: (row: Row) => readonly string[]): VirtualColumn<Row> {
  return {
    id: "agents",
    label: "Agents",
    track: "minmax(60px, 120px)",
    sorts: "descending",
    cell: (row) => <Names names={value(row)} />,
  };
}

/** Of how many it is known, how many are: `3 of 7`; a dash where nothing is known. */
export function OfKnown({
  count,
  known,
  title,
}: {
  readonly count: number;
  readonly known: number;
  readonly title: string;
}) {
  return (
    <span className={styles.figure} title={known === 0 ? "No later prompt is recorded that could hold it" : title}>
      {known === 0 ? "–" : `${formatNumber(count)} of ${formatNumber(known)}`}
    </span>
  );
}
