/**
 * What was said in a trace, each thing once. Messages are those that are new in their call; a tool's request and result come
 * from the tool's own span where it has one, else from the messages. The tools that a model may call stand where an agent is
 * first given them. `$1` is the trace's number.
 */
export const ENTRIES_SQL = `
  WITH spans AS (
    SELECT s.*, (s.start_ns - t.start_ns)::DOUBLE AS at_ns FROM span s JOIN trace t USING (trace) WHERE trace = $1::INTEGER),
  called AS (
    SELECT call_id, any_value(tool) AS tool FROM message WHERE trace = $1::INTEGER AND type = 'tool_call' GROUP BY call_id),
  -- Where each text is said first: in a message, or by a span that speaks itself. What only stands in an agent's input is not.
  spoken AS (
    SELECT text, preorder FROM message WHERE trace = $1::INTEGER
    UNION ALL
    SELECT unnest([input_text, output_text, query_text]) AS text, preorder FROM spans
    WHERE kind IN ('tool', 'handoff', 'retriever', 'memory', 'guardrail', 'evaluator')),
  fresh AS (
    SELECT text, min(preorder) AS first FROM spoken
    WHERE text IN (SELECT text FROM "use" WHERE trace = $1::INTEGER AND is_new) GROUP BY text),
  own AS (SELECT DISTINCT tool_call_id AS call_id FROM spans WHERE tool_call_id IS NOT NULL),
  -- A call without an id that a tool's span repeats word for word is that span's.
  asked AS (
    SELECT DISTINCT tool, input_text AS text FROM spans WHERE kind IN ('tool', 'handoff') AND tool IS NOT NULL AND input_text IS NOT NULL),
  answered AS (
    SELECT DISTINCT tool, output_text AS text FROM spans WHERE kind = 'tool' AND tool IS NOT NULL AND output_text IS NOT NULL),
  said AS (
    SELECT m.*, coalesce(m.tool, c.tool) AS called, f.first
    FROM message m LEFT JOIN called c USING (call_id) LEFT JOIN fresh f USING (text) WHERE m.trace = $1::INTEGER),
  given AS (
    SELECT preorder, at_ns, owner_agent, tools_text FROM spans WHERE tools_text IS NOT NULL
    QUALIFY row_number() OVER (PARTITION BY tools_text, owner_agent ORDER BY preorder) = 1),
  -- An agent in whose work no message was recorded was told its input and answered its output.
  upto AS (SELECT preorder, sum(coalesce(messages, 0)) OVER (ORDER BY preorder) AS messages FROM spans),
  silent AS (
    SELECT s.* FROM spans s JOIN upto here ON here.preorder = s.preorder JOIN upto last ON last.preorder = s.subtree_end - 1
    WHERE s.kind = 'agent' AND coalesce(s.messages, 0) = 0 AND here.messages = last.messages),
  entries AS (
    SELECT s.preorder, s.at_ns + CASE WHEN m.direction = 'output' THEN coalesce(s.duration_ns, 0) ELSE 0 END AS at_ns,
      CASE WHEN m.role IN ('system', 'developer') THEN 'instructions'
        WHEN m.type IN ('reasoning', 'tool_call', 'tool_result', 'image') THEN CAST(m.type AS VARCHAR)
        WHEN m.type IN ('audio', 'video', 'file') THEN 'media' ELSE 'message' END AS type,
      CASE WHEN m.role = 'user' THEN coalesce(m.name, 'user') WHEN m.type = 'tool_result' THEN coalesce(m.called, m.name, 'tool')
        WHEN m.role = 'assistant' THEN coalesce(s.owner_agent, s.model, 'assistant') ELSE coalesce(m.name, m.role) END AS speaker,
      m.role, CASE WHEN m.role = 'assistant' AND m.type = 'tool_call' THEN m.tool
        WHEN m.role IN ('user', 'system', 'developer', 'tool') THEN s.owner_agent END AS addressee,
      m.text, (m.direction = 'output')::INTEGER * 1000 + m.position * 10 + m.part AS place
    FROM said m JOIN spans s ON s.preorder = m.preorder LEFT JOIN own o ON o.call_id = m.call_id
      LEFT JOIN asked a ON m.type = 'tool_call' AND a.tool = m.tool AND a.text = m.text
      LEFT JOIN answered r ON m.type = 'tool_result' AND r.tool = m.called AND r.text = m.text
    WHERE m.text IS NOT NULL AND m.first = m.preorder AND NOT (m.type IN ('tool_call', 'tool_result') AND (o.call_id IS NOT NULL OR a.tool IS NOT NULL OR r.tool IS NOT NULL))
    UNION ALL
    SELECT a.preorder, a.at_ns, 'message', coalesce(over.owner_agent, 'user'), 'user', a.owner_agent, a.input_text, 0
    FROM silent a LEFT JOIN spans over ON over.preorder = a.parent
    WHERE a.input_text IS NOT NULL
    UNION ALL
    SELECT preorder, at_ns + coalesce(duration_ns, 0), 'message', owner_agent, 'assistant', NULL, output_text, 3
    FROM silent WHERE output_text IS NOT NULL
    UNION ALL
    SELECT preorder, at_ns, 'tools', coalesce(owner_agent, 'agent'), 'tools', NULL, tools_text, -1 FROM given
    UNION ALL
    SELECT preorder, at_ns, CASE WHEN kind = 'handoff' THEN 'handoff' ELSE 'tool_call' END, coalesce(owner_agent, 'agent'), 'assistant',
      CASE WHEN kind = 'handoff' THEN coalesce(handoff_to, detail) ELSE coalesce(tool, name) END, input_text, 0
    FROM spans WHERE kind IN ('tool', 'handoff')
    UNION ALL
    SELECT preorder, at_ns + coalesce(duration_ns, 0), 'tool_result', coalesce(tool, name), 'tool', owner_agent, output_text, 1
    FROM spans WHERE kind = 'tool' AND output_text IS NOT NULL
    UNION ALL
    SELECT preorder, at_ns + coalesce(duration_ns, 0), 'documents', coalesce(knowledge_base, name), 'retriever', owner_agent,
      coalesce(query_text, input_text), 1
    FROM spans WHERE kind = 'retriever'
    UNION ALL
    SELECT preorder, at_ns, 'memory', coalesce(knowledge_base, name), 'memory', owner_agent, coalesce(output_text, input_text), 0
    FROM spans WHERE kind = 'memory'
    UNION ALL
    SELECT preorder, at_ns + coalesce(duration_ns, 0), 'verdict', regexp_replace(name, '^run_guardrail ', ''), CAST(kind AS VARCHAR), owner_agent, output_text, 1
    FROM spans WHERE kind IN ('guardrail', 'evaluator')
    UNION ALL
    SELECT preorder, at_ns + coalesce(duration_ns, 0), 'error', coalesce(tool, owner_agent, name), 'error', NULL, error_text, 2
    FROM spans WHERE status = 'error' AND error_text IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM spans below WHERE below.parent = spans.preorder AND below.error_text = spans.error_text))
  SELECT row_number() OVER (ORDER BY at_ns NULLS LAST, preorder, place) AS n, preorder, at_ns, type,
    coalesce(speaker, '') AS speaker, role, addressee, text
  FROM entries`;
