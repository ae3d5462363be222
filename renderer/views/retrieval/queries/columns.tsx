import { formatShare, type Zone } from "../../../lib/format.js";
import { formatScore } from "../../../results/documents/document-model.js";
import { DurationCell } from "../../../results/DurationCell.js";
import { Names, numberColumn, timeColumn } from "../../../results/row-cells.js";
import cells from "../../../results/row-cells.module.css";
import { Icon } from "../../../ui/Icon.js";
import type { VirtualColumn } from "../../../ui/VirtualTable.js";
import { citedWords, SCORES_NAMES, SCORES_WORDS, SORT_WORDS, type RetrievalRow } from "./model.js";
import type { RetrievalSort } from "../../../../shared/contract/retrieval.js";
import styles from "./queries.module.css";

interface ColumnOptions {
  readonly zone: Zone;
  readonly longestNs: number;
}

type Column = VirtualColumn<RetrievalRow>;

const QUERY: Column = {
  id: "query",
  label: "Query",
  track: "minmax(0, 1fr)",
  sorts: "ascending",
  cell: (row) => <Query row={row} />,
};
const BEST = scoreColumn("best", "Best", "44px");
const CITED: Column = {
  id: "cited",
  label: "Cited",
  track: "46px",
  align: "end",
  sorts: "descending",
  cell: (row) => (
    <span className={styles.figure} title={citedTitle(row)}>
      {citedWords(row)}
    </span>
  ),
};
const KEPT = numberColumn<RetrievalRow>("kept", "Kept", "52px", ({ kept }) => kept);
const SUPPORTED = shareColumn("supported", "Supported", "74px");

/** All columns of the wide table; a column's id is its sort where it has one. */
export function tableColumns({ zone, longestNs }: ColumnOptions): readonly Column[] {
  return [
    timeColumn("start", "Start", zone, ({ startMs }) => startMs),
    { ...QUERY, track: "minmax(100px, 1fr)" },
    { id: "knowledge", label: "Knowledge base", track: "minmax(60px, 110px)", sorts: "ascending", cell: knowledgeCell },
    { id: "agent", label: "Agent", track: "minmax(50px, 90px)", sorts: "ascending", cell: agentCell },
    numberColumn("top_k", "Top k", "48px", ({ topK }) => topK),
    numberColumn("documents", "Documents", "76px", ({ documents }) => documents),
    BEST,
    scoreColumn("median", "Median", "58px"),
    scoreColumn("spread", "Spread", "56px"),
    {
      id: "kind",
      label: "Kind",
      track: "72px",
      cell: (row) => (
        <span className={styles.kind} title={SCORES_WORDS[row.scores]}>
          {SCORES_NAMES[row.scores]}
        </span>
      ),
    },
    durationColumn(longestNs),
    KEPT,
    CITED,
    SUPPORTED,
    numberColumn("judged", "Judged", "56px", ({ judged }) => judged),
    { ...scoreColumn("judgement", "Mean", "52px"), cell: (row) => formatScore(row.judgement) },
  ];
}

/** The three columns of the list beside the funnel: the query, what it is sorted by (the best score, where that has no figure), what was cited. */
export function listColumns(sort: RetrievalSort, longestNs: number): readonly Column[] {
  return [QUERY, figureColumn(sort, longestNs), CITED];
}

function figureColumn(sort: RetrievalSort, longestNs: number): Column {
  switch (sort) {
    case "median":
    case "spread":
      return scoreColumn(sort, sort === "median" ? "Median" : "Spread", "56px");
    case "judgement":
      return { ...scoreColumn("judgement", "Mean", "52px"), cell: (row) => formatScore(row.judgement) };
    case "documents":
      return numberColumn("documents", "Docs", "48px", (row) => row.documents);
    case "top_k":
      return numberColumn("top_k", "Top k", "48px", (row) => row.topK);
    case "kept":
      return KEPT;
    case "judged":
      return numberColumn("judged", "Judged", "52px", (row) => row.judged);
    case "supported":
      return SUPPORTED;
    case "duration":
      return durationColumn(longestNs);
    case "agent":
      return { id: "agent", label: SORT_WORDS.agent, track: "72px", sorts: "ascending", cell: agentCell };
    case "knowledge":
      return { id: "knowledge", label: "From", track: "72px", sorts: "ascending", cell: knowledgeCell };
    case "start":
    case "query":
    case "best":
    case "cited":
      return BEST;
  }
}

function knowledgeCell({ knowledgeBase }: RetrievalRow) {
  return <Names names={[knowledgeBase ?? ""]} />;
}

function agentCell({ agent }: RetrievalRow) {
  return <Names names={[agent ?? ""]} />;
}

function durationColumn(longestNs: number): Column {
  return {
    id: "duration",
    label: "Duration",
    track: "76px",
    align: "end",
    sorts: "descending",
    cell: (row) => <DurationCell durationNs={row.durationNs} longestNs={longestNs} tight />,
  };
}

function scoreColumn(id: "best" | "median" | "spread" | "judgement", label: string, track: string): Column {
  return {
    id,
    label,
    track,
    align: "end",
    sorts: "descending",
    cell: (row) => (
      <span className={styles.figure} title={SCORES_WORDS[row.scores]}>
        {formatScore(row[id])}
      </span>
    ),
  };
}

function shareColumn(id: "supported", label: string, track: string): Column {
  return {
    id,
    label,
    track,
    align: "end",
    sorts: "ascending",
    cell: (row) => (Number.isNaN(row[id]) ? "–" : formatShare(row[id])),
  };
}

function Query({ row }: { readonly row: RetrievalRow }) {
  const words = row.query === "" ? row.name : row.query;
  return (
    <div className={styles.asked}>
      {row.failed ? (
        <span className={cells.failed} role="img" aria-label="The retrieval failed" title="The retrieval failed">
          <Icon name="error" size={14} />
        </span>
      ) : null}
      <span className={row.query === "" ? styles.unasked : styles.query} dir="auto" title={words}>
        {words}
      </span>
    </div>
  );
}

function citedTitle({ kept, cited }: RetrievalRow): string {
  if (Number.isNaN(kept)) return "The trace has no later prompt, so it can't be told what was kept";
  if (Number.isNaN(cited)) return `${kept} kept in a prompt; there is no answer to look at`;
  return `${cited} cited of ${kept} kept in a prompt`;
}
