import type { ParsedInputOf } from "../../../../shared/contract/procedure.js";
import type { RetrievalListAnswer, RetrievalSort, retrievalContract } from "../../../../shared/contract/retrieval.js";
import { DictionaryBuilder } from "../../../../shared/model/columns.js";
import { RETRIEVAL_SCORES, type RetrievalScores } from "../../../../shared/model/retrieval.js";
import type { Session } from "../../db/session.js";
import { queryTree } from "../parse-filter.js";
import { readPreviews } from "../text-preview.js";
import { type ChosenRetrievals, chooseRetrievals, JUDGEMENTS } from "./chosen.js";

type Input = ParsedInputOf<(typeof retrievalContract)["retrieval.list"]>;

const QUERY_LENGTH = 240;

const ORDERS: Readonly<Record<RetrievalSort, string>> = {
  start: "c.start_ns",
  query: "(SELECT lower(left(x.body, 100)) FROM text x WHERE x.id = c.query_text)",
  knowledge: "lower(c.knowledge_base)",
  agent: "lower(c.agent)",
  documents: "c.documents",
  top_k: "c.top_k",
  best: "c.best",
  median: "c.median",
  spread: "c.spread",
  duration: "c.duration_ns",
  kept: "c.kept",
  cited: "c.cited",
  supported: "c.supported",
  judged: "coalesce(j.judged, 0)",
  judgement: "j.judgement",
};

interface RetrievalRow {
  readonly trace_id: string;
  readonly span_id: string;
  readonly name: string;
  readonly query_text: number | null;
  readonly knowledge_base: string | null;
  readonly agent: string | null;
  readonly top_k: number | null;
  readonly documents: number;
  readonly failed: boolean;
  readonly best: number | null;
  readonly median: number | null;
  readonly spread: number | null;
  readonly score_kind: RetrievalScores;
  readonly offset_ns: number | null;
  readonly duration_ns: number | null;
  readonly kept: number | null;
  readonly cited: number | null;
  readonly rerankings: number;
  readonly supported: number | null;
  readonly judged: number;
  readonly judgement: number | null;
}

/** The order of a list: over chosen retrievals, `c`, and their judgements, `j`. What has no value comes last. */
export function orderOf({ sort, descending }: Pick<Input, "sort" | "descending">): string {
  return `${ORDERS[sort]} ${descending ? "DESC" : "ASC"} NULLS LAST, c.trace, c.preorder`;
}

/** A window of the retrievals that a query selects, with totals of all of them. */
export async function listRetrievals(session: Session, input: Input): Promise<RetrievalListAnswer> {
  const began = performance.now();
  const chosen = await chooseRetrievals(session, [queryTree(input.query)], input.zoneOffsetMinutes);
  const judgements = await holdJudgements(session);
  const counts = await countAll(session, chosen, judgements);
  const rows = await pageOf(session, input, chosen, judgements, counts.originNs);
  const previews = await readPreviews(
    session,
    rows.map((row) => row.query_text),
    QUERY_LENGTH,
  );
  const { total, originNs, ...totals } = counts;
  const numbers = (value: (row: RetrievalRow) => number | null): Float64Array<ArrayBuffer> =>
    Float64Array.from(rows, (row) => value(row) ?? Number.NaN);
  return {
    ms: performance.now() - began,
    total,
    totals,
    offset: input.offset,
    traceId: rows.map((row) => row.trace_id),
    spanId: rows.map((row) => row.span_id),
    name: rows.map((row) => row.name),
    query: rows.map((row) => previews(row.query_text)?.text ?? ""),
    knowledgeBase: dictionaryOf(rows, (row) => row.knowledge_base),
    agent: dictionaryOf(rows, (row) => row.agent),
    topK: Int32Array.from(rows, (row) => row.top_k ?? -1),
    documents: Uint32Array.from(rows, (row) => row.documents),
    failed: Uint8Array.from(rows, (row) => Number(row.failed)),
    best: numbers((row) => row.best),
    median: numbers((row) => row.median),
    spread: numbers((row) => row.spread),
    scoreKind: Uint8Array.from(rows, (row) => RETRIEVAL_SCORES.indexOf(row.score_kind)),
    originNs,
    startNs: numbers((row) => row.offset_ns),
    durationNs: numbers((row) => row.duration_ns),
    kept: numbers((row) => row.kept),
    cited: numbers((row) => row.cited),
    rerankings: Uint32Array.from(rows, (row) => row.rerankings),
    supported: numbers((row) => row.supported),
    judged: Uint32Array.from(rows, (row) => row.judged),
    judgement: numbers((row) => row.judgement),
  };
}

