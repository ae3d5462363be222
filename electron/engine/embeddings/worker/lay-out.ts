import { nearestNeighbours } from "../../analysis/vectors/nearest.js";
import { type Principal, principalComponents } from "../../analysis/vectors/principal.js";
import { BlockMatrix } from "../../analysis/vectors/rows.js";
import { sampledComponents } from "../../analysis/vectors/sampled.js";
import { type Plane, umap } from "../../analysis/vectors/umap.js";
import { exactGaps } from "./gaps.js";
import { type LabelTexts, readLabelTexts, textsOfRows } from "./label-texts.js";
import type { Layout, MapOrder } from "./messages.js";
import type { Passes } from "./passes.js";
import { keptRows } from "./vector-rows.js";
import { wordSpace } from "./word-space.js";

type Floats = Float32Array<ArrayBuffer>;

/** Numbers that UMAP is given of a row; more hold noise rather than neighbours. */
const UMAP_WIDTH = 50;
/** Numbers by which the nearest documents are looked for where two are enough for the picture. */
const GAP_WIDTH = 16;
const NEAREST_DOCUMENTS = 4;
/** Of so many numbers a pass takes no time that anybody sees; of more, the components begin with those of a sample. */
const FEW_NUMBERS = 4e6;
const SAMPLE = 2000;

interface Reduced {
  readonly principal: Principal;
  readonly reducedTo: number;
  readonly variance: number;
  readonly gap: Floats;
  readonly texts: LabelTexts;
}

/** Finds a place for every item. When it returns, nothing is read any more. */
export async function layItemsOut(order: MapOrder, passes: Passes): Promise<{ layout: Layout; texts: LabelTexts }> {
  if (order.known !== null) {
    const texts = await readLabelTexts(order.items.count, passes);
    passes.finished();
    return { layout: order.known, texts };
  }
  const reduced =
    order.columns === null ? await reduceTexts(order, passes) : await reduceVectors(order, order.columns, passes);
  passes.finished();
  const { principal, reducedTo, variance, gap, texts } = reduced;
  const plane = order.method === "pca" ? firstTwo(principal, order.items.count) : spread(principal, order, passes);
  return { layout: { ...toUnitSquare(plane), gap, reducedTo, variance }, texts };
}

async function reduceVectors(order: MapOrder, columns: number, passes: Passes): Promise<Reduced> {
  const { count, documents, queries } = order.items;
  const hasGaps = documents > 0 && queries > 0;
  const isUmap = order.method === "umap";
  const width = Math.min(columns, isUmap ? UMAP_WIDTH : hasGaps ? GAP_WIDTH : 2);
  const source = keptRows(count, columns, passes);
  const options = { width, seed: order.seed, tolerance: isUmap ? 1e-2 : 1e-3 };
  const principal =
    count * columns <= FEW_NUMBERS
      ? await principalComponents(source.matrix, { ...options, passes: 12 })
      : await sampledComponents(source.matrix, await source.sample(SAMPLE), { ...options, passes: isUmap ? 1 : 3 });
  passes.tell("reducing", 1);
  const gap = hasGaps
    ? await exactGaps(order.items, columns, nearestDocuments(principal.scores, width, order), source)
    : new Float32Array(count).fill(Number.NaN);
  const texts = await readLabelTexts(count, passes);
  const kept = isUmap ? principal.variances : principal.variances.subarray(0, 2);
  const share = principal.total > 0 ? kept.reduce((sum, value) => sum + value, 0) / principal.total : 0;
  return { principal, reducedTo: kept.length, variance: Math.min(1, share), gap, texts };
}

async function reduceTexts(order: MapOrder, passes: Passes): Promise<Reduced> {
  const { count } = order.items;
  const space = await wordSpace(count, order.seed, passes);
  // A turn of all of its columns: distances stay, and the widest come first.
  const principal = await principalComponents(BlockMatrix.of(space.rows, count), {
    width: space.width,
    seed: order.seed,
    passes: 1,
  });
  const { documents, queries } = order.items;
  const gap = new Float32Array(count).fill(Number.NaN);
  if (documents > 0 && queries > 0) {
    const { places, distances } = nearestDocuments(principal.scores, principal.width, order);
    const of = places.length / queries;
    for (let query = 0; query < queries; query++) {
      // Of rows of length 1 half the square of the distance is 1 - cosine. What has no words is near to nothing.
      const isBlank = space.isBlank[documents + query] === 1 || space.isBlank[places[query * of] ?? 0] === 1;
      gap[documents + query] = isBlank ? 1 : (distances[query * of] ?? 0) ** 2 / 2;
    }
  }
  return { principal, reducedTo: space.width, variance: space.share, gap, texts: textsOfRows(space.sparse) };
}

function nearestDocuments(scores: Floats, width: number, { items, seed }: MapOrder) {
  const { documents, queries } = items;
  return nearestNeighbours(scores, documents + queries, width, {
    count: NEAREST_DOCUMENTS,
    among: documents,
    from: documents,
    seed,
  });
}

function firstTwo({ scores, width }: Principal, count: number): Plane {
  const column = (at: number): Floats =>
    Float32Array.from({ length: count }, (_, row) => (at < width ? (scores[row * width + at] ?? 0) : 0));
  return { x: column(0), y: column(1) };
}

function spread({ scores, width }: Principal, order: MapOrder, passes: Passes): Plane {
  return umap(scores, order.items.count, width, {
    neighbours: order.neighbours,
    minDistance: order.minDistance,
    seed: order.seed,
    onNeighbours: (share) => passes.tell("neighbours", share),
    onLayout: (share) => passes.tell("layout", share),
  });
}

function toUnitSquare({ x, y }: Plane): Plane {
  const range = (values: Floats): { middle: number; half: number } => {
    const low = values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
    const high = values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
    return { middle: (low + high) / 2, half: (high - low) / 2 };
  };
  const [across, down] = [range(x), range(y)];
  const scale = 1 / (Math.max(across.half, down.half) || 1);
  return { x: x.map((value) => (value - across.middle) * scale), y: y.map((value) => (value - down.middle) * scale) };
}
