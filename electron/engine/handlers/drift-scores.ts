import type { ScoreDrift } from "../../../shared/contract/drift.js";
import { SCORE_KINDS } from "../../../shared/model/retrieval.js";
import { countIn, stabilityOf } from "../analysis/drift/stability.js";
import { quantileOf } from "../analysis/quality/quantiles.js";
import type { ScoreList } from "../queries/drift/sides.js";

/** Of fewer scores on a side no index is told. */
const FEWEST = 20;
const BUCKETS = 20;

/** How far the scores of two sides differ, each kind and knowledge base by itself, where both have some; most scores first. */
export function driftScores(left: readonly ScoreList[], right: readonly ScoreList[]): ScoreDrift[] {
  return left
    .flatMap((one) => {
      const other = right.find(({ kind, knowledgeBase }) => kind === one.kind && knowledgeBase === one.knowledgeBase);
      const kind = SCORE_KINDS.find((candidate) => candidate === one.kind);
      return other === undefined || kind === undefined ? [] : [{ kind, ...pairOf(one, other) }];
    })
    .toSorted((a, b) => b.leftCount + b.rightCount - a.leftCount - a.rightCount);
}

function pairOf(left: ScoreList, right: ScoreList): Omit<ScoreDrift, "kind"> {
  const all = [...left.scores, ...right.scores].toSorted((a, b) => a - b);
  const [lowest, highest] = [all[0] ?? 0, all.at(-1) ?? 0];
  const width = (highest - lowest) / BUCKETS;
  const edges =
    width === 0 ? [lowest, highest] : Array.from({ length: BUCKETS + 1 }, (_, place) => lowest + place * width);
  const inner = edges.slice(1, -1);
  const shares = (scores: readonly number[]) => countIn(inner, scores).map((count) => count / scores.length);
  const enough = Math.min(left.scores.length, right.scores.length) >= FEWEST;
  return {
    knowledgeBase: left.knowledgeBase,
    leftCount: left.scores.length,
    rightCount: right.scores.length,
    leftMedian: medianOf(left.scores),
    rightMedian: medianOf(right.scores),
    psi: enough ? stabilityOf(left.scores, right.scores).psi : null,
    shares: { edges, left: shares(left.scores), right: shares(right.scores) },
  };
}

function medianOf(scores: readonly number[]): number {
  return quantileOf(Float64Array.from(scores).sort(), 0.5);
}
