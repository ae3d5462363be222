import { CUT_EVIDENCE, type CutEvidence, type EmbeddingFilter } from "../../../../shared/contract/embeddings.js";
import type { Session } from "../../db/session.js";
import { compileSpans } from "../filter/compile.js";
import { holdTables } from "../filter/hold.js";
import { queryTree } from "../parse-filter.js";

/** What `findCalls` makes: a temporary table of the connection, a row for each call that embeds. */
export const CALLS = "embedding_call";

/** What calls end with whose inputs were too long, in lower case. */
const FINISHED_SHORT = ["length", "max_tokens", "max_length", "model_length", "truncated", "input_truncated"];

/** How many tokens a model takes, and who says so. */
export interface ModelLimit {
  readonly tokens: number;
  readonly from: string;
}
export type LimitOf = (provider: string | null, model: string) => ModelLimit | null;

/** Attributes that tell of a cut input, by the numbers of their spans' records. */
export interface CutFlags {
  readonly records: readonly number[];
  /** `key: value`, one a record. */
  readonly said: readonly string[];
  /** Calls that were looked through; those beyond are too many. */
  readonly looked: number;
}

/** The condition of a quick filter on a row of CALLS. */
export const ONLY: Readonly<Record<EmbeddingFilter, string>> = { all: "TRUE", cut: "cut > 0", failed: "failed" };

const bit = (evidence: CutEvidence): number => 2 ** CUT_EVIDENCE.indexOf(evidence);

/** The first value that there is, from the outer span inwards. */
const first = (value: string, name = value): string => `arg_min(${value}, preorder) AS ${name}`;

/**
 * Finds the calls among the spans of a search that embed texts, with what tells of cut inputs. Where one embedding span stands
 * in another (a library's around its provider's) both are one call.
 */
export async function findCalls(
  session: Session,
  selection: { readonly query: string; readonly zoneOffsetMinutes: number },
  limitOf: LimitOf,
  flags: CutFlags,
): Promise<ReadonlyMap<string, ModelLimit>> {
  const filter = await holdTables(
    session,
    compileSpans(queryTree(selection.query), { zoneOffsetMinutes: selection.zoneOffsetMinutes, alias: "s" }),
  );
  const limits = await modelLimits(session, limitOf);
  const most = [...limits].map(([model, { tokens }]) => ({ model, tokens }));
  await hold(session, "embedding_limit", { model: "VARCHAR", tokens: "DOUBLE" }, most);
  const said = flags.records.map((record, at) => ({ record, said: flags.said[at] ?? "" }));
  await hold(session, "embedding_flag", { record: "BIGINT", said: "VARCHAR" }, said);
  await session.run(
    `CREATE OR REPLACE TEMP TABLE ${CALLS} AS
    WITH vectors AS (SELECT e.trace, e.preorder, count(*) AS inputs, max(e.dimensions) AS dimensions,
        count(DISTINCT e.dimensions) > 1 AS mixed, arg_min(e.text, e.position) AS text FROM embedding e GROUP BY ALL),
    chosen AS (SELECT s.rowid AS span FROM span s WHERE s.kind = 'embedding' AND ${filter.where}),
    nested AS (SELECT s.*, s.rowid AS span, coalesce(s.preorder < max(s.subtree_end) OVER (PARTITION BY s.trace ORDER BY s.preorder
          ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), FALSE) AS inside
      FROM (SELECT *, rowid FROM span WHERE kind = 'embedding') s),
    grouped AS (SELECT *, count(*) FILTER (NOT inside) OVER (PARTITION BY trace ORDER BY preorder) AS outermost FROM nested),
    part AS (
      SELECT s.*, coalesce(v.text, s.input_text) AS text, v.inputs, v.dimensions, v.mixed, l.tokens AS most, g.said,
        lower(s.finish_reason) IN (${FINISHED_SHORT.map((reason) => `'${reason}'`).join(", ")}) AS by_finish,
        c.span IS NOT NULL AS chosen
      FROM grouped s LEFT JOIN vectors v ON v.trace = s.trace AND v.preorder = s.preorder
        LEFT JOIN embedding_limit l ON l.model = s.model LEFT JOIN embedding_flag g ON g.record = s.record
        LEFT JOIN chosen c ON c.span = s.span),
    call AS (
      SELECT min(span) AS span, ${first("trace_id")}, ${first("span_id")}, ${first("name")}, bool_or(status = 'error') AS failed,
        ${first("model")}, ${first("owner_agent", "agent")}, ${first("text")}, coalesce(max(dimensions), 0) AS dimensions,
        coalesce(bool_or(mixed), FALSE) AS mixed, coalesce(max(inputs), 0) AS inputs, min(start_ns) AS start_ns,
        ${first("duration_ns")}, ${first("total_tokens", "tokens")}, ${first("coalesce(input_tokens, total_tokens)", "given")},
        ${first("cost_usd")}, ${first("most")}, ${first("said")}, bool_or(by_finish) AS by_finish,
        arg_min(finish_reason, preorder) FILTER (by_finish) AS finish_reason
      FROM part GROUP BY trace, outermost HAVING bool_or(chosen)),
    judged AS (SELECT *, coalesce(inputs = 1 AND given >= most, FALSE) AS by_limit FROM call)
    SELECT * EXCLUDE (most, said, by_finish, by_limit, finish_reason, given),
      (CASE WHEN by_finish THEN ${bit("finish")} ELSE 0 END + CASE WHEN said IS NOT NULL THEN ${bit("flag")} ELSE 0 END
        + CASE WHEN by_limit THEN ${bit("limit")} ELSE 0 END)::UTINYINT AS cut,
      nullif(concat_ws('; ', CASE WHEN by_finish THEN 'finish reason: ' || finish_reason END, said,
        CASE WHEN by_limit THEN format('{:.0f} tokens, the model takes {:.0f}', given, most) END), '') AS evidence
    FROM judged`,
    filter.parameters,
  );
  return limits;
}

/** How many tokens each model that embeds takes, where that is known. */
async function modelLimits(session: Session, limitOf: LimitOf): Promise<Map<string, ModelLimit>> {
  const models = await session.rows<{ model: string; provider: string | null }>(
    "SELECT model, min(provider) AS provider FROM span WHERE kind = 'embedding' AND model IS NOT NULL GROUP BY model",
  );
  const limits = new Map<string, ModelLimit>();
  for (const { model, provider } of models) {
    const limit = limitOf(provider, model);
    if (limit !== null) limits.set(model, limit);
  }
  return limits;
}

/** Makes a temporary table of some rows. */
function hold(
  session: Session,
  table: string,
  columns: Readonly<Record<string, string>>,
  rows: readonly object[],
): Promise<void> {
  const type = JSON.stringify([columns]);
  return session.run(
    `CREATE OR REPLACE TEMP TABLE ${table} AS SELECT unnest(from_json($1, '${type}'), max_depth := 2)`,
    [JSON.stringify(rows)],
  );
}
