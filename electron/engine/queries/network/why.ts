import type { NetworkReason } from "../../../../shared/contract/network.js";

interface Seen {
  readonly rule: string;
  readonly evidence: string;
  readonly inferred: boolean;
  readonly count: number;
}

/** One reason a rule, with its most frequent evidence; most frequent first. */
export function reasonsOf(seen: readonly Seen[]): NetworkReason[] {
  const byRule = new Map<string, NetworkReason & { best: number }>();
  for (const { rule, evidence, inferred, count } of seen) {
    const known = byRule.get(rule);
    if (known === undefined) {
      byRule.set(rule, { rule, evidence, count, inferred, best: count });
      continue;
    }
    known.count += count;
    if (count > known.best) Object.assign(known, { evidence, best: count });
  }
  return [...byRule.values()]
    .sort((a, b) => b.count - a.count)
    .map(({ rule, evidence, count, inferred }) => ({ rule, evidence, count, inferred }));
}
