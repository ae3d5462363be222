/** The length of a duration's bar from 0 to 1: three decades below the longest, on a log scale. */
export function barShare(durationNs: number, longestNs: number): number {
  if (!(durationNs > 0) || !(longestNs > 0)) return 0;
  return Math.min(1, Math.max(0.02, 1 + Math.log10(durationNs / longestNs) / 3));
}
