import type { TraceId } from "../../../../shared/model/ids.js";
import type { Session } from "../../db/session.js";

/** How often something was judged so in a trace; `label` is null where only a score says how. */
export interface TraceVerdictRow {
  readonly traceId: TraceId;
  readonly name: string;
  readonly label: string | null;
  readonly count: number;
}

/** Notes, and labels that a reader gives, are no verdicts. */
const JUDGED = "((a.score IS NOT NULL OR a.label IS NOT NULL) AND a.kind <> 'label')";
const LABEL =
  "coalesce(a.label, CASE WHEN a.kind = 'judgement' THEN CASE WHEN a.score > 0 THEN 'yes' ELSE 'no' END END)";

/** What guardrails, evaluators, files and people said in some traces: of their spans, of documents, of the traces themselves. */
export async function traceVerdicts(session: Session, traceIds: readonly string[]): Promise<TraceVerdictRow[]> {
  const any = await session.first(`SELECT 1 AS one WHERE EXISTS (SELECT 1 FROM evaluation)
    OR EXISTS (SELECT 1 FROM annotation a WHERE ${JUDGED})`);
  if (any === undefined) return [];
  return session.rows<TraceVerdictRow>(
    `WITH page AS (SELECT trace, trace_id FROM trace WHERE trace_id IN (SELECT unnest(from_json($1, '["VARCHAR"]')))),
      said AS (
        SELECT p.trace_id, e.name, e.label FROM evaluation e JOIN page p ON p.trace = e.trace
        UNION ALL SELECT p.trace_id, coalesce(a.name, 'judgement'), ${LABEL}
          FROM annotation a JOIN page p ON p.trace_id = a.trace_id WHERE ${JUDGED})
    SELECT trace_id AS "traceId", name, label, count(*)::INTEGER AS count FROM said
    GROUP BY ALL ORDER BY trace_id, count DESC, name, label`,
    [JSON.stringify(traceIds)],
  );
}
