import type { TestEngine } from "./test-engine.js";

/** What holds in every workspace, each as a query for the rows that break it. */
const RULES: Readonly<Record<string, string>> = {
  "spans lie in order of trace and preorder": `SELECT * FROM (SELECT trace, preorder,
      lag((trace, preorder)) OVER (ORDER BY rowid) AS before FROM span) WHERE before > (trace, preorder)`,
  "messages lie in order": ordered("message", "(trace, preorder, direction, position, part)"),
  "documents lie in order": ordered("document", "(trace, preorder, role, rank)"),
  "events lie in order": ordered("event", "(trace, preorder, position)"),
  "links lie in order": ordered("link", "(trace, preorder, position)"),
  "evaluations lie in order": ordered("evaluation", "(trace, preorder, position)"),
  "uses lie in order": ordered('"use"', "(trace, preorder)"),
  "traces lie in order": ordered("trace", "(trace)"),
  "a trace is one range": `SELECT trace FROM span GROUP BY trace HAVING max(rowid) - min(rowid) + 1 <> count(*)`,
  "preorder counts from 0 without a gap": `SELECT trace FROM span GROUP BY trace
    HAVING min(preorder) <> 0 OR max(preorder) + 1 <> count(*) OR count(DISTINCT preorder) <> count(*)`,
  "a parent stands before its child and its subtree holds it": `SELECT s.trace FROM span s JOIN span p
    ON p.trace = s.trace AND p.preorder = s.parent
    WHERE s.parent >= s.preorder OR p.subtree_end < s.subtree_end OR s.depth <> p.depth + 1`,
  "a root has no depth": "SELECT trace FROM span WHERE (parent = -1) <> (depth = 0)",
  "a subtree is what stands behind a span and is deeper": `SELECT s.trace, s.preorder FROM span s
    WHERE s.subtree_end <> coalesce((SELECT min(n.preorder) FROM span n
      WHERE n.trace = s.trace AND n.preorder > s.preorder AND n.depth <= s.depth),
      (SELECT max(n.preorder) + 1 FROM span n WHERE n.trace = s.trace))`,
  "each span is there once": "SELECT trace_id, span_id FROM span GROUP BY ALL HAVING count(*) > 1",
  "each trace is there once": "SELECT trace_id FROM trace GROUP BY ALL HAVING count(*) > 1",
  "spans and traces have each other": `SELECT trace FROM span WHERE trace NOT IN (SELECT trace FROM trace)
    UNION ALL SELECT trace FROM trace WHERE trace NOT IN (SELECT trace FROM span)`,
  "a trace counts its spans": `SELECT t.trace FROM trace t
    WHERE t.spans <> (SELECT count(*) FROM span s WHERE s.trace = t.trace)`,
  "a span has its record, of its own source": `SELECT s.record FROM span s LEFT JOIN record r ON r.id = s.record
    WHERE r.id IS NULL OR r.source <> s.source OR r.kind <> 'span' OR r.hash <> s.record_hash`,
  "a record that is kept is shown or a copy": `SELECT id FROM record WHERE kind = 'span'
    AND id NOT IN (SELECT record FROM span) AND id NOT IN (SELECT record FROM copy WHERE record IS NOT NULL)`,
  "a copy has its record": `SELECT record FROM copy WHERE record IS NOT NULL AND record NOT IN (SELECT id FROM record)`,
  "a copy has its source and its span": `SELECT c.span_id FROM copy c WHERE c.source NOT IN (SELECT id FROM source)
    OR (c.trace_id, c.span_id) NOT IN (SELECT (trace_id, span_id) FROM span)`,
  "a copy that is the same is the same": `SELECT c.span_id FROM copy c JOIN span s USING (trace_id, span_id)
    WHERE (c.verdict = 'same') <> (c.record_hash = s.record_hash)`,
  "an imported annotation has its record, of its own source": `SELECT a.id FROM annotation a LEFT JOIN record r ON r.id = a.record
    WHERE (a.origin = 'user') <> (a.record IS NULL) OR (a.record IS NOT NULL
      AND coalesce(r.source <> a.source OR r.kind <> 'annotation', true))`,
  "an annotation record is shown, as itself or as its like": `SELECT r.id FROM record r WHERE r.kind = 'annotation'
    AND length(r.body) > 200 AND r.hash NOT IN (SELECT o.hash FROM record o JOIN annotation a ON a.record = o.id)`,
  "resources and scopes are there": `SELECT id FROM record r WHERE (r.resource IS NOT NULL OR r.scope IS NOT NULL)
    AND (NOT coalesce(r.resource IN (SELECT id FROM record), true) OR NOT coalesce(r.scope IN (SELECT id FROM record), true))`,
  "a log that is kept has its record and its source": `SELECT l.record FROM span_log l LEFT JOIN record r ON r.id = l.record
    WHERE r.id IS NULL OR r.kind <> 'log' OR r.hash <> l.record_hash OR l.source NOT IN (SELECT id FROM source)
      OR (r.source, l.record) NOT IN (SELECT (source, record) FROM span_log)`,
  "a record of a log is a log of a span": `SELECT id FROM record WHERE kind = 'log'
    AND id NOT IN (SELECT record FROM span_log)`,
  "texts are there": `SELECT text FROM (SELECT text FROM message UNION ALL SELECT text FROM document UNION ALL
      SELECT text FROM embedding UNION ALL SELECT text FROM evaluation UNION ALL SELECT text FROM "use" UNION ALL SELECT error_text FROM span UNION ALL
      SELECT input_text FROM span UNION ALL SELECT output_text FROM span UNION ALL SELECT query_text FROM span)
    WHERE text IS NOT NULL AND text NOT IN (SELECT id FROM text)`,
  "each text is there once": "SELECT hash FROM text GROUP BY hash HAVING count(*) > 1",
  "the sum of every source": "SELECT id FROM source WHERE read <> stored + merged + duplicates + rejected",
  "rejects are counted": `SELECT s.id FROM source s
    WHERE s.rejected <> (SELECT count(*) FROM reject r WHERE r.source = s.id)`,
  "what hangs on a span has its span": `SELECT trace FROM (SELECT trace, preorder FROM message UNION ALL
      SELECT trace, preorder FROM document UNION ALL SELECT trace, preorder FROM embedding UNION ALL
      SELECT trace, preorder FROM event UNION ALL SELECT trace, preorder FROM link UNION ALL
      SELECT trace, preorder FROM evaluation UNION ALL SELECT trace, preorder FROM "use")
    WHERE (trace, preorder) NOT IN (SELECT (trace, preorder) FROM span)`,
  "a text is new at most in one span of a trace": `SELECT trace, text FROM "use" WHERE is_new
    GROUP BY ALL HAVING count(DISTINCT preorder) > 1`,
};

function ordered(table: string, key: string): string {
  return `SELECT 1 FROM (SELECT ${key} AS place, lag(${key}) OVER (ORDER BY rowid) AS before FROM ${table})
    WHERE before > place`;
}

/** Names of the rules of the store that a workspace breaks. */
export async function brokenRules(engine: TestEngine): Promise<string[]> {
  const broken: string[] = [];
  for (const [name, sql] of Object.entries(RULES)) {
    const rows = await engine.sql(`SELECT * FROM (${sql}) LIMIT 3`);
    if (rows.length > 0) broken.push(`${name}: ${JSON.stringify(rows)}`);
  }
  return broken;
}
