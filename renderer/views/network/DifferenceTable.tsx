import { useMemo, useState } from "react";
import { formatCounted, formatDuration, formatNumber } from "../../lib/format.js";
import { Splitter } from "../../ui/Splitter.js";
import { VirtualTable, type VirtualColumn } from "../../ui/VirtualTable.js";
import { differencesOf, type Difference } from "./differences.js";
import { failedShare, formatFailed } from "./figures.js";
import type { Line } from "./lines.js";
import type { Figures } from "./model.js";
import styles from "./network.module.css";
import { formatRunShare, SIGN_OF_LEAN } from "./node-text.js";
import { PartName } from "./PartName.js";
import type { Selected } from "./selection.js";
import type { Drawing } from "./stacks.js";

interface DifferenceTableProps {
  readonly drawing: Drawing;
  readonly totals: { readonly here: number; readonly there: number };
  readonly selected: Selected;
  readonly onSelectNode: (key: string) => void;
  readonly onSelectLine: (line: Line) => void;
}

const HEIGHT_PX = { initial: 220, min: 96, max: 640 } as const;

/** What sets two searches apart, the clearest difference first. */
export function DifferenceTable({ drawing, totals, selected, onSelectNode, onSelectLine }: DifferenceTableProps) {
  const [sort, setSort] = useState<{ id: string; descending: boolean }>({ id: "difference", descending: true });
  const [heightPx, setHeightPx] = useState<number>(HEIGHT_PX.initial);
  const rows = useMemo(() => differencesOf(drawing, sort.id, sort.descending), [drawing, sort]);
  const columns = useMemo(() => columnsOf(drawing, totals), [drawing, totals]);
  const clear = rows.filter((row) => row.part.lean !== 0).length;
  const selectedKey =
    selected === null ? null : selected.type === "node" ? `node ${selected.node.key}` : `line ${selected.line.id}`;
  return (
    <>
      <Splitter
        label="Height of the differences"
        orientation="horizontal"
        value={heightPx}
        min={HEIGHT_PX.min}
        max={HEIGHT_PX.max}
        initial={HEIGHT_PX.initial}
        after
        onChange={setHeightPx}
      />
      <div className={styles.differences} style={{ height: heightPx }}>
        <p className={styles.differencesHead}>
          <b>{formatCounted(clear, "clear difference")}</b>
          <span>
            Share of runs that have it; + more often in the first search, − in the second. The others may be chance.
          </span>
        </p>
        <VirtualTable
          label="Differences"
          columns={columns}
          rowCount={rows.length}
          rowHeightPx={28}
          rowAt={(index) => rows[index]}
          rowKey={(row) => row.key}
          sort={sort}
          onSort={(id, descending) => setSort({ id, descending })}
          selectedKey={selectedKey}
          onSelect={(row) => (row.type === "node" ? onSelectNode(row.part.key) : onSelectLine(row.part))}
        />
      </div>
    </>
  );
}

function columnsOf(
  drawing: Drawing,
  totals: { readonly here: number; readonly there: number },
): readonly VirtualColumn<Difference>[] {
  return [
    {
      id: "sign",
      label: "More often",
      labelHidden: true,
      track: "16px",
      cell: ({ part }) => (
        <span
          className={styles.sign}
          title={part.lean === 0 ? "may be chance" : part.lean === 1 ? "more often here" : "more often there"}
        >
          {SIGN_OF_LEAN[part.lean]}
        </span>
      ),
    },
    { id: "what", label: "What", track: "minmax(0, 1fr)", cell: (row) => <PartName row={row} drawing={drawing} /> },
    {
      id: "here",
      label: "Here",
      track: "64px",
      align: "end",
      sorts: "descending",
      cell: ({ part }) => formatRunShare(part.here, totals.here),
    },
    {
      id: "there",
      label: "There",
      track: "64px",
      align: "end",
      sorts: "descending",
      cell: ({ part }) => formatRunShare(part.there, totals.there),
    },
    {
      id: "difference",
      label: "Odds",
      detail: "here : there",
      track: "104px",
      align: "end",
      sorts: "descending",
      cell: ({ part }) => <span className={part.lean === 0 ? styles.faint : undefined}>{oddsText(part.logOdds)}</span>,
    },
    ...pair("Failed", "72px", (figures) => failedText(failedShare(figures))),
    ...pair("p95", "80px", (figures) => formatDuration(figures.p95Ns)),
  ];
}

/** A figure of both searches, in two columns. */
function pair(label: string, track: string, text: (figures: Figures) => string): readonly VirtualColumn<Difference>[] {
  const column = (side: "here" | "there"): VirtualColumn<Difference> => ({
    id: `${label} ${side}`,
    label,
    detail: side,
    track,
    align: "end",
    cell: ({ part }) => {
      const figures = part[side];
      return figures === null ? "–" : text(figures);
    },
  });
  return [column("here"), column("there")];
}

function failedText(share: number | null): string {
  return share === null ? "–" : share === 0 ? "0" : formatFailed(share);
}

/** An odds ratio for people: `4.2 : 1`, `1 : 30`. */
function oddsText(logOdds: number): string {
  const ratio = Math.exp(Math.abs(logOdds));
  const text = ratio < 9.95 ? ratio.toFixed(1) : formatNumber(Math.min(ratio, 9999));
  return logOdds >= 0 ? `${text} : 1` : `1 : ${text}`;
}
