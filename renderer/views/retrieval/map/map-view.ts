import { MAP_KINDS, type MapAnswer } from "../../../../shared/contract/vectors.js";
import { commonScoreKind } from "./colours.js";
import { QUERY } from "./points.js";

/** Names a point in an address: the number of its span's record, and of its text. */
export function pointKey(map: Pick<MapAnswer, "span" | "text">, point: number): string {
  return `${map.span[point] ?? -1}.${map.text[point] ?? -1}`;
}

/** The key of a text alone, for links from elsewhere: the point is where the text is met. */
const TEXT_KEY = /^t(\d+)$/u;

/** The point of a key, or null. O(points). */
export function pointOf(map: Pick<MapAnswer, "span" | "text">, key: string | undefined): number | null {
  const alone = TEXT_KEY.exec(key ?? "")?.[1];
  if (alone !== undefined) return pointOfPlace(map, { span: -1, text: Number(alone) });
  const [span, text] = key?.split(".").map(Number) ?? [];
  if (span === undefined || text === undefined) return null;
  for (let point = 0; point < map.span.length; point++) {
    if (map.span[point] === span && map.text[point] === text) return point;
  }
  return null;
}

/** The point of a text (each document is one point), else of a span; null where the map has neither. O(points). */
export function pointOfPlace(
  map: Pick<MapAnswer, "span" | "text">,
  place: { readonly span: number; readonly text: number | null },
): number | null {
  let ofText: number | null = null;
  for (let point = 0; point < map.span.length; point++) {
    const isText = place.text !== null && map.text[point] === place.text;
    if (isText && map.span[point] === place.span) return point;
    if (isText) ofText ??= point;
    else if (place.text === null && map.span[point] === place.span) return point;
  }
  return ofText;
}

/** How many points there are of each kind, by code. */
export function countKinds(map: Pick<MapAnswer, "kind">): readonly number[] {
  const counts = MAP_KINDS.map(() => 0);
  for (const kind of map.kind) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

/** What some points are, for a sentence. */
export interface Caught {
  readonly queries: number;
  readonly others: number;
  /** Mean of the best scores of the queries that have one, of the most frequent kind; null where none has. */
  readonly meanScore: number | null;
  /** Code of that kind; null where there is no score. */
  readonly scoreKind: number | null;
  /** Queries whose score is of another kind, or that have none. */
  readonly unscored: number;
}

/** Counts what a lasso holds. Scores of different kinds are never put together. */
export function caughtOf(map: MapAnswer, points: readonly number[]): Caught {
  const queries = points.filter((point) => map.kind[point] === QUERY);
  const scoreKind = commonScoreKind(map, queries);
  const scores = queries
    .filter((point) => map.scoreKind[point] === scoreKind)
    .map((point) => map.score[point] ?? Number.NaN)
    .filter((score) => !Number.isNaN(score));
  const sum = scores.reduce((total, score) => total + score, 0);
  return {
    queries: queries.length,
    others: points.length - queries.length,
    meanScore: scores.length === 0 ? null : sum / scores.length,
    scoreKind: scores.length === 0 ? null : scoreKind,
    unscored: queries.length - scores.length,
  };
}
