import type { QualitySummary } from "../../../../shared/contract/quality.js";
import { formatClock, formatCounted, formatNumber, formatShortDateTime, type Zone } from "../../../lib/format.js";

const DAY_MS = 86_400_000;

/** When a step of time begins: the day, or within one day the clock. */
export function stepText(ms: number, spanMs: number, zone: Zone): string {
  return spanMs < DAY_MS ? formatClock(ms, zone) : formatShortDateTime(ms, zone);
}

/** A measure from 0 to 1 with two digits; a dash where it is not known. */
export function measureText(value: number | null): string {
  return value === null ? "–" : value.toFixed(2);
}

export interface Measure {
  readonly id: "precision" | "recall" | "ndcg" | "reciprocalRank" | "hitRate";
  readonly label: string;
  /** In a sentence, with the number of ranks. */
  readonly means: string;
}

/** The measures, in the order in which they are shown. */
export const MEASURES: readonly Measure[] = [
  {
    id: "precision",
    label: "Precision",
    means: "Share of relevant documents among the judged ones of the first ranks",
  },
  {
    id: "recall",
    label: "Recall",
    means:
      "Share of the documents that anybody judged relevant for the query that stand in the first ranks. Of all ranks it is 1 unless the same query found others elsewhere",
  },
  {
    id: "ndcg",
    label: "nDCG",
    means: "How near the order is to the best possible one; grades count, and early ranks more",
  },
  { id: "reciprocalRank", label: "MRR", means: "1 by the rank of the first relevant document, in the mean" },
  { id: "hitRate", label: "Hit rate", means: "Share of retrievals with a relevant document at all" },
];

/** "Precision@5", or "Precision" of all ranks. */
export function measureName({ label, id }: Measure, k: number | null): string {
  return k === null || id === "reciprocalRank" ? label : `${label}@${k}`;
}

/** How much of it was judged: "12 of 58 retrievals judged, 60 of 290 documents". */
export function coverageText({ judged, retrievals, judgedDocuments, documents }: QualitySummary): string {
  return `${formatNumber(judged)} of ${formatCounted(retrievals, "retrieval")} judged, ${formatNumber(judgedDocuments)} of ${formatCounted(documents, "document")}`;
}

/** A grade: "1", "0.5", and "not judged". */
export function gradeText(grade: number | null): string {
  return grade === null ? "not judged" : String(Number(grade.toPrecision(3)));
}
