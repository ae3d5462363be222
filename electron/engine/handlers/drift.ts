import type { driftContract, DriftAnswer, DriftUnit } from "../../../shared/contract/drift.js";
import type { Handlers } from "../../../shared/contract/handlers.js";
import type { ParsedInputOf } from "../../../shared/contract/procedure.js";
import { type Distance, distanceOf } from "../analysis/drift/distance.js";
import { DensePoints, type Points } from "../analysis/drift/points.js";
import { tellingWords, textPoints } from "../analysis/drift/text-points.js";
import type { Session } from "../db/session.js";
import {
  chooseSide,
  drawTexts,
  hasQueries,
  readScores,
  type ScoreList,
  type SideText,
  type SideTexts,
} from "../queries/drift/sides.js";
import { type TextVectors, vectorsOf } from "../queries/drift/vectors.js";
import { driftClusters } from "./drift-clusters.js";
import { driftScores } from "./drift-scores.js";
import { breathe, inStretches } from "./in-stretches.js";
import type { Workspace } from "./open-workspace.js";

type Input = ParsedInputOf<(typeof driftContract)["drift.compare"]>;

/** Of fewer texts no distance is told. */
const FEWEST = 5;
const SHUFFLE_BUCKETS = 30;

export function driftHandlers({ database }: Workspace): Handlers<typeof driftContract> {
  return {
    "drift.compare": async (input, { signal }) => {
      const began = performance.now();
      const read = await database.read((session) => readSides(session, input), signal);
      const answer = await compareSides(read, input.permutations, signal);
      return { ...answer, ms: performance.now() - began };
    },
  };
}

interface ReadSides {
  readonly unit: DriftUnit;
  readonly left: SideTexts;
  readonly right: SideTexts;
  readonly leftScores: readonly ScoreList[];
  readonly rightScores: readonly ScoreList[];
  readonly vectors: TextVectors | null;
}

async function readSides(session: Session, input: Input): Promise<ReadSides> {
  await chooseSide(session, "left", input.left, input.zoneOffsetMinutes);
  await chooseSide(session, "right", input.right, input.zoneOffsetMinutes);
  const both = (await hasQueries(session, "left")) && (await hasQueries(session, "right"));
  const unit = both ? "queries" : "questions";
  const left = await drawTexts(session, "left", unit, input.sample);
  const right = await drawTexts(session, "right", unit, input.sample);
  const ids = [...left.texts, ...right.texts].flatMap(({ id }) => id ?? []);
  return {
    unit,
    left,
    right,
    leftScores: await readScores(session, "left"),
    rightScores: await readScores(session, "right"),
    vectors: await vectorsOf(session, [...new Set(ids)]),
  };
}

async function compareSides(
  read: ReadSides,
  permutations: number,
  signal: AbortSignal,
): Promise<Omit<DriftAnswer, "ms">> {
  const hasVector = ({ id }: SideText): boolean => id !== null && read.vectors?.vectors.has(id) === true;
  // Vectors are taken where most of what was drawn has one; the others are left out then, and told.
  const inSpace = [read.left, read.right].every(({ texts }) => texts.filter(hasVector).length * 2 >= texts.length);
  const vectors = inSpace && read.left.texts.length > 0 && read.right.texts.length > 0 ? read.vectors : null;
  const used = (side: SideTexts): readonly SideText[] => (vectors === null ? side.texts : side.texts.filter(hasVector));
  const [left, right] = [used(read.left), used(read.right)];
  const texts = [...left, ...right];
  const words: string[][] = [];
  for (const [place, { text }] of texts.entries()) {
    words.push(tellingWords(text));
    if ((place & 63) === 0) await breathe();
  }
  const points: Points = vectors === null ? textPoints(words) : densePoints(texts, vectors);
  const enough = left.length >= FEWEST && right.length >= FEWEST;
  const distance = enough ? await inStretches(distanceOf(points, left.length, permutations), signal) : null;
  return {
    unit: read.unit,
    space:
      vectors === null
        ? { method: "words", dimensions: points.columns }
        : { method: "vectors", model: vectors.model, dimensions: vectors.dimensions },
    left: sideOf(read.left, left.length),
    right: sideOf(read.right, right.length),
    distance: distance === null ? null : { ...distance, permutations, shuffled: bucketsOf(distance) },
    scores: driftScores(read.leftScores, read.rightScores),
    clusters: await inStretches(driftClusters(points, texts, words, left.length), signal),
  };
}

function densePoints(texts: readonly SideText[], { vectors, dimensions }: TextVectors): DensePoints {
  const values = new Float32Array(texts.length * dimensions);
  texts.forEach(({ id }, place) => {
    const vector = id === null ? undefined : vectors.get(id);
    if (vector !== undefined) values.set(vector, place * dimensions);
  });
  return new DensePoints(values, dimensions);
}

function sideOf({ traces, total, texts }: SideTexts, used: number): DriftAnswer["left"] {
  return { traces, texts: total, used, withoutVector: texts.length - used };
}

function bucketsOf({ shuffled }: Distance): { edges: number[]; counts: number[] } {
  const from = shuffled[0] ?? 0;
  const width = ((shuffled.at(-1) ?? from) - from) / SHUFFLE_BUCKETS;
  const counts = Array.from({ length: SHUFFLE_BUCKETS }, () => 0);
  for (const value of shuffled) {
    const bucket = width === 0 ? 0 : Math.min(SHUFFLE_BUCKETS - 1, Math.floor((value - from) / width));
    counts[bucket] = (counts[bucket] ?? 0) + 1;
  }
  return { edges: Array.from({ length: SHUFFLE_BUCKETS + 1 }, (_, place) => from + place * width), counts };
}
