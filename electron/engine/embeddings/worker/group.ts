import { findClusters, usualClusterSize } from "../../analysis/vectors/clusters.js";
import { groupHoles, usualGap } from "../../analysis/vectors/holes.js";
import { tellingWords } from "../../analysis/vectors/telling-words.js";
import type { LabelTexts } from "./label-texts.js";
import type { Grouping, Layout, MapOrder } from "./messages.js";
import type { Passes } from "./passes.js";

const MOST_WORDS = 8;
const MOST_HOLES = 100;

/** Finds the clusters and holes of a layout, and the words that set them apart. */
export function groupItems(order: MapOrder, { x, y, gap }: Layout, texts: LabelTexts, passes: Passes): Grouping {
  passes.tell("clusters", 0);
  const size = order.clusterSize ?? usualClusterSize(order.items.count);
  const cluster = findClusters(x, y, { size });
  const clusters = cluster.reduce((most, own) => Math.max(most, own + 1), 0);
  const holeGap = order.holeGap ?? usualGap(gap);
  const holes = holeGap === null ? [] : groupHoles(x, y, gap, holeGap).slice(0, MOST_HOLES);
  const holeOf = new Int32Array(order.items.count).fill(-1);
  holes.forEach((items, hole) => {
    for (const item of items) holeOf[item] = hole;
  });
  const wordsBy = (groupOf: Int32Array, count: number) => {
    const groups = texts.items.map((item) => groupOf[item] ?? -1);
    return tellingWords(texts.words, groups, count, MOST_WORDS);
  };
  const holeWords = wordsBy(holeOf, holes.length);
  passes.tell("clusters", 1);
  return {
    cluster,
    words: wordsBy(cluster, clusters),
    holeGap,
    holes: holes.map((items, hole) => ({ items, words: holeWords[hole] ?? [] })),
  };
}
