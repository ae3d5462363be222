import {
  MAP_KINDS,
  type MapAnswer,
  type MapKind,
  type MapPhase,
  type VectorSpace,
} from "../../../../shared/contract/vectors.js";
import { formatCounted, formatNumber, formatShare } from "../../../lib/format.js";
import { countKinds } from "./map-view.js";

const MANY: Readonly<Record<MapKind, readonly [string, string]>> = {
  query: ["query", "queries"],
  document: ["document", "documents"],
  answer: ["answer", "answers"],
  text: ["other text", "other texts"],
};

const PHASES: Readonly<Record<MapPhase, string>> = {
  reading: "Reading the vectors",
  reducing: "Finding the main directions",
  neighbours: "Finding neighbours",
  layout: "Laying out",
  clusters: "Finding clusters",
};

/** What is being done, of words or of vectors. */
export function phaseWords(phase: MapPhase, ofWords: boolean): string {
  return ofWords && phase === "reading" ? "Reading the texts" : PHASES[phase];
}

export const METHOD_HINTS = {
  pca: "Principal components: a flat shadow of the vectors. Quick, and distances keep their meaning",
  umap: "UMAP: keeps neighbours together. Distances between groups say little",
} as const;

/** "28,930 queries, 1,412 documents". */
export function countsOf(map: MapAnswer): string {
  const counts = countKinds(map);
  return MAP_KINDS.flatMap((kind, code) => {
    const count = counts[code] ?? 0;
    return count === 0 ? [] : [countedKind(count, kind)];
  }).join(", ");
}

export function countedKind(count: number, kind: MapKind): string {
  return formatCounted(count, ...MANY[kind]);
}

/** "text-embedding-3-small, 1,536". */
export function spaceName(space: Pick<VectorSpace, "model" | "dimensions" | "withUnnamed">): string {
  const model = space.model === null ? "unnamed model" : `${space.model}${space.withUnnamed ? " and unnamed" : ""}`;
  return space.dimensions === 0 ? model : `${model}, ${formatNumber(space.dimensions)}`;
}

/** Of what the map was made, and how much of it is lost, for the map itself. */
export function madeOf(map: MapAnswer): string {
  const method = map.method === "pca" ? "PCA" : "UMAP";
  const of = map.of === "texts" ? "words of the texts, not of vectors" : map.space === null ? "" : spaceName(map.space);
  const lost =
    Number.isFinite(map.variance) && map.variance > 0 ? `, ${formatShare(map.variance)} of the variance` : "";
  const left = map.leftOut > 0 ? `. ${formatNumber(map.leftOut)} more are left out, evenly` : "";
  return `${method} of ${of}${map.method === "pca" ? lost : ""}${left}`;
}

/** Why vectors take no part, for a sentence: "3 hold NaN or an infinity, 2 are all zero". */
export function unusableOf(spaces: readonly VectorSpace[]): string {
  const counts = { no_vector: 0, not_finite: 0, zero: 0 };
  for (const { unusable } of spaces) for (const { reason, count } of unusable) counts[reason] += count;
  const parts = [
    counts.no_vector === 0 ? "" : `${formatNumber(counts.no_vector)} without a vector`,
    counts.not_finite === 0 ? "" : `${formatNumber(counts.not_finite)} with NaN or an infinity`,
    counts.zero === 0 ? "" : `${formatNumber(counts.zero)} all zero`,
  ];
  return parts.filter((part) => part !== "").join(", ");
}
