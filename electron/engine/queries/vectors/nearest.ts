import { AppError } from "../../../../shared/contract/errors.js";
import type { VectorMetric } from "../../../../shared/contract/vectors.js";
import { readVectors } from "../../db/vector-reader.js";
import type { Session } from "../../db/session.js";
import { IN_SPACE_SQL, type SpaceKey, spaceParameters, UNUSABLE_SQL } from "./spaces.js";

/** Rows beyond the wanted ones that are compared again in double precision: DuckDB adds up singles. */
const SPARE_ROWS = 32;

/** What DuckDB computes, and which way is nearer. */
const SCORES: Readonly<Record<VectorMetric, { sql: string; order: "ASC" | "DESC" }>> = {
  cosine: { sql: "list_cosine_similarity", order: "DESC" },
  dot: { sql: "list_inner_product", order: "DESC" },
  l2: { sql: "list_distance", order: "ASC" },
};

export interface VectorTarget {
  /** Null where a text is asked for. */
  readonly span: number | null;
  readonly position: number;
  readonly text: number | null;
}

export interface NearVector {
  readonly span: number;
  readonly text: number | null;
  readonly score: number;
  readonly copies: number;
}

/** The vector of a text or of a span in a space. Throws NOT_FOUND where there is none that can be used. */
export async function targetVector(
  session: Session,
  space: SpaceKey,
  target: VectorTarget,
): Promise<{ row: number; text: number | null; vector: Float32Array }> {
  const where =
    target.text === null ? "e.record = $span::BIGINT AND e.position = $position::INTEGER" : "e.text = $text::BIGINT";
  const parameters = {
    ...spaceParameters(space),
    ...(target.text === null ? { span: target.span, position: target.position } : { text: target.text }),
  };
  const found = await session.first<{ row: number; text: number | null; reason: string | null }>(
    `SELECT e.rowid::DOUBLE AS row, e.text::DOUBLE AS text, ${UNUSABLE_SQL} AS reason FROM embedding e
    WHERE ${where} AND ${IN_SPACE_SQL} ORDER BY reason NULLS FIRST, e.rowid LIMIT 1`,
    parameters,
  );
  if (found === undefined || found.reason !== null) {
    const why = {
      no_vector: "has no vector",
      not_finite: "has a vector with NaN or an infinity",
      zero: "has a vector of zeros",
    };
    const reason = why[(found?.reason ?? "no_vector") as keyof typeof why];
    throw new AppError("NOT_FOUND", `What was asked for ${reason} in the space ${space.id}.`, {
      hint: "Choose another space, or compare by words.",
    });
  }
  const result = await session.stream("SELECT 0::INTEGER, vector FROM embedding WHERE rowid = $row::BIGINT", {
    row: found.row,
  });
  for await (const { values } of readVectors(result, space.dimensions)) {
    return { row: found.row, text: found.text, vector: values };
  }
  throw new AppError("NOT_FOUND", "The vector is not in the workspace any more.");
}

/**
 * The nearest texts to a vector, exact: all vectors of the space are compared, the best ones again in double precision. Vectors of
 * the text itself are left out. `chosen` is a condition over rows `e`.
 */
export async function nearestVectors(
  session: Session,
  space: SpaceKey,
  target: { readonly row: number; readonly text: number | null; readonly vector: Float32Array },
  options: { readonly metric: VectorMetric; readonly limit: number; readonly chosen: string },
): Promise<{ compared: number; near: NearVector[] }> {
  const { metric, limit } = options;
  await session.run(
    "CREATE OR REPLACE TEMP TABLE near_target AS SELECT vector FROM embedding WHERE rowid = $row::BIGINT",
    {
      row: target.row,
    },
  );
  const where = `${IN_SPACE_SQL} AND ${options.chosen} AND e.rowid <> $row::BIGINT
    AND ($text::BIGINT IS NULL OR e.text IS DISTINCT FROM $text::BIGINT)`;
  const parameters = { ...spaceParameters(space), row: target.row, text: target.text };
  const { sql, order } = SCORES[metric];
  for (let rows = limit + SPARE_ROWS; ; rows *= 8) {
    // The vectors come along: looking them up afterwards would read the table once more.
    await session.run(
      `CREATE OR REPLACE TEMP TABLE near_row AS SELECT * FROM (
        SELECT e.rowid AS place, e.record, e.text, e.vector, ${sql}(e.vector, (SELECT vector FROM near_target)) AS score
        FROM embedding e WHERE ${where})
      WHERE isfinite(score) ORDER BY score ${order} LIMIT ${rows}`,
      parameters,
    );
    const { candidates, found } = await rankAgain(session, space, target.vector, metric);
    const near = distinctTexts(candidates);
    if (near.length < limit && found === rows) continue;
    const compared = await session.first<{ rows: number }>(
      `SELECT count(*)::DOUBLE AS rows FROM embedding e WHERE ${where}`,
      parameters,
    );
    return { compared: compared?.rows ?? 0, near: await countCopies(session, space, near.slice(0, limit)) };
  }
}

