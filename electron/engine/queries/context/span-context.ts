import type { SpanContext } from "../../../../shared/contract/spans.js";
import type { SpanId, TraceId } from "../../../../shared/model/ids.js";
import { readTexts } from "../../db/read-texts.js";
import type { Session } from "../../db/session.js";
import { findSpan, type SpanRow } from "../span-row.js";
import { contextParts, documentCharacters } from "./parts.js";

interface TextRow {
  role: string;
  type: string;
  text: number;
  length: number;
  is_new: boolean;
}

/** Shorter documents are found in texts by chance. */
const SHORTEST_DOCUMENT = 40;
const MOST_DOCUMENTS = 200;
/** Characters of messages that documents are looked for in. */
const MOST_SEARCHED = 400_000;

/** What the context of a model call is made of, but for the model's own limit. Throws NOT_FOUND. */
export async function spanContext(
  session: Session,
  traceId: TraceId,
  spanId: SpanId,
): Promise<Omit<SpanContext, "window"> & { readonly provider: string | null }> {
  const span = await findSpan(session, traceId, spanId);
  const rows = await session.rows<TextRow>(
    `SELECT m.role, CAST(m.type AS VARCHAR) AS type, m.text::DOUBLE AS text, t.length,
      coalesce((SELECT bool_or(u.is_new) FROM "use" u
        WHERE u.trace = m.trace AND u.preorder = m.preorder AND u.text = m.text), true) AS is_new
    FROM message m JOIN text t ON t.id = m.text
    WHERE m.trace = $1::INTEGER AND m.preorder = $2::INTEGER AND m.direction = 'input' ORDER BY m.position, m.part`,
    [span.trace, span.preorder],
  );
  const documents = await documentsBefore(session, span);
  const bodies = documents.length === 0 ? new Map<number, string>() : await searchedTexts(session, rows);
  const parts = contextParts(
    rows.map((row) => {
      const body = bodies.get(row.text);
      return {
        role: row.role,
        type: row.type,
        length: row.length,
        isNew: row.is_new,
        documents: body === undefined ? 0 : documentCharacters(body, documents),
      };
    }),
    await lengthOf(session, span.tools_text),
  );
  return {
    parts,
    inputTokens: span.input_tokens,
    cachedTokens: span.cache_read_tokens,
    model: span.model,
    provider: span.provider,
  };
}

/** Documents that the run had retrieved when the call began. */
async function documentsBefore(session: Session, span: SpanRow): Promise<string[]> {
  const rows = await session.rows<{ text: number }>(
    `SELECT DISTINCT d.text::DOUBLE AS text FROM document d JOIN text t ON t.id = d.text
      JOIN span s ON s.trace = d.trace AND s.preorder = d.preorder
    WHERE d.trace = $1::INTEGER AND t.length BETWEEN ${SHORTEST_DOCUMENT} AND ${MOST_SEARCHED}
      AND s.start_ns <= (SELECT start_ns FROM span WHERE trace = $1::INTEGER AND preorder = $2::INTEGER)
    ORDER BY text LIMIT ${MOST_DOCUMENTS}`,
    [span.trace, span.preorder],
  );
  return rows.length === 0
    ? []
    : [
        ...(
          await readTexts(
            session,
            rows.map((row) => row.text),
          )
        ).values(),
      ];
}

async function searchedTexts(session: Session, rows: readonly TextRow[]): Promise<Map<number, string>> {
  const ids: number[] = [];
  let characters = 0;
  for (const { text, length, role } of rows) {
    if (role === "system" || role === "developer" || length < SHORTEST_DOCUMENT) continue;
    characters += length;
    if (characters > MOST_SEARCHED) break;
    ids.push(text);
  }
  return ids.length === 0 ? new Map() : readTexts(session, ids);
}

async function lengthOf(session: Session, text: number | null): Promise<number | null> {
  if (text === null) return null;
  const row = await session.first<{ length: number }>("SELECT length FROM text WHERE id = $1::BIGINT", [text]);
  return row?.length ?? null;
}
