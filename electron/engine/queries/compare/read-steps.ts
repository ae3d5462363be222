import type { TraceId } from "../../../../shared/model/ids.js";
import { readColumns } from "../../db/column-reader.js";
import type { Session } from "../../db/session.js";
import { readTextColumns } from "../../db/text-columns.js";
import { traceNumber } from "../trace-get.js";

/** The spans of a run, one entry a span, in preorder. Doubles are NaN where the run does not tell. */
export interface ReadSpans {
  readonly parent: Int32Array;
  readonly kind: Uint8Array;
  readonly status: Uint8Array;
  readonly startNs: Float64Array;
  readonly durationNs: Float64Array;
  readonly tokens: Float64Array;
  readonly costUsd: Float64Array;
}

/** What tells spans apart. */
export interface ReadWords {
  readonly spanId: readonly (string | null)[];
  readonly agent: readonly (string | null)[];
  readonly subject: readonly (string | null)[];
  readonly model: readonly (string | null)[];
  readonly detail: readonly (string | null)[];
  /** What went in and what came out, as digests of 53 bits: equal in two runs where the texts are; NaN for nothing. */
  readonly input: Float64Array;
  readonly output: Float64Array;
}

/** What a step is about, by its kind: names that stay the same when it runs again. */
const SUBJECT = `CASE
  WHEN kind = 'tool' THEN coalesce(tool, name)
  WHEN kind = 'agent' THEN coalesce(agent, owner_agent, name)
  WHEN kind = 'llm' THEN CASE WHEN model IS NULL THEN name ELSE trim(replace(name, model, '')) END
  WHEN kind IN ('retriever', 'memory') THEN coalesce(knowledge_base, name)
  WHEN kind IN ('guardrail', 'evaluator') THEN regexp_replace(name, '^run_guardrail ', '')
  WHEN kind IN ('handoff', 'message') THEN coalesce(handoff_to, detail, name)
  ELSE name END`;

/** A digest as a double, which holds 53 bits of it exactly. */
const digestOf = (column: string): string => `(${column} % 9007199254740992)::DOUBLE`;

/**
 * The digest of a span's messages is of those that are new in it, so that a model call counts as changed for what was said
 * in it and not for all that was said before. Texts are numbered once in a workspace: equal numbers are equal texts.
 */
const DIGESTS = `WITH fresh AS (
    SELECT preorder, text FROM "use" WHERE trace = $1::INTEGER GROUP BY ALL HAVING bool_or(is_new)),
  said AS (
    SELECT m.preorder, m.direction,
      hash(string_agg(concat_ws(' ', m.role, m.type, m.tool, m.text), chr(10) ORDER BY m.position, m.part)) AS digest
    FROM message m LEFT JOIN fresh f ON f.preorder = m.preorder AND f.text = m.text
    WHERE m.trace = $1::INTEGER AND (m.direction = 'output' OR f.text IS NOT NULL)
    GROUP BY ALL),
  went AS (
    SELECT preorder, max(digest) FILTER (direction = 'input') AS input, max(digest) FILTER (direction = 'output') AS output
    FROM said GROUP BY preorder),
  found AS (
    SELECT preorder, hash(string_agg(concat_ws(' ', role, document_id, text), chr(10) ORDER BY role, rank)) AS documents
    FROM document WHERE trace = $1::INTEGER GROUP BY preorder)
  SELECT s.preorder,
    CASE WHEN s.messages > 0 THEN w.input ELSE hash(coalesce(s.input_text, s.query_text)) END AS input,
    CASE WHEN s.messages > 0 AND w.output IS NOT NULL THEN w.output
      ELSE hash(concat_ws(' ', s.output_text, d.documents, s.error_text)) END AS output
  FROM span s LEFT JOIN went w USING (preorder) LEFT JOIN found d USING (preorder)
  WHERE s.trace = $1::INTEGER ORDER BY s.preorder`;

/** Reads the shape and the figures of a run. Throws NOT_FOUND. */
export async function readSpans(session: Session, traceId: TraceId): Promise<ReadSpans> {
  const columns = await readColumns(
    await session.result(
      `SELECT s.parent, s.kind, s.status, (s.start_ns - t.start_ns)::DOUBLE, s.duration_ns::DOUBLE, s.total_tokens, s.cost_usd
      FROM span s JOIN trace t USING (trace) WHERE s.trace = $1::INTEGER ORDER BY s.preorder`,
      [await traceNumber(session, traceId)],
    ),
  );
  return {
    parent: columns.integers(0),
    kind: columns.codes(1),
    status: columns.codes(2),
    startNs: columns.doubles(3),
    durationNs: columns.doubles(4),
    tokens: columns.doubles(5),
    costUsd: columns.doubles(6),
  };
}

/** Reads what tells the first `count` spans of a run apart, column by column: other calls are answered in between. */
export async function readWords(session: Session, traceId: TraceId, count: number): Promise<ReadWords> {
  const trace = await traceNumber(session, traceId);
  const texts = async (expression: string): Promise<readonly (string | null)[]> => {
    const from = `span WHERE trace = $1::INTEGER AND preorder < ${count}`;
    const [column = []] = await readTextColumns(session, [expression], from, "preorder", [trace]);
    return column;
  };
  const digests = await readColumns(
    await session.result(
      `SELECT ${digestOf("input")}, ${digestOf("output")} FROM (${DIGESTS}) WHERE preorder < ${count} ORDER BY preorder`,
      [trace],
    ),
  );
  return {
    spanId: await texts("span_id"),
    agent: await texts("owner_agent"),
    subject: await texts(SUBJECT),
    model: await texts("model"),
    detail: await texts("detail"),
    input: digests.doubles(0),
    output: digests.doubles(1),
  };
}
