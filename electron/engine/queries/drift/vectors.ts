import { readColumns } from "../../db/column-reader.js";
import type { Session } from "../../db/session.js";

/** Vectors of some texts that can be compared: of one model and one length. */
export interface TextVectors {
  readonly model: string | null;
  readonly dimensions: number;
  /** By number of the text. Vectors with numbers that are none, or of zeros alone, are not there. */
  readonly vectors: ReadonlyMap<number, Float32Array>;
}

const WANTED = "drift_text";

/**
 * The vectors of texts in the space (model and length) that holds most of them, whichever span embedded them; null where no text
 * has one.
 */
export async function vectorsOf(session: Session, texts: readonly number[]): Promise<TextVectors | null> {
  if (texts.length === 0) return null;
  // Numbers are the store's own; a list of them is written out.
  const values = texts.map((text) => `(${text})`).join(", ");
  await session.run(
    `CREATE OR REPLACE TEMP TABLE ${WANTED} AS SELECT DISTINCT text::BIGINT AS text FROM (VALUES ${values}) t(text)`,
  );
  const held = `embedding WHERE vector IS NOT NULL AND len(vector) > 0 AND text IN (SELECT text FROM ${WANTED})`;
  const space = await session.first<{ model: string | null; dimensions: number }>(
    `SELECT model, len(vector)::INTEGER AS dimensions, count(DISTINCT text) AS texts FROM ${held}
    GROUP BY 1, 2 ORDER BY texts DESC, model LIMIT 1`,
  );
  if (space === undefined) return null;
  const { model, dimensions } = space;
  const rows = `(SELECT text, arg_min(vector, (trace, preorder, position)) AS vector FROM ${held}
    AND model IS NOT DISTINCT FROM $1 AND len(vector) = ${dimensions} GROUP BY text ORDER BY text)`;
  const columns = await readColumns(
    await session.result(`SELECT text::DOUBLE, unnest(vector)::DOUBLE FROM ${rows}`, [model]),
  );
  const [owners, numbers] = [columns.doubles(0), columns.doubles(1)];
  const vectors = new Map<number, Float32Array>();
  for (let from = 0; from < columns.rows; from += dimensions) {
    const vector = Float32Array.from(numbers.subarray(from, from + dimensions));
    if (vector.every(Number.isFinite) && vector.some((number) => number !== 0)) vectors.set(owners[from] ?? 0, vector);
  }
  return { model, dimensions, vectors };
}
