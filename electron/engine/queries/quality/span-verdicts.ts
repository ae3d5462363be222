/**
 * Verdicts in spans, each with what it is of: the one span that the evaluator's span is linked to, else for spans of kind evaluator
 * or guardrail their parent, else the span itself.
 */
export const SPAN_VERDICTS = `(SELECT e.trace, e.preorder, e.name, e.label, e.score,
    coalesce(o.trace, e.trace) AS of_trace,
    coalesce(o.preorder, CASE WHEN s.kind IN ('evaluator', 'guardrail') AND s.parent >= 0 THEN s.parent ELSE e.preorder END) AS of_preorder
  FROM evaluation e JOIN span s ON s.trace = e.trace AND s.preorder = e.preorder
    LEFT JOIN (SELECT trace, preorder, min(linked_trace_id) AS trace_id, min(linked_span_id) AS span_id FROM link
      GROUP BY trace, preorder HAVING count(*) = 1) l ON l.trace = e.trace AND l.preorder = e.preorder
    LEFT JOIN span o ON o.trace_id = l.trace_id AND o.span_id = l.span_id)`;
