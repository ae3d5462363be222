import type { Line } from "./lines.js";
import type { NetworkNode } from "./model.js";
import type { Drawing } from "./stacks.js";

export type Difference =
  | { readonly key: string; readonly type: "node"; readonly part: NetworkNode }
  | { readonly key: string; readonly type: "line"; readonly part: Line };

/**
 * Nodes and lines of two searches as rows. By `difference`, the clearest come first, whichever search they are typical of;
 * by `here` or `there`, those in most runs of that search.
 */
export function differencesOf(drawing: Drawing, sort: string, descending: boolean): readonly Difference[] {
  const rows: Difference[] = [
    ...drawing.nodes.map((part): Difference => ({ key: `node ${part.key}`, type: "node", part })),
    ...drawing.lines.map((part): Difference => ({ key: `line ${part.id}`, type: "line", part })),
  ];
  const value = ({ part }: Difference): number =>
    sort === "here"
      ? (part.here?.runs ?? 0)
      : sort === "there"
        ? (part.there?.runs ?? 0)
        : (part.lean === 0 ? 0 : 1000) + Math.abs(part.z);
  const sign = descending ? -1 : 1;
  return rows.sort((a, b) => sign * (value(a) - value(b)));
}
