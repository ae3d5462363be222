import type { EvidenceReference } from "../../../../shared/contract/incidents.js";
import type { BodyOf } from "../../../../shared/model/incident.js";
import type { Session } from "../../db/session.js";
import { timeHistogram } from "../../queries/facets/histogram.js";
import { searchStats } from "../../queries/facets/stats.js";
import { runSearch } from "../../queries/search.js";
import { readPreviews } from "../../queries/text-preview.js";
import { EXCERPT_LENGTH, headingFrom, shortened } from "./excerpts.js";

/** Examples that are kept of what a search found. */
const MOST_HITS = 5;
const EVERYTHING = { spans: "All spans", traces: "All runs", conversations: "All conversations" } as const;

type SearchReference = Extract<EvidenceReference, { type: "search" }>;

/** What a search finds now: how much, when, and its best hits. */
export async function searchEvidence(
  session: Session,
  reference: SearchReference,
): Promise<{ heading: string; body: BodyOf<"search"> }> {
  const asked = { query: reference.query, zoneOffsetMinutes: reference.zoneOffsetMinutes ?? 0 };
  const found = await runSearch(session, { ...asked, in: reference.in, limit: MOST_HITS });
  const stats = await searchStats(session, asked);
  const { startMs, stepMs, counts, failed } = await timeHistogram(session, { ...asked, in: reference.in });
  return {
    heading: headingFrom(reference.query, 300) || EVERYTHING[reference.in],
    body: {
      type: "search",
      query: reference.query,
      in: reference.in,
      countedAtMs: Date.now(),
      total: found.total,
      spans: stats.spans,
      traces: stats.traces,
      errors: stats.errors,
      tokens: stats.tokens ?? 0,
      costUsd: stats.cost ?? 0,
      histogram: { startMs, stepMs, counts, failed },
      hits: await hitsOf(session, found.hits),
    },
  };
}

type Hits = Awaited<ReturnType<typeof runSearch>>["hits"];

/** Examples as evidence keeps them. One that was found by no words of its own tells by its error, else by what went into it. */
async function hitsOf(session: Session, hits: Hits): Promise<BodyOf<"search">["hits"]> {
  const rows = await session.rows<{ key: string; text: number; is_error: boolean }>(
    `SELECT trace_id || '/' || span_id AS key, coalesce(error_text, input_text) AS text, error_text IS NOT NULL AS is_error
    FROM span WHERE (trace_id, span_id) IN (SELECT unnest(from_json($1, '[["VARCHAR"]]'))[1], unnest(from_json($1, '[["VARCHAR"]]'))[2])
      AND coalesce(error_text, input_text) IS NOT NULL`,
    [JSON.stringify(hits.flatMap(({ part, traceId, spanId }) => (part === "name" ? [[traceId, spanId ?? ""]] : [])))],
  );
  const found = new Map(rows.map((row) => [row.key, row]));
  const previews = await readPreviews(
    session,
    rows.map((row) => row.text),
    EXCERPT_LENGTH,
  );
  return hits.map(({ traceId, spanId, name, part, excerpt }) => {
    const row = part === "name" ? found.get(`${traceId}/${spanId}`) : undefined;
    const text = previews(row?.text ?? null)?.text.trim() ?? "";
    return {
      traceId,
      spanId,
      name: shortened(name, 2_000),
      ...(text === "" || row === undefined
        ? { part, excerpt: shortened(excerpt, EXCERPT_LENGTH) }
        : { part: row.is_error ? "error" : "input", excerpt: shortened(text, EXCERPT_LENGTH) }),
    };
  });
}
