import type { ParsedInputOf } from "../../../shared/contract/procedure.js";
import type { Hit, tracesContract } from "../../../shared/contract/traces.js";
import type { SpanKind } from "../../../shared/model/kind.js";
import { excerptAround, findMarks, highlightTerms } from "../../../shared/query/highlight.js";
import type { Session } from "../db/session.js";
import { compileSpans } from "./filter/compile.js";
import { holdTables } from "./filter/hold.js";
import { FOUND_USES } from "./filter/text-scan.js";
import { queryTree } from "./parse-filter.js";
import { excerptsOf, type HitRow, toHit } from "./trace-hits.js";
import { traceNumber } from "./trace-get.js";

type Input = ParsedInputOf<(typeof tracesContract)["trace.find"]>;

interface SpanRow {
  preorder: number;
  span_id: string;
  name: string;
  kind: SpanKind;
  agent: string | null;
  error: string | null;
}

/** The spans of a trace that a query selects, in preorder, and where its words stand in each. */
export async function findInTrace(
  session: Session,
  input: Input,
): Promise<{ total: number; rows: number[]; hits: Hit[] }> {
  const trace = await traceNumber(session, input.traceId);
  const query = queryTree(input.query);
  const filter = await holdTables(
    session,
    compileSpans(query, { zoneOffsetMinutes: input.zoneOffsetMinutes, alias: "s", trace }),
  );
  const rows = await session.rows<SpanRow>(
    `SELECT s.preorder, s.span_id, s.name, s.kind, s.owner_agent AS agent, s.error_excerpt AS error
    FROM span s WHERE s.trace = ${trace} AND ${filter.where} ORDER BY s.preorder`,
    filter.parameters,
  );
  const shown = rows.slice(0, input.limit);
  const terms = highlightTerms(query);
  const texts =
    filter.words.length === 0 || shown.length === 0
      ? []
      : await session.rows<HitRow>(
          `SELECT u.trace, u.preorder, '' AS span_id, '' AS name, 'other' AS kind, NULL AS agent, u.part, u.role, u.text,
            0 AS repeated FROM "use" u JOIN (SELECT DISTINCT text, score FROM ${FOUND_USES} WHERE score > 0) w ON w.text = u.text
          WHERE u.trace = ${trace} AND u.is_new
          QUALIFY row_number() OVER (PARTITION BY u.preorder ORDER BY w.score DESC, u.part) = 1`,
        );
  const byPlace = new Map(texts.map((row) => [row.preorder, row]));
  const excerpts = await excerptsOf(
    session,
    texts.map((row) => row.text),
    terms,
    filter.patterns,
  );
  const hits = shown.map((row): Hit => {
    const text = byPlace.get(row.preorder);
    const base = {
      trace,
      preorder: row.preorder,
      span_id: row.span_id,
      name: row.name,
      kind: row.kind,
      agent: row.agent,
    };
    if (text !== undefined) {
      return toHit({ ...base, part: text.part, role: text.role, text: text.text, repeated: 0 }, excerpts(text.text));
    }
    const inName = findMarks(row.name, terms, 1).length > 0 || row.error === null;
    return toHit(
      { ...base, part: inName ? "name" : "error", role: null, text: 0, repeated: 0 },
      excerptAround(inName ? row.name : (row.error ?? ""), terms),
    );
  });
  return { total: rows.length, rows: shown.map((row) => row.preorder), hits };
}
