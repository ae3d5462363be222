import type { TranscriptEntry } from "../../../shared/contract/traces.js";
import type { SpanId, TraceId } from "../../../shared/model/ids.js";
import type { SpanKind, SpanStatus } from "../../../shared/model/kind.js";
import type { Session } from "../db/session.js";
import { readPreviews } from "./text-preview.js";
import { traceNumber } from "./trace-get.js";

/** Longest text of an entry; "more" reads the rest by its hash. */
const ENTRY_LENGTH = 4000;

interface EntryRow {
  preorder: number;
  span_id: SpanId;
  at_ns: number | null;
  kind: SpanKind;
  status: SpanStatus;
  depth: number;
  type: TranscriptEntry["type"];
  speaker: string | null;
  role: string;
  addressee: string | null;
  text: number | null;
  detail: string | null;
  duration_ns: number | null;
  total: number;
}

/**
 * What was said in a trace, in reading order: by time, each thing once. Messages are those that are new in their call;
 * a tool's request and result come from the tool's own span where it has one, else from the messages.
 */
const TRANSCRIPT_SQL = `
  WITH spans AS (
    SELECT s.*, (s.start_ns - t.start_ns)::DOUBLE AS at_ns FROM span s JOIN trace t USING (trace) WHERE trace = $1::INTEGER),
  said AS (
    SELECT m.*, coalesce(m.tool, (SELECT any_value(c.tool) FROM message c
        WHERE c.trace = $1::INTEGER AND c.call_id = m.call_id AND c.type = 'tool_call')) AS called,
      (SELECT min(u.preorder) FROM "use" u WHERE u.trace = m.trace AND u.text = m.text AND u.is_new) AS first
    FROM message m WHERE m.trace = $1::INTEGER),
  entries AS (
    SELECT s.preorder, s.at_ns + CASE WHEN m.direction = 'output' THEN coalesce(s.duration_ns, 0) ELSE 0 END AS at_ns,
      CASE m.type WHEN 'reasoning' THEN 'reasoning' WHEN 'tool_call' THEN 'tool_call' WHEN 'tool_result' THEN 'tool_result'
        ELSE 'message' END AS type,
      CASE WHEN m.role = 'user' THEN coalesce(m.name, 'user') WHEN m.type = 'tool_result' THEN coalesce(m.called, m.name, 'tool')
        WHEN m.role = 'assistant' THEN coalesce(s.owner_agent, s.model, 'assistant') ELSE coalesce(m.name, m.role) END AS speaker,
      m.role, CASE WHEN m.role = 'assistant' AND m.type = 'tool_call' THEN m.tool
        WHEN m.role IN ('user', 'system', 'tool') THEN s.owner_agent END AS addressee,
      m.text, NULL AS detail, s.duration_ns::DOUBLE AS duration_ns, (m.direction = 'output')::INTEGER * 1000 + m.position * 10 + m.part AS place
    FROM said m JOIN spans s ON s.preorder = m.preorder
    WHERE m.text IS NOT NULL AND (m.first = m.preorder) AND m.role NOT IN ('system', 'developer')
      AND NOT (m.type IN ('tool_call', 'tool_result') AND m.call_id IS NOT NULL AND EXISTS (
        SELECT 1 FROM spans tool WHERE tool.tool_call_id = m.call_id))
    UNION ALL
    SELECT preorder, at_ns, CASE WHEN kind = 'handoff' THEN 'handoff' ELSE 'tool_call' END, coalesce(owner_agent, 'agent'), 'assistant',
      CASE WHEN kind = 'handoff' THEN coalesce(handoff_to, detail) ELSE coalesce(tool, name) END, input_text, detail, duration_ns::DOUBLE, 0
    FROM spans WHERE kind IN ('tool', 'handoff')
    UNION ALL
    SELECT preorder, at_ns + coalesce(duration_ns, 0), 'tool_result', coalesce(tool, name), 'tool', owner_agent, output_text, NULL, duration_ns::DOUBLE, 1
    FROM spans WHERE kind = 'tool' AND output_text IS NOT NULL
    UNION ALL
    SELECT preorder, at_ns + coalesce(duration_ns, 0), 'documents', coalesce(knowledge_base, name), 'retriever', owner_agent,
      coalesce(query_text, input_text), documents || ' documents', duration_ns::DOUBLE, 1
    FROM spans WHERE kind = 'retriever'
    UNION ALL
    SELECT preorder, at_ns, 'memory', coalesce(knowledge_base, name), 'memory', owner_agent, coalesce(output_text, input_text), coalesce(operation, detail), duration_ns::DOUBLE, 0
    FROM spans WHERE kind = 'memory'
    UNION ALL
    SELECT preorder, at_ns + coalesce(duration_ns, 0), 'verdict', regexp_replace(name, '^run_guardrail ', ''), CAST(kind AS VARCHAR), owner_agent, output_text, detail, duration_ns::DOUBLE, 1
    FROM spans WHERE kind IN ('guardrail', 'evaluator')
    UNION ALL
    SELECT preorder, at_ns + coalesce(duration_ns, 0), 'error', coalesce(tool, owner_agent, name), 'error', NULL, error_text, error_type, duration_ns::DOUBLE, 2
    FROM spans WHERE status = 'error' AND error_text IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM spans below WHERE below.parent = spans.preorder AND below.error_text = spans.error_text))
  SELECT e.preorder, s.span_id, e.at_ns, s.kind, s.status, s.depth, e.type, e.speaker, e.role, e.addressee,
    e.text, e.detail, e.duration_ns, (count(*) OVER ())::DOUBLE AS total
  FROM entries e JOIN spans s USING (preorder)
  ORDER BY e.at_ns NULLS LAST, e.preorder, e.place`;

/** A window of the transcript of a trace. */
export async function traceTranscript(
  session: Session,
  traceId: TraceId,
  offset: number,
  limit: number,
): Promise<{ total: number; entries: TranscriptEntry[] }> {
  const trace = await traceNumber(session, traceId);
  const rows = await session.rows<EntryRow>(`${TRANSCRIPT_SQL} LIMIT ${limit} OFFSET ${offset}`, [trace]);
  const previews = await readPreviews(
    session,
    rows.map((row) => row.text),
    ENTRY_LENGTH,
  );
  const entries = rows.map((row): TranscriptEntry => {
    const text = previews(row.text);
    return {
      spanId: row.span_id,
      row: row.preorder,
      atNs: row.at_ns ?? 0,
      kind: row.kind,
      status: row.status,
      depth: row.depth,
      type: row.type,
      speaker: row.speaker ?? "",
      role: row.role,
      addressee: row.addressee,
      text: text?.text ?? row.detail ?? "",
      length: text?.length ?? row.detail?.length ?? 0,
      hash: text?.hash ?? null,
      format: text?.format ?? "text",
      durationNs: row.duration_ns,
    };
  });
  return { total: rows[0]?.total ?? 0, entries };
}
