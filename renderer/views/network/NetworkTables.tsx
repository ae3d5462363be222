import { useMemo, useState } from "react";
import { formatCost, formatCounted, formatDuration, formatNumber } from "../../lib/format.js";
import { Segmented } from "../../ui/Segmented.js";
import { VirtualTable, type VirtualColumn } from "../../ui/VirtualTable.js";
import { failedShare, FIGURES, formatFailed } from "./figures.js";
import type { Line } from "./lines.js";
import { shownFigures, type Figures } from "./model.js";
import styles from "./network.module.css";
import { formatRunShare, type Totals } from "./node-text.js";
import { PartName } from "./PartName.js";
import type { Selected } from "./selection.js";
import type { Drawing } from "./stacks.js";
import { sortedRows, type Row } from "./table-rows.js";
import { NODE_WORDS } from "./words.js";

interface NetworkTablesProps {
  readonly drawing: Drawing;
  readonly totals: Totals;
  readonly selected: Selected;
  readonly onSelectNode: (key: string) => void;
  readonly onSelectLine: (line: Line) => void;
}

/** The network without a picture: all its nodes, or all its lines, as a table. */
export function NetworkTables({ drawing, totals, selected, onSelectNode, onSelectLine }: NetworkTablesProps) {
  const [of, setOf] = useState<"nodes" | "lines">(selected?.type === "line" ? "lines" : "nodes");
  const [sort, setSort] = useState<{ id: string; descending: boolean }>({ id: "calls", descending: true });
  const rows = useMemo(() => sortedRows(drawing, of, sort.id, sort.descending), [drawing, of, sort]);
  const columns = useMemo(() => columnsOf(drawing, of, totals), [drawing, of, totals]);
  const selectedKey = selected === null ? null : selected.type === "node" ? selected.node.key : selected.line.id;
  return (
    <>
      <div className={styles.tableHead}>
        <Segmented
          label="Rows"
          items={[
            { id: "nodes", label: formatCounted(drawing.nodes.length, "node") },
            { id: "lines", label: formatCounted(drawing.lines.length, "line") },
          ]}
          value={of}
          onChange={setOf}
        />
      </div>
      <VirtualTable
        key={of}
        label={of === "nodes" ? "Nodes" : "Lines"}
        columns={columns}
        rowCount={rows.length}
        rowHeightPx={28}
        rowAt={(index) => rows[index]}
        rowKey={(row) => row.key}
        sort={sort}
        onSort={(id, descending) => setSort({ id, descending })}
        selectedKey={selectedKey}
        onSelect={(row) => (row.type === "node" ? onSelectNode(row.key) : onSelectLine(row.part))}
      />
    </>
  );
}

function columnsOf(drawing: Drawing, of: "nodes" | "lines", totals: Totals): readonly VirtualColumn<Row>[] {
  const figure = (
    id: string,
    label: string,
    track: string,
    text: (figures: Figures) => string,
  ): VirtualColumn<Row> => ({
    id,
    label,
    track,
    align: "end",
    sorts: "descending",
    cell: ({ part }) => {
      const figures = shownFigures(part);
      return figures === null ? "–" : text(figures);
    },
  });
  const shares: readonly VirtualColumn<Row>[] =
    totals === null
      ? []
      : [
          {
            id: "here",
            label: "Runs here",
            track: "76px",
            align: "end",
            cell: ({ part }) => formatRunShare(part.here, totals.here),
          },
          {
            id: "there",
            label: "Runs there",
            track: "76px",
            align: "end",
            cell: ({ part }) => formatRunShare(part.there, totals.there),
          },
        ];
  return [
    {
      id: "name",
      label: of === "nodes" ? "Node" : "Line",
      track: "minmax(160px, 1fr)",
      sorts: "ascending",
      cell: (row) => <PartName row={row} drawing={drawing} />,
    },
    ...(of === "lines"
      ? []
      : [
          {
            id: "type",
            label: "Type",
            track: "104px",
            sorts: "ascending",
            cell: (row: Row) => (row.type === "node" ? NODE_WORDS[row.part.type].one : ""),
          } as const,
        ]),
    figure("calls", "Calls", "72px", (figures) => formatNumber(figures.count)),
    ...shares,
    figure("runs", "Runs", "64px", (figures) => formatNumber(figures.runs)),
    figure("failed", "Failed", "64px", (figures) => {
      const share = failedShare(figures);
      return share === null || share === 0 ? "–" : formatFailed(share);
    }),
    figure("p50", "p50", "76px", (figures) => formatDuration(figures.p50Ns)),
    figure("p95", "p95", "76px", (figures) => formatDuration(figures.p95Ns)),
    figure("tokens", "Tokens", "84px", (figures) => FIGURES.tokens.format(figures.tokens)),
    figure("cost", "Cost", "76px", (figures) => formatCost(figures.costUsd)),
  ];
}
