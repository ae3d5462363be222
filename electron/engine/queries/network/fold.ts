/** A node before it is drawn: its key, the name that it is folded by, and how often it is met. */
export interface Foldable {
  readonly key: string;
  readonly type: string;
  readonly name: string;
  readonly count: number;
}
export interface Fold {
  readonly key: string;
  readonly name: string;
  readonly members: readonly string[];
}

/** In the order in which they are folded: a graph without its agents says least. The user stays. */
const FOLDED: readonly string[] = [
  "tool",
  "knowledge_base",
  "memory",
  "server",
  "evaluator",
  "guardrail",
  "model",
  "agent",
];

/**
 * Folds nodes until no more than `limit` are left: families of one type whose names begin with the same word ("search_*"), the
 * largest families first; then what is met least, by type ("other tools"). Folds in `open` stay as they are.
 */
export function foldNodes(nodes: readonly Foldable[], limit: number, open: ReadonlySet<string>): Fold[] {
  let left = nodes.length;
  if (left <= limit) return [];
  const folds: Fold[] = [];
  const folded = new Set<string>();
  const take = (fold: Fold): void => {
    // What the reader opened is not folded in another way either.
    if (open.has(fold.key)) for (const member of fold.members) folded.add(member);
    if (left <= limit || open.has(fold.key) || fold.members.length < 2) return;
    folds.push(fold);
    for (const member of fold.members) folded.add(member);
    left -= fold.members.length - 1;
  };
  for (const type of FOLDED) {
    for (const fold of families(nodes.filter((node) => node.type === type))) take(fold);
    const rest = nodes.filter((node) => node.type === type && !folded.has(node.key)).sort((a, b) => a.count - b.count);
    const surplus = rest.slice(0, Math.max(0, Math.min(rest.length, left - limit + 1)));
    take({
      key: `${type}:other …`,
      name: `other ${type.replace("_", " ")}s`,
      members: surplus.map((node) => node.key),
    });
  }
  return folds;
}

/** Families of at least three, largest first. */
function families(nodes: readonly Foldable[]): Fold[] {
  const byWord = new Map<string, string[]>();
  for (const { key, type, name } of nodes) {
    const word = /^[^\p{L}\p{N}]*(\p{Lu}?[\p{Ll}\p{Lo}\p{N}]+|\p{Lu}+)/u.exec(name)?.[1]?.toLowerCase() ?? "";
    if (word === "") continue;
    const family = `${type}:${word} …`;
    byWord.set(family, [...(byWord.get(family) ?? []), key]);
  }
  return Array.from(byWord, ([key, members]) => ({
    key,
    name: `${key.slice(key.indexOf(":") + 1, -2)}*`,
    members,
  }))
    .filter((fold) => fold.members.length >= 3)
    .sort((a, b) => b.members.length - a.members.length);
}
