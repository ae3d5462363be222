import type { VerdictOrigin } from "../../../../shared/contract/quality.js";
import type { Session } from "../../db/session.js";
import { compileSpans } from "../filter/compile.js";
import { holdTables } from "../filter/hold.js";
import { queryTree } from "../parse-filter.js";

/** Verdicts of one name, origin and label in one step of time. */
export interface VerdictRow {
  readonly name: string;
  readonly origin: VerdictOrigin;
  readonly label: string | null;
  /** The step, from 0; null for those without a time. */
  readonly step: number | null;
  readonly count: number;
  readonly scored: number;
  readonly total: number | null;
  readonly lowest: number | null;
  readonly highest: number | null;
}

/** The temporary table of `chooseVerdicts`: (name, origin, label, score, at_ms). */
const VERDICTS = "quality_verdict";
const SPANS = "quality_verdict_span";

/** What is known of the verdicts that a search selects. */
export interface ChosenVerdicts {
  readonly firstMs: number | null;
  readonly lastMs: number | null;
  readonly silent: number;
}

/**
 * Finds the verdicts of the spans that a search selects, in the spans themselves and in annotations of them, of documents and of whole
 * traces (at their first span), and keeps them on this connection. Throws QUERY_SYNTAX.
 */
export async function chooseVerdicts(
  session: Session,
  query: string,
  zoneOffsetMinutes: number,
): Promise<ChosenVerdicts> {
  const filter = await holdTables(session, compileSpans(queryTree(query), { zoneOffsetMinutes, alias: "s" }));
  await session.run(
    `CREATE OR REPLACE TEMP TABLE ${SPANS} AS SELECT s.trace, s.preorder, s.trace_id, s.span_id, s.kind, s.start_ns / 1e6 AS at_ms
    FROM span s WHERE (s.kind IN ('evaluator', 'guardrail') OR (s.trace, s.preorder) IN (SELECT (trace, preorder) FROM evaluation)
      OR s.trace_id IN (SELECT trace_id FROM annotation)) AND ${filter.where}`,
    filter.parameters,
  );
  // A label of a reader's is a name for things of a kind, and no verdict.
  const said = "(a.label IS NOT NULL OR a.score IS NOT NULL) AND a.kind <> 'label'";
  const columns = `coalesce(a.name, 'judgement') AS name,
    CASE WHEN a.origin = 'user' THEN 'user' ELSE 'file' END AS origin, a.label, a.score, s.at_ms`;
  await session.run(
    `CREATE OR REPLACE TEMP TABLE ${VERDICTS} AS
    SELECT e.name, 'trace' AS origin, e.label, e.score, s.at_ms FROM evaluation e
      JOIN ${SPANS} s ON s.trace = e.trace AND s.preorder = e.preorder
    UNION ALL SELECT ${columns} FROM annotation a JOIN ${SPANS} s ON s.trace_id = a.trace_id AND s.span_id = a.span_id WHERE ${said}
    UNION ALL SELECT ${columns} FROM annotation a JOIN ${SPANS} s ON s.trace_id = a.trace_id AND s.preorder = 0
      WHERE a.span_id IS NULL AND ${said}`,
  );
  const times = await session.first<{ first: number | null; last: number | null; silent: number }>(
    `SELECT floor(min(at_ms)) AS first, floor(max(at_ms)) AS last, (SELECT count(*)::INTEGER FROM ${SPANS} s
      WHERE s.kind IN ('evaluator', 'guardrail') AND (s.trace, s.preorder) NOT IN (SELECT (trace, preorder) FROM evaluation)
        AND (s.trace_id, s.span_id) NOT IN (SELECT (trace_id, span_id) FROM annotation a
          WHERE trace_id IS NOT NULL AND span_id IS NOT NULL AND ${said})) AS silent
    FROM ${VERDICTS}`,
  );
  return { firstMs: times?.first ?? null, lastMs: times?.last ?? null, silent: times?.silent ?? 0 };
}

/** Counts the chosen verdicts by name, origin, label and step of time. */
export function countVerdicts(session: Session, startMs: number, stepMs: number): Promise<VerdictRow[]> {
  return session.rows<VerdictRow>(
    `SELECT name, origin, label, ((at_ms - $1) // $2)::INTEGER AS step, count(*)::INTEGER AS count,
      count(score)::INTEGER AS scored, sum(score)::DOUBLE AS total, min(score) AS lowest, max(score) AS highest
    FROM ${VERDICTS} GROUP BY ALL ORDER BY ALL`,
    [startMs, Math.max(1, stepMs)],
  );
}
