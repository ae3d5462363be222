/** A line as the layout sees it: from what stands before to what stands after. */
export interface Step {
  readonly from: string;
  readonly to: string;
  /** How often it was met. */
  readonly count: number;
}

/**
 * How far from where the runs begin each node stands. A node stands one after whoever turns to it most among those that are
 * reached before it (Prim's algorithm, from the nodes that nothing leads to); so a line that is seldom used, as between
 * colleagues who mostly work for the same agent, pulls nobody into a column of his own. O(nodes² + lines).
 *
 * @param tools keys of what only serves others: where it leads nowhere it stands after all that lead to it
 */
export function depthsOf(
  keys: readonly string[],
  steps: readonly Step[],
  tools: ReadonlySet<string>,
): ReadonlyMap<string, number> {
  const out = new Map<string, Step[]>();
  const reachable = new Set<string>();
  for (const step of steps) {
    if (step.from === step.to) continue;
    reachable.add(step.to);
    const known = out.get(step.from);
    if (known === undefined) out.set(step.from, [step]);
    else known.push(step);
  }
  const depths = new Map<string, number>();
  const waiting = new Set(keys);
  /** The busiest line by which each waiting node can be reached. */
  const best = new Map<string, Step>();
  const reach = (key: string, depth: number): void => {
    depths.set(key, depth);
    waiting.delete(key);
    best.delete(key);
    for (const step of out.get(key) ?? []) {
      if (waiting.has(step.to) && step.count > (best.get(step.to)?.count ?? -1)) best.set(step.to, step);
    }
  };
  for (const key of keys) if (!reachable.has(key)) reach(key, 0);
  while (waiting.size > 0) {
    let next: Step | null = null;
    for (const step of best.values()) if (next === null || step.count > next.count) next = step;
    if (next !== null) reach(next.to, (depths.get(next.from) ?? 0) + 1);
    else {
      // What is left is reached from nowhere but itself: one of it begins.
      const [first] = waiting;
      if (first !== undefined) reach(first, 0);
    }
  }
  for (const { from, to } of steps) {
    if (tools.has(to) && !out.has(to)) depths.set(to, Math.max(depths.get(to) ?? 0, (depths.get(from) ?? 0) + 1));
  }
  return depths;
}
