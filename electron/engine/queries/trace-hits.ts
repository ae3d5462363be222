import type { Hit } from "../../../shared/contract/traces.js";
import type { SpanId } from "../../../shared/model/ids.js";
import type { SpanKind } from "../../../shared/model/kind.js";
import { excerptAround, findMarks } from "../../../shared/query/highlight.js";
import { HOLE_PATTERN } from "../db/record-text.js";
import type { Session } from "../db/session.js";
import type { CompiledFilter } from "./filter/compile.js";
import { FOUND_TEXTS, FOUND_USES } from "./filter/text-scan.js";
import { textsById } from "../db/texts-by-id.js";

/** Units of a text that are looked at for an excerpt, around the first match. */
const AROUND = 400;
/** Units of an excerpt. */
export const EXCERPT_LENGTH = 160;

export interface HitRow {
  trace: number;
  preorder: number;
  span_id: string;
  name: string;
  kind: SpanKind;
  agent: string | null;
  part: string;
  role: string | null;
  text: number;
  repeated: number;
}

/** The best hit of each trace: the text with the highest score, said first. */
export async function traceHits(
  session: Session,
  filter: CompiledFilter,
  traces: readonly number[],
  terms: readonly string[],
): Promise<Map<number, Hit>> {
  const hits = new Map<number, Hit>();
  if (traces.length === 0) return hits;
  const inTraces = `IN (${traces.join(", ")})`;
  const rows =
    filter.words.length === 0
      ? []
      : await session.rows<HitRow>(
          `WITH best AS MATERIALIZED (
            SELECT trace, arg_max(preorder, (score, -preorder, -text)) AS preorder, arg_max(text, (score, -preorder, -text)) AS text
            FROM ${FOUND_USES} WHERE trace ${inTraces} AND is_new AND score > 0 GROUP BY trace),
          uses AS (SELECT u.trace, u.preorder, u.part, u.role, u.text, u.is_new FROM "use" u
            JOIN best b ON b.trace = u.trace AND b.text = u.text WHERE u.trace ${inTraces})
          SELECT u.trace, u.preorder, s.span_id, s.name, s.kind, s.owner_agent AS agent, u.part, u.role, u.text,
            coalesce(r.repeated, 0) AS repeated
          FROM uses u JOIN best b ON b.trace = u.trace AND b.preorder = u.preorder AND u.is_new
            LEFT JOIN (SELECT trace, count(*)::INTEGER AS repeated FROM uses WHERE NOT is_new GROUP BY trace) r ON r.trace = u.trace
            JOIN (SELECT trace, preorder, span_id, name, kind, owner_agent FROM span WHERE rowid IN (
              SELECT w.rowid FROM span w JOIN best b ON b.trace = w.trace AND b.preorder = w.preorder WHERE w.trace ${inTraces})) s
              ON s.trace = u.trace AND s.preorder = u.preorder
          QUALIFY row_number() OVER (PARTITION BY u.trace ORDER BY u.part) = 1`,
        );
  const excerpts = await excerptsOf(
    session,
    rows.map((row) => row.text),
    terms,
    filter.patterns,
  );
  for (const row of rows) hits.set(row.trace, toHit(row, excerpts(row.text)));
  const rest = traces.filter((trace) => !hits.has(trace));
  for (const row of await nameHits(session, rest)) {
    if (hits.has(row.trace)) continue;
    const where = [row.name, row.agent ?? "", row.error ?? ""].find((text) => findMarks(text, terms, 1).length > 0);
    if (where === undefined) continue;
    hits.set(row.trace, {
      ...toHit({ ...row, part: where === row.error ? "error" : "name", role: null, text: 0, repeated: 0 }, null),
      ...excerptAround(where, terms, EXCERPT_LENGTH),
      marks: [...excerptAround(where, terms, EXCERPT_LENGTH).marks],
    });
  }
  return hits;
}

/** SQL for the texts (`text`) that hold any of a query's words, once its tables are held. */
export function textsWithWords(filter: CompiledFilter): string {
  return `SELECT text FROM ${FOUND_TEXTS} WHERE ${filter.words.join(" OR ")}`;
}

interface NameRow {
  trace: number;
  preorder: number;
  span_id: string;
  name: string;
  kind: SpanKind;
  agent: string | null;
  error: string | null;
}

async function nameHits(session: Session, traces: readonly number[]): Promise<NameRow[]> {
  if (traces.length === 0) return [];
  return session.rows<NameRow>(
    `SELECT trace, preorder, span_id, name, kind, owner_agent AS agent, error_excerpt AS error FROM span
    WHERE trace IN (${traces.join(", ")}) ORDER BY trace, preorder LIMIT 20000`,
  );
}

/** Excerpts of texts around the first of some terms, or of what patterns find. */
export async function excerptsOf(
  session: Session,
  texts: readonly number[],
  terms: readonly string[],
  patterns: readonly string[] = [],
): Promise<(text: number) => ReturnType<typeof excerptAround> | null> {
  const wanted = [...new Set(texts)];
  if (wanted.length === 0) return () => null;
  const needles: Record<string, string> = {};
  terms.forEach((term, index) => (needles[`needle_${index}`] = term.toLowerCase()));
  patterns.forEach((pattern, index) => (needles[`pattern_${index}`] = pattern));
  // What a pattern finds is a word from then on: only the database knows how to read it without going astray.
  const finds = patterns.map((_, index) => `regexp_extract(body, $pattern_${index}, 0, 'i')`);
  const first = [
    ...terms.map((_, index) => `nullif(instr(lower(body), $needle_${index}), 0)`),
    ...patterns.map((_, index) => `nullif(instr(body, nullif(finds[${index + 1}], '')), 0)`),
  ].join(", ");
  const rows = await session.rows<{ id: number; body: string; cut: boolean; finds: string[] }>(
    // Materialised: otherwise each of its scans, one a text, gets all these expressions of its own.
    `WITH wanted AS MATERIALIZED (${textsById(wanted, "id, body")})
    SELECT id, regexp_replace(substr(body, greatest(1, place - ${AROUND}), ${AROUND * 3}), '${HOLE_PATTERN}', '…', 'g') AS body,
      place > ${AROUND} AS cut, finds FROM (SELECT id, body, finds, coalesce(least(${first}), 1) AS place
        FROM (SELECT id, body, [${finds.join(", ")}]::VARCHAR[] AS finds FROM wanted))`,
    needles,
  );
  const found = new Map(
    rows.map((row) => {
      const words = row.finds.filter((find) => find !== "").map((find) => find.slice(0, EXCERPT_LENGTH));
      return [row.id, excerptAround(row.body, [...terms, ...words], EXCERPT_LENGTH)];
    }),
  );
  return (text) => found.get(text) ?? null;
}

export function toHit(row: Omit<HitRow, "preorder">, excerpt: ReturnType<typeof excerptAround> | null): Hit {
  return {
    spanId: row.span_id as SpanId,
    spanName: row.name,
    kind: row.kind,
    agent: row.agent,
    part: partInWords(row.part, row.role),
    excerpt: excerpt?.excerpt ?? "",
    marks: [...(excerpt?.marks ?? [])],
    repeated: row.repeated,
  };
}

/** "user" rather than "input message": who said it is what the reader asks. */
function partInWords(part: string, role: string | null): string {
  if (part === "input message" || part === "output message") return role ?? part;
  return part === "attribute" && role !== null ? role : part;
}
