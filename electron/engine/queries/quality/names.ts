import type { SpanId, TraceId } from "../../../../shared/model/ids.js";
import type { Session } from "../../db/session.js";
import { readPreviews } from "../text-preview.js";

/** What a reader sees of a retrieval. */
export interface NamedRetrieval {
  readonly traceId: TraceId;
  readonly spanId: SpanId;
  /** How its query begins, on one line; empty where none is recorded. */
  readonly query: string;
}

const LENGTH = 300;

/** The ids and queries of some retrievals, in the order given: (number of the trace, preorder) each. */
export async function nameRetrievals(
  session: Session,
  places: readonly (readonly [trace: number, preorder: number])[],
): Promise<NamedRetrieval[]> {
  if (places.length === 0) return [];
  // Numbers are the store's own; a list of them is written out.
  const list = places.map(([trace, preorder]) => `(${trace}, ${preorder})`).join(", ");
  const rows = await session.rows<{ place: string; trace_id: TraceId; span_id: SpanId; query: number | null }>(
    `SELECT concat(trace, ' ', preorder) AS place, trace_id, span_id, query_text::DOUBLE AS query FROM span
    WHERE (trace, preorder) IN (${list})`,
  );
  const previews = await readPreviews(
    session,
    rows.map(({ query }) => query),
    LENGTH,
  );
  const named = new Map(
    rows.map((row) => [
      row.place,
      {
        traceId: row.trace_id,
        spanId: row.span_id,
        query: (previews(row.query)?.text ?? "").replace(/\s+/g, " ").trim().slice(0, LENGTH),
      },
    ]),
  );
  return places.flatMap(([trace, preorder]) => named.get(`${trace} ${preorder}`) ?? []);
}
