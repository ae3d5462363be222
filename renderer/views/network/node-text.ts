import { formatCounted, formatDuration, formatNumber, formatShare } from "../../lib/format.js";
import { failedShare, formatFailed } from "./figures.js";
import { shownFigures, type Counted, type Lean, type NetworkNode } from "./model.js";
import { NODE_WORDS } from "./words.js";

/** How many runs the searches select: shares of a comparison are of these. Null where nothing is compared. */
export type Totals = { readonly here: number; readonly there: number } | null;

interface Corners {
  readonly topRight: string;
  readonly failed: boolean;
  readonly bottomLeft: string;
  readonly bottomRight: string;
}

export const SIGN_OF_LEAN: Readonly<Record<Lean, string>> = { 1: "+", 0: "", [-1]: "−" };

/** What stands in the corners of a node: its figures, or in a comparison the share of runs that have it. */
export function nodeCorners(node: NetworkNode, totals: Totals): Corners {
  if (totals !== null) {
    return {
      topRight: SIGN_OF_LEAN[node.lean],
      failed: false,
      bottomLeft: formatRunShare(node.here, totals.here),
      bottomRight: formatRunShare(node.there, totals.there),
    };
  }
  const figures = shownFigures(node);
  const share = figures === null ? null : failedShare(figures);
  return {
    topRight: share === null || share === 0 ? "" : formatFailed(share),
    failed: true,
    bottomLeft: formatNumber(figures?.count ?? 0),
    bottomRight: figures?.p95Ns == null ? "" : formatDuration(figures.p95Ns),
  };
}

/** The share of a search's runs that have something: `82 %`. */
export function formatRunShare(figures: Counted["here"], runs: number): string {
  return runs === 0 ? "–" : formatShare((figures?.runs ?? 0) / runs);
}

/** A node in words, for its tooltip and for who does not see it. */
export function nodeLabel(node: NetworkNode, totals: Totals): string {
  const what = node.folds > 1 ? node.name : `${node.name}, ${NODE_WORDS[node.type].one}`;
  const parts = [what];
  if (totals !== null) {
    parts.push(`in ${formatRunShare(node.here, totals.here)} of runs`);
    parts.push(`in ${formatRunShare(node.there, totals.there)} of those compared with`);
    if (node.lean !== 0) parts.push(node.lean === 1 ? "more often here" : "more often there");
  } else {
    const figures = shownFigures(node);
    if (figures !== null) {
      parts.push(formatCounted(figures.count, "call"));
      const share = failedShare(figures);
      if (share !== null && share > 0) parts.push(`${formatFailed(share)} failed`);
      if (figures.p95Ns !== null) parts.push(`95 % within ${formatDuration(figures.p95Ns)}`);
    }
  }
  if (node.inferred) parts.push("inferred");
  if (node.hidden) parts.push("hidden");
  return parts.join(", ");
}
