import { EXPORT_SPANS } from "./selection.js";

/** The listed spans as a table: what they are, when, who, what they cost, and where they come from. Its columns are in docs/export.md. */
export function spanRowsSql(withAnnotations: boolean): string {
  return `SELECT s.trace_id, s.span_id, s.parent_span_id, s.depth, s.name, s.kind::VARCHAR AS kind, s.status::VARCHAR AS status,
  make_timestamp_ns(s.start_ns) AS started, s.duration_ns, s.self_ns, s.owner_agent AS agent, s.tool, s.tool_call_id, s.model,
  s.provider, s.operation, s.owner_conversation AS conversation, s.owner_user AS "user", s.service, s.scope, s.input_tokens,
  s.output_tokens, s.cache_read_tokens, s.cache_write_tokens, s.reasoning_tokens, s.total_tokens, s.cost_usd,
  CASE s.cost_from WHEN 1 THEN 'reported' WHEN 2 THEN 'computed' END AS cost_from, s.time_to_first_token_ns, s.finish_reason,
  s.error_type, s.error_excerpt AS error, s.detail, s.knowledge_base, s.top_k, s.messages, s.documents,${
    withAnnotations
      ? `
  (SELECT count(*) FROM annotation a WHERE a.trace_id = s.trace_id AND a.span_id = s.span_id) + CASE s.preorder WHEN 0
    THEN (SELECT count(*) FROM annotation a WHERE a.trace_id = s.trace_id AND a.span_id IS NULL) ELSE 0 END AS annotations,`
      : ""
  }
  (SELECT o.name FROM source o WHERE o.id = s.source) AS source
FROM ${EXPORT_SPANS} e JOIN span s ON s.trace = e.trace AND s.preorder = e.preorder ORDER BY e.place`;
}
