import type { Neighbours } from "../../analysis/vectors/nearest.js";
import type { Items } from "./messages.js";
import { MOST_KEPT, type VectorRows } from "./vector-rows.js";

/**
 * The cosine distance of each query to the nearest document: of those that are nearest by their components, the nearest by the
 * whole vectors. Where the documents are too many to be held, half the squared distance by components stands for it, which is
 * never more.
 */
export async function exactGaps(
  { count, documents, queries }: Items,
  columns: number,
  { places, distances, count: of }: Neighbours,
  source: VectorRows,
): Promise<Float32Array<ArrayBuffer>> {
  const gap = new Float32Array(count).fill(Number.NaN);
  if (documents * columns > MOST_KEPT) {
    for (let query = 0; query < queries; query++) gap[documents + query] = (distances[query * of] ?? 0) ** 2 / 2;
    return gap;
  }
  const held = new Float32Array(documents * columns);
  for await (const { places: rows, values } of source.blocks(0, documents)) {
    rows.forEach((row, at) => {
      if (row < documents) held.set(values.subarray(at * columns, (at + 1) * columns), row * columns);
    });
  }
  for await (const { places: rows, values } of source.blocks(documents, documents + queries)) {
    rows.forEach((row, at) => {
      const query = row - documents;
      if (query < 0 || query >= queries) return;
      let nearest = -1;
      for (let rank = 0; rank < of; rank++) {
        const document = places[query * of + rank] ?? -1;
        if (document >= 0) nearest = Math.max(nearest, dot(values, at * columns, held, document * columns, columns));
      }
      gap[row] = Math.max(0, 1 - nearest);
    });
  }
  return gap;
}

function dot(a: Float32Array, aFrom: number, b: Float32Array, bFrom: number, length: number): number {
  let sum = 0;
  for (let at = 0; at < length; at++) sum += (a[aFrom + at] ?? 0) * (b[bFrom + at] ?? 0);
  return sum;
}
