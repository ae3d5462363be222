import type { Session } from "../db/session.js";
import { RetrievalOutput } from "./retrieval-output.js";
import { readRuns } from "./retrieval-runs.js";
import { findersOf, groupBySize, KnownWords, lengthsOf, textsOf } from "./retrieval-texts.js";

/** Spans and messages of traces that are read at once, more where one trace has more. */
const PAGE_ROWS = 60_000;

/** Finds what became of documents in the traces that were staged. To be called when the derived tables are filled. */
export async function noteRetrievals(session: Session): Promise<void> {
  const any = await session.first(`SELECT 1 AS yes FROM stage_document WHERE role IN ('retrieved', 'memory')
    UNION ALL SELECT 1 FROM stage_span WHERE kind = 'retriever' LIMIT 1`);
  if (any === undefined) return;
  await session.run(`CREATE OR REPLACE TEMP TABLE stage_retrieving AS
    SELECT trace, count(*) + coalesce(sum(messages), 0) AS size FROM span
    WHERE trace IN (SELECT trace FROM stage_trace) GROUP BY trace HAVING bool_or(documents > 0 OR kind = 'retriever')`);
  const pages = await session.rows<{
    first: number;
    last: number;
  }>(`SELECT min(trace) AS first, max(trace) AS last FROM (
      SELECT trace, (sum(size) OVER (ORDER BY trace) - size) // ${PAGE_ROWS} AS page FROM stage_retrieving)
    GROUP BY page ORDER BY first`);
  const output = await RetrievalOutput.open(session);
  const known = new KnownWords();
  for (const { first, last } of pages) {
    const where = `trace BETWEEN ${first} AND ${last} AND trace IN (SELECT trace FROM stage_retrieving)`;
    const runs = await readRuns(session, where);
    const ids = new Set<number>();
    for (const run of runs.values()) {
      const { documents, prompts, answers } = textsOf(run);
      for (const texts of [documents, prompts, answers]) for (const id of texts) ids.add(id);
    }
    const lengths = await lengthsOf(session, ids);
    for (const group of groupBySize(runs, lengths)) {
      const finders = await findersOf(session, group, lengths, known);
      for (const [trace, run] of group) {
        const finder = finders.get(trace);
        if (finder !== undefined) output.note(trace, run, finder, (text) => known.shingles(text));
      }
    }
  }
  output.close();
  await session.run("DROP TABLE stage_retrieving");
}
