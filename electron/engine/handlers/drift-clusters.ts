import type { DriftCluster } from "../../../shared/contract/drift.js";
import { clusterCount, type Clusters, clustersOf } from "../analysis/drift/clusters.js";
import type { Points } from "../analysis/drift/points.js";
import { wordsApart } from "../analysis/drift/text-points.js";
import type { SideText } from "../queries/drift/sides.js";
import { logOddsRatio } from "../queries/network/log-odds.js";

/** Fewer texts make no clusters. */
const FEWEST = 10;
const MOST_WORDS = 6;
const MOST_EXAMPLES = 4;
const EXAMPLE_LENGTH = 240;

/** Clusters of the texts of both sides, the first `left` of which are the left one's; those that changed most first. */
export function* driftClusters(
  points: Points,
  texts: readonly SideText[],
  words: readonly (readonly string[])[],
  left: number,
): Generator<void, DriftCluster[]> {
  if (texts.length < FEWEST || points.columns === 0) return [];
  const clusters = yield* clustersOf(points, clusterCount(points.count));
  const right = texts.length - left;
  const found: DriftCluster[] = [];
  for (let name = 0; name < clusters.count; name++) {
    const members = membersOf(clusters, name);
    const inLeft = members.filter((member) => member < left).length;
    const inRight = members.length - inLeft;
    const { logOdds, z } = logOddsRatio(inRight, right, inLeft, left);
    found.push({
      words: wordsApart(words, (text) => clusters.cluster[text] === name, MOST_WORDS),
      left: inLeft,
      right: inRight,
      leftShare: left === 0 ? 0 : inLeft / left,
      rightShare: right === 0 ? 0 : inRight / right,
      logOdds,
      z,
      examples: examplesOf(texts, members, left),
    });
    yield;
  }
  return found.sort((a, b) => Math.abs(b.z) - Math.abs(a.z));
}

/** The places of a cluster, nearest to its middle first. */
function membersOf({ cluster, closeness }: Clusters, name: number): number[] {
  return Array.from(cluster.keys())
    .filter((place) => cluster[place] === name)
    .toSorted((a, b) => (closeness[b] ?? 0) - (closeness[a] ?? 0) || a - b);
}

/** Different texts, half of them of each side where both have so many. */
function examplesOf(texts: readonly SideText[], members: readonly number[], left: number): DriftCluster["examples"] {
  const seen = new Set<string>();
  const different = members.filter((member) => {
    const text = texts[member]?.text ?? "";
    if (seen.has(text)) return false;
    seen.add(text);
    return true;
  });
  const sides = [different.filter((member) => member < left), different.filter((member) => member >= left)];
  const half = MOST_EXAMPLES / 2;
  const chosen = sides.flatMap((side, place) =>
    side.slice(0, Math.max(half, MOST_EXAMPLES - (sides[1 - place]?.length ?? 0))),
  );
  return chosen.flatMap((member) => {
    const found = texts[member];
    if (found === undefined) return [];
    const { traceId, spanId, text } = found;
    const line = text.replace(/\s+/g, " ").trim();
    return {
      traceId,
      spanId,
      side: member < left ? ("left" as const) : ("right" as const),
      text: line.slice(0, EXAMPLE_LENGTH),
    };
  });
}
