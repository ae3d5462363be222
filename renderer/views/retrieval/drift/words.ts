import type { DriftAnswer, DriftCluster, ScoreDrift } from "../../../../shared/contract/drift.js";
import { formatCounted, formatNumber } from "../../../lib/format.js";

/** A figure with three digits that tell something. */
export function figureText(value: number): string {
  return String(Number(value.toPrecision(3))).replace("-", "−");
}

/** What the distance says, in a sentence. */
export function distanceWords({ distance, unit }: Pick<DriftAnswer, "distance" | "unit">): string {
  const what = unit === "queries" ? "queries" : "questions";
  if (distance === null) return `Too few ${what} on one side to tell a distance: 5 are needed on each.`;
  const asFar = Math.round(distance.p * (distance.permutations + 1)) - 1;
  const chance = `${formatNumber(asFar)} of ${formatCounted(distance.permutations, "shuffle")} of the same texts ${asFar === 1 ? "is" : "are"} as far apart (p\u00a0=\u00a0${figureText(distance.p)}).`;
  if (distance.p <= 0.01) return `The ${what} differ: ${chance}`;
  if (distance.p <= 0.05) return `The ${what} probably differ: ${chance}`;
  return `No difference beyond chance: ${chance}`;
}

/** What distances are measured in. */
export function spaceWords({ space }: Pick<DriftAnswer, "space">): string {
  if (space.method === "words") {
    return `by their words (TF-IDF over ${formatCounted(space.dimensions, "word")}), as the traces hold no vectors for most of them`;
  }
  return `by their vectors (${space.model ?? "model not named"}, ${formatNumber(space.dimensions)} dimensions)`;
}

/** How many texts of a side were looked at. */
export function sideWords(side: DriftAnswer["left"], unit: DriftAnswer["unit"]): string {
  const one = unit === "queries" ? "query" : "question";
  const all = formatCounted(side.texts, one, unit);
  const without = side.withoutVector === 0 ? "" : `, ${formatNumber(side.withoutVector)} without a vector left out`;
  const used = side.used === side.texts ? all : `${formatNumber(side.used)} of ${all}`;
  return `${used}${without}, in ${formatCounted(side.traces, "trace")}`;
}

/** What an index says, by the custom of credit scoring: 0.1 and 0.25 are the marks. */
export function stabilityWords({ psi, leftCount, rightCount }: ScoreDrift): string {
  if (psi === null)
    return `Too few scores for an index: ${formatNumber(Math.min(leftCount, rightCount))} on one side, 20 are needed.`;
  if (psi < 0.1) return `Stable: an index of ${figureText(psi)} is below 0.1.`;
  if (psi <= 0.25) return `Moved a little: an index of ${figureText(psi)} lies between 0.1 and 0.25.`;
  return `Shifted: an index of ${figureText(psi)} is above 0.25.`;
}

/** How a cluster changed: "only in B", "× 2.4", "may be chance". */
export function changeWords({ left, right, leftShare, rightShare, z }: DriftCluster): string {
  if (left === 0) return "only in B";
  if (right === 0) return "only in A";
  const times = rightShare / leftShare;
  const words = times >= 1 ? `× ${figureText(times)}` : `÷ ${figureText(1 / times)}`;
  return Math.abs(z) < 2 ? `${words}, may be chance` : words;
}
