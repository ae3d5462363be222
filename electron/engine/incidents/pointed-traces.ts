/**
 * SQL for the ids of all traces that evidence points to: of spans, runs, retrievals and pictures, both runs of a comparison, and the
 * examples of a search. Bodies of pictures are not read: they are large, and say it in a column.
 */
export const POINTED_TRACES = `SELECT trace_id FROM incident_item WHERE trace_id IS NOT NULL
  UNION SELECT unnest([body->>'$.left.traceId', body->>'$.right.traceId']) FROM incident_item WHERE type = 'comparison'
  UNION SELECT unnest(body->>'$.hits[*].traceId') FROM incident_item WHERE type = 'search'`;
