import type { UnusableVector, VectorSpace } from "../../../../shared/contract/vectors.js";
import { AppError } from "../../../../shared/contract/errors.js";
import type { Session } from "../../db/session.js";

/** A space as the store has it: vectors of one model and length. */
export interface SpaceKey {
  readonly id: string;
  readonly model: string | null;
  readonly dimensions: number;
  /** Vectors of this length whose model the trace does not name count as well. */
  readonly withUnnamed: boolean;
}

/** Why a vector of rows `e` can't be used, null where it can. The square of its length tells most of it. */
export const UNUSABLE_SQL = `CASE WHEN e.vector IS NULL OR len(e.vector) = 0 THEN 'no_vector'
  WHEN NOT isfinite(list_inner_product(e.vector, e.vector)) THEN 'not_finite'
  WHEN list_inner_product(e.vector, e.vector) = 0 THEN 'zero' END`;

/** The condition on rows `e` of `embedding` of a space; takes what `spaceParameters` gives. */
export const IN_SPACE_SQL = `(e.model IS NOT DISTINCT FROM $model OR ($with_unnamed::BOOLEAN AND e.model IS NULL))
  AND e.dimensions = $dimensions::INTEGER`;

export function spaceParameters({ model, dimensions, withUnnamed }: SpaceKey) {
  return { model, dimensions, with_unnamed: withUnnamed };
}

/** Throws NOT_FOUND for what names no space. */
export function spaceOf(id: string): SpaceKey {
  const [, dimensions, plus, model] = /^(\d{1,7})(\+?):(.*)$/s.exec(id) ?? [];
  if (dimensions === undefined || Number(dimensions) === 0) {
    throw new AppError("NOT_FOUND", `There is no space "${id.slice(0, 100)}".`, {
      hint: "Choose one of those that the workspace has.",
    });
  }
  return { id, model: model || null, dimensions: Number(dimensions), withUnnamed: plus === "+" };
}

interface SpaceRow {
  readonly model: string | null;
  readonly dimensions: number;
  readonly reason: UnusableVector | null;
  readonly count: number;
}

/** The spaces among the traces of `where`, a condition over rows `c` with a trace; most vectors first. */
export async function listSpaces(session: Session, where: string): Promise<VectorSpace[]> {
  const rows = await session.rows<SpaceRow>(
    `SELECT model, dimensions, reason, count(*)::DOUBLE AS count FROM (
      SELECT e.model, coalesce(e.dimensions, 0) AS dimensions, ${UNUSABLE_SQL} AS reason
      FROM embedding e JOIN trace c USING (trace) WHERE ${where})
    GROUP BY ALL ORDER BY ALL`,
  );
  const spaces = new Map<string, { -readonly [K in keyof VectorSpace]: VectorSpace[K] }>();
  for (const { model, dimensions, reason, count } of rows) {
    const id = `${dimensions}:${model ?? ""}`;
    const space = spaces.get(id) ?? { id, model, dimensions, withUnnamed: false, vectors: 0, unusable: [] };
    spaces.set(id, space);
    if (reason === null) space.vectors += count;
    else space.unusable.push({ reason, count });
  }
  const own = [...spaces.values()];
  return [...own, ...own.flatMap((space) => withUnnamed(space, own))].sort(
    (a, b) => b.vectors - a.vectors || (a.id < b.id ? -1 : 1),
  );
}

/**
 * Documents are often embedded by a call that names no model. Where one model alone has their length, they may be of it, and can be
 * looked at together.
 */
function withUnnamed(unnamed: VectorSpace, all: readonly VectorSpace[]): VectorSpace[] {
  const { dimensions, vectors } = unnamed;
  if (unnamed.model !== null || vectors === 0) return [];
  const named = all.filter((space) => space.dimensions === dimensions && space.model !== null && space.vectors > 0);
  const [only] = named;
  if (only === undefined || named.length > 1) return [];
  const unusable = [...only.unusable];
  for (const { reason, count } of unnamed.unusable) {
    const at = unusable.findIndex((known) => known.reason === reason);
    if (at === -1) unusable.push({ reason, count });
    else unusable[at] = { reason, count: count + (unusable[at]?.count ?? 0) };
  }
  const id = `${dimensions}+:${only.model ?? ""}`;
  return [{ ...only, id, withUnnamed: true, vectors: only.vectors + vectors, unusable }];
}
