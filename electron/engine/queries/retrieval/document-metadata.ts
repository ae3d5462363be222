import type { Session } from "../../db/session.js";

/** A list of documents: where it stands, and what it is. */
interface ListPlace {
  readonly type: "search" | "found" | "reranked";
  readonly span: { readonly row: number };
}

/**
 * The numbers of the texts that documents' metadata are, by "STAGE PLACE": of each list, in the order of the lists, and of each
 * document in it.
 */
export async function documentMetadata(
  session: Session,
  trace: number,
  lists: readonly ListPlace[],
): Promise<Map<string, number>> {
  const rows = await session.rows<{ preorder: number; role: string; place: number; metadata: number }>(
    `SELECT preorder, role::VARCHAR AS role, (row_number() OVER (PARTITION BY preorder, role ORDER BY rank) - 1)::INTEGER AS place, metadata
    FROM document WHERE trace = $1::INTEGER AND preorder IN (${lists.map(({ span }) => span.row).join(", ")})
    QUALIFY metadata IS NOT NULL`,
    [trace],
  );
  const found = new Map<string, number>();
  for (const [stage, { type, span }] of lists.entries()) {
    const own = rows.filter(({ preorder }) => preorder === span.row);
    const isOutput = own.some(({ role }) => role === "reranker_output");
    const wanted = type === "reranked" ? (isOutput ? "reranker_output" : "reranker_input") : "retrieved";
    for (const { role, place, metadata } of own) if (role === wanted) found.set(`${stage} ${place}`, metadata);
  }
  return found;
}