const NO_JUDGEMENTS = `SELECT NULL::INTEGER AS trace, NULL::INTEGER AS preorder, 0 AS judged, NULL::DOUBLE AS judgement WHERE FALSE`;

/** The temporary table of all judgements: the totals and the page ask for them. */
const JUDGED = "retrieval_judged";

/** SQL of the judgements of all retrievals, which are found once. */
async function holdJudgements(session: Session): Promise<string> {
  const isJudged = await session.first(
    "(SELECT 1 AS one FROM annotation WHERE span_id IS NOT NULL LIMIT 1) UNION ALL (SELECT 1 FROM evaluation LIMIT 1)",
  );
  if (isJudged === undefined) return NO_JUDGEMENTS;
  await session.run(`CREATE OR REPLACE TEMP TABLE ${JUDGED} AS ${JUDGEMENTS}`);
  return `SELECT * FROM ${JUDGED}`;
}

type Counts = RetrievalListAnswer["totals"] & { readonly total: number; readonly originNs: string };

async function countAll(session: Session, chosen: ChosenRetrievals, judgements: string): Promise<Counts> {
  const row = await session.first<Counts>(
    `SELECT count(*)::DOUBLE AS total, count(DISTINCT c.trace)::DOUBLE AS traces,
      coalesce(sum(c.documents), 0)::DOUBLE AS documents, (count(*) FILTER (c.documents = 0))::DOUBLE AS empty,
      (count(*) FILTER (c.status = 'error'))::DOUBLE AS failed,
      count(c.kept)::DOUBLE AS told, (count(*) FILTER (c.kept = 0))::DOUBLE AS unused,
      (count(*) FILTER (c.cited > 0))::DOUBLE AS cited, count(j.judged)::DOUBLE AS judged,
      coalesce(max(c.duration_ns), 0)::DOUBLE AS "longestNs", coalesce(min(c.start_ns), 0)::VARCHAR AS "originNs"
    FROM (${chosen.rows(0)}) c LEFT JOIN (${judgements}) j ON j.trace = c.trace AND j.preorder = c.preorder`,
    chosen.parameters,
  );
  return row ?? NOTHING;
}

const NOTHING: Counts = {
  total: 0,
  traces: 0,
  documents: 0,
  empty: 0,
  failed: 0,
  told: 0,
  unused: 0,
  cited: 0,
  judged: 0,
  longestNs: 0,
  originNs: "0",
};

function pageOf(
  session: Session,
  input: Input,
  chosen: ChosenRetrievals,
  judgements: string,
  originNs: string,
): Promise<RetrievalRow[]> {
  const order = orderOf(input);
  // The rows of the page are found by what orders them, and read then.
  return session.rows<RetrievalRow>(
    `WITH page AS (SELECT c.retrieval_row, c.span_row, coalesce(j.judged, 0) AS judged, j.judgement
        FROM (${chosen.rows(0)}) c LEFT JOIN (${judgements}) j ON j.trace = c.trace AND j.preorder = c.preorder
        ORDER BY ${order} LIMIT ${input.limit} OFFSET ${input.offset}),
      read AS (SELECT r.*, s.trace_id, s.span_id, s.name, s.query_text, s.knowledge_base, s.owner_agent AS agent, s.top_k,
          s.start_ns, s.duration_ns, s.status = 'error' AS failed, p.judged, p.judgement
        FROM page p JOIN retrieval r ON r.rowid = p.retrieval_row JOIN span s ON s.rowid = p.span_row)
    SELECT trace_id, span_id, name, query_text, knowledge_base, agent, top_k, documents, failed, best, median, spread,
      score_kind::VARCHAR AS score_kind, (start_ns - ${originNs}::BIGINT)::DOUBLE AS offset_ns,
      duration_ns::DOUBLE AS duration_ns, kept, cited, rerankings, supported, judged::INTEGER AS judged, judgement
    FROM read c ORDER BY ${order.replaceAll("j.", "c.")}`,
    chosen.parameters,
  );
}

function dictionaryOf(rows: readonly RetrievalRow[], value: (row: RetrievalRow) => string | null) {
  const builder = new DictionaryBuilder();
  for (const row of rows) builder.push(value(row));
  return builder.finish();
}
