import type { SpanId } from "../../../../shared/model/ids.js";
import type { SpanKind } from "../../../../shared/model/kind.js";
import type { Session } from "../../db/session.js";

/** What a span of a retrieval is called, and what is known of it. */
export interface SpanName {
  readonly preorder: number;
  readonly span_id: SpanId;
  readonly name: string;
  readonly kind: SpanKind;
  readonly model: string | null;
  readonly query_text: number | null;
  readonly knowledge_base: string | null;
  readonly owner_agent: string | null;
  readonly top_k: number | null;
  readonly start_ms: number | null;
  readonly duration_ns: number | null;
  readonly failed: boolean;
  readonly error: string | null;
}

/** Spans of a trace by their rows. */
export async function spanNames(
  session: Session,
  trace: number,
  rows: readonly number[],
): Promise<Map<number, SpanName>> {
  const found = await session.rows<SpanName>(
    `SELECT preorder, span_id, name, kind::VARCHAR AS kind, model, query_text, knowledge_base, owner_agent, top_k,
      start_ns / 1e6 AS start_ms, duration_ns::DOUBLE AS duration_ns,
      status = 'error' AS failed, error_excerpt AS error FROM span
    WHERE trace = $1::INTEGER AND preorder IN (${[...new Set(rows)].join(", ")})`,
    [trace],
  );
  return new Map(found.map((span) => [span.preorder, span]));
}