interface Candidate {
  readonly span: number;
  readonly text: number | null;
  readonly score: number;
}

/** The rows of `near_row` with their scores in double precision, nearest first; without what can't be used. */
async function rankAgain(
  session: Session,
  space: SpaceKey,
  vector: Float32Array,
  metric: VectorMetric,
): Promise<{ candidates: Candidate[]; found: number }> {
  const rows = await session.rows<{ place: number; span: number; text: number | null }>(
    "SELECT place::DOUBLE AS place, record::DOUBLE AS span, text::DOUBLE AS text FROM near_row ORDER BY rowid",
  );
  const scores = new Float64Array(rows.length);
  const result = await session.stream("SELECT rowid::INTEGER, vector FROM near_row");
  for await (const { places, values } of readVectors(result, space.dimensions)) {
    places.forEach((row, at) => {
      const own = values.subarray(at * space.dimensions, (at + 1) * space.dimensions);
      scores[row] = exactScore(own, vector, metric);
    });
  }
  const sign = metric === "l2" ? 1 : -1;
  const candidates = rows
    .map((row, at) => ({ ...row, score: scores[at] ?? Number.NaN }))
    .filter(({ score }) => Number.isFinite(score))
    .sort((a, b) => sign * (a.score - b.score) || a.place - b.place);
  return { candidates, found: rows.length };
}

/** NaN where one of the two can't be used. */
export function exactScore(a: Float32Array, b: Float32Array, metric: VectorMetric): number {
  let [dot, aa, bb, apart] = [0, 0, 0, 0];
  for (let at = 0; at < a.length; at++) {
    const x = a[at] ?? 0;
    const y = b[at] ?? 0;
    dot += x * y;
    aa += x * x;
    bb += y * y;
    apart += (x - y) * (x - y);
  }
  if (!(aa > 0) || !(bb > 0) || !Number.isFinite(aa + bb)) return Number.NaN;
  if (metric === "dot") return dot;
  return metric === "l2" ? Math.sqrt(apart) : Math.max(-1, Math.min(1, dot / Math.sqrt(aa * bb)));
}

/** The nearest vector of each text; a vector without a text is one by itself. */
function distinctTexts(candidates: readonly Candidate[]): Candidate[] {
  const known = new Set<number>();
  return candidates.filter(({ text }) => {
    if (text === null) return true;
    if (known.has(text)) return false;
    known.add(text);
    return true;
  });
}

async function countCopies(session: Session, space: SpaceKey, near: readonly Candidate[]): Promise<NearVector[]> {
  const texts = near.flatMap(({ text }) => (text === null ? [] : [text]));
  const rows =
    texts.length === 0
      ? []
      : await session.rows<{ text: number; copies: number }>(
          `SELECT e.text::DOUBLE AS text, count(*)::DOUBLE AS copies FROM embedding e
          WHERE ${IN_SPACE_SQL} AND e.text IN (${texts.join(", ")}) GROUP BY e.text`,
          spaceParameters(space),
        );
  const copies = new Map(rows.map((row) => [row.text, row.copies]));
  return near.map(({ span, text, score }) => ({ span, text, score, copies: (text !== null && copies.get(text)) || 1 }));
}
