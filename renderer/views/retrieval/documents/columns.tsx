import { formatNumber, type Zone } from "../../../lib/format.js";
import { formatScore, SCORE_WORDS } from "../../../results/documents/document-model.js";
import { Names, numberColumn, timeColumn } from "../../../results/row-cells.js";
import { Icon } from "../../../ui/Icon.js";
import type { VirtualColumn } from "../../../ui/VirtualTable.js";
import { agentsColumn, OfKnown } from "../list/cells.js";
import list from "../list/list.module.css";
import { bucketWords, type DocumentRow } from "./model.js";
import styles from "./documents.module.css";

type Column = VirtualColumn<DocumentRow>;

/** The columns of the table of documents; a column's id is its sort where it has one. */
export function documentColumns(zone: Zone): readonly Column[] {
  return [
    {
      id: "title",
      label: "Document",
      track: "minmax(0, 1fr)",
      cell: (row) => (
        <div
          className={list.main}
          dir="auto"
          title={row.documentId === null ? row.title : `${row.title}, ${row.documentId}`}
        >
          {row.title === "" ? <span className={list.faint}>no text was recorded</span> : row.title}
        </div>
      ),
    },
    {
      id: "knowledge",
      label: "Knowledge base",
      track: "minmax(60px, 120px)",
      sorts: "ascending",
      cell: (row) => <Names names={[row.knowledgeBase ?? ""]} />,
    },
    numberColumn("retrieved", "Retrieved", "66px", (row) => row.retrieved),
    { id: "ranks", label: "Ranks", track: "60px", cell: (row) => <Ranks ranks={row.ranks} /> },
    { ...numberColumn<DocumentRow>("best", "Best", "40px", (row) => row.best), sorts: "ascending" },
    {
      id: "median",
      label: "Median",
      track: "50px",
      align: "end",
      sorts: "ascending",
      cell: (row) => <span className={list.figure}>{String(row.median)}</span>,
    },
    scoreColumn("similarity", "Similarity", "descending"),
    scoreColumn("distance", "Distance", "ascending"),
    scoreColumn("relevance", "Relevance", "descending"),
    scoreColumn("score", "Score", "descending"),
    {
      id: "kept",
      label: "Kept",
      track: "64px",
      align: "end",
      sorts: "descending",
      cell: (row) => (
        <OfKnown
          count={row.kept}
          known={row.known}
          title={`Its text stands in a later prompt ${row.kept} of ${row.known} times`}
        />
      ),
    },
    {
      ...numberColumn<DocumentRow>("cited", "Cited", "44px", (row) => row.cited),
      cell: (row) => (row.known === 0 ? "–" : formatNumber(row.cited)),
    },
    agentsColumn((row) => row.agents),
    timeColumn("first", "First", zone, (row) => row.firstMs),
    timeColumn("last", "Last", zone, (row) => row.lastMs),
    {
      id: "twins",
      label: "Near",
      track: "44px",
      align: "end",
      sorts: "descending",
      cell: (row) =>
        row.twins > 0 ? (
          <span className={list.warn} title="Other documents that say nearly the same">
            <Icon name="copy" size={12} /> {formatNumber(row.twins)}
          </span>
        ) : null,
    },
  ];
}

function scoreColumn(
  id: "similarity" | "distance" | "relevance" | "score",
  label: string,
  sorts: "ascending" | "descending",
): Column {
  const words = SCORE_WORDS[id === "score" ? "unknown" : id];
  return {
    id,
    label,
    track: "64px",
    align: "end",
    sorts,
    cell: (row) => (
      <span className={list.figure} title={`The best of its scores: ${words}`}>
        {formatScore(row[id])}
      </span>
    ),
  };
}

/** At which ranks it came, as small columns. */
function Ranks({ ranks }: { readonly ranks: readonly number[] }) {
  const most = Math.max(1, ...ranks);
  const words = ranks.flatMap((times, bucket) =>
    times === 0 ? [] : [`${bucketWords(bucket)}: ${formatNumber(times)}`],
  );
  return (
    <div className={styles.ranks} role="img" aria-label={words.join(", ")} title={words.join("\n")}>
      {ranks.map((times, bucket) => (
        <i key={bucket} style={{ height: times === 0 ? 1 : `${Math.max(12, (times / most) * 100)}%` }} />
      ))}
    </div>
  );
}
