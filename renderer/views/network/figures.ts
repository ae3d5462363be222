import type { NetworkFigure } from "../../state/network-route.js";
import { formatCost, formatDuration, formatNumber, formatShare } from "../../lib/format.js";
import type { Figures } from "./model.js";

interface FigureKind {
  readonly label: string;
  readonly of: (figures: Figures) => number | null;
  readonly format: (value: number | null) => string;
}

/** What a line's width or darkness can stand for. */
export const FIGURES: Readonly<Record<NetworkFigure, FigureKind>> = {
  calls: { label: "Calls", of: (figures) => figures.count, format: formatNumber },
  failed: {
    label: "Failed",
    of: failedShare,
    format: (share) => (share === null ? "–" : formatFailed(share)),
  },
  p50: { label: "Duration, p50", of: (figures) => figures.p50Ns, format: formatDuration },
  p95: { label: "Duration, p95", of: (figures) => figures.p95Ns, format: formatDuration },
  tokens: { label: "Tokens", of: (figures) => figures.tokens, format: formatNumber },
  cost: { label: "Cost", of: (figures) => figures.costUsd, format: formatCost },
};

/** The share of calls that failed, 0 to 1; null where nothing was called. */
export function failedShare(figures: Figures): number | null {
  return figures.count === 0 ? null : figures.errors / figures.count;
}

/** `12.4 %`: with a decimal, since small shares of many calls are what one looks for. */
export function formatFailed(share: number): string {
  return share > 0 && share < 0.995 ? `${(share * 100).toFixed(1)}\u00a0%` : formatShare(share);
}
