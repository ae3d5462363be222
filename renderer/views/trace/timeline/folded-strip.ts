import { subtreeEndOf } from "../structure.js";
import type { DrawnTrace } from "./drawn.js";

/** What a folded row shows inside its outline: pieces of shown time, each with a place in the legend of colours. */
export interface FoldedStrip {
  readonly fromNs: Float64Array;
  readonly toNs: Float64Array;
  readonly code: Uint8Array;
}

const EXACT_CALLS = 300;
const BUCKETS = 256;
const EMPTY = 255;
const cache = new WeakMap<DrawnTrace, Map<number, FoldedStrip>>();

/**
 * The calls inside a row. Up to 300 are exact; more are gathered in 256 buckets of time, in which a failure wins and
 * else the later call, so that drawing a fold costs the same however much is inside.
 */
export function foldedStrip(drawn: DrawnTrace, row: number): FoldedStrip {
  let strips = cache.get(drawn);
  if (strips === undefined) cache.set(drawn, (strips = new Map<number, FoldedStrip>()));
  let strip = strips.get(row);
  if (strip === undefined) {
    const { structure } = drawn;
    const end = subtreeEndOf(structure, row);
    const calls = (structure.callsBefore[end] ?? 0) - (structure.callsBefore[row] ?? 0);
    strip = calls <= EXACT_CALLS ? exactStrip(drawn, row, end) : bucketStrip(drawn, row, end);
    strips.set(row, strip);
  }
  return strip;
}

function exactStrip(drawn: DrawnTrace, row: number, end: number): FoldedStrip {
  const rows: number[] = [];
  for (let inside = row; inside < end; inside++) if (drawn.structure.isCall[inside] === 1) rows.push(inside);
  return {
    fromNs: Float64Array.from(rows, (inside) => drawn.startNs[inside] ?? 0),
    toNs: Float64Array.from(rows, (inside) => drawn.endNs[inside] ?? 0),
    code: Uint8Array.from(rows, (inside) => drawn.colours.code[inside] ?? 0),
  };
}

function bucketStrip(drawn: DrawnTrace, row: number, end: number): FoldedStrip {
  const { startNs, endNs, structure, colours } = drawn;
  const first = startNs[row] ?? 0;
  const width = Math.max((endNs[row] ?? 0) - first, 1) / BUCKETS;
  const buckets = new Uint8Array(BUCKETS).fill(EMPTY);
  const clamp = (bucket: number) => Math.min(Math.max(bucket, 0), BUCKETS - 1);
  for (let inside = row; inside < end; inside++) {
    if (structure.isCall[inside] !== 1) continue;
    const code = colours.code[inside] ?? 0;
    const from = clamp(Math.floor(((startNs[inside] ?? 0) - first) / width));
    const to = clamp(Math.ceil(((endNs[inside] ?? 0) - first) / width) - 1);
    for (let bucket = from; bucket <= Math.max(from, to); bucket++) {
      if (buckets[bucket] !== colours.failed) buckets[bucket] = code;
    }
  }
  const fromNs: number[] = [];
  const toNs: number[] = [];
  const code: number[] = [];
  for (let bucket = 0; bucket < BUCKETS;) {
    let next = bucket + 1;
    while (next < BUCKETS && buckets[next] === buckets[bucket]) next++;
    if (buckets[bucket] !== EMPTY) {
      fromNs.push(first + bucket * width);
      toNs.push(first + next * width);
      code.push(buckets[bucket] ?? 0);
    }
    bucket = next;
  }
  return { fromNs: Float64Array.from(fromNs), toNs: Float64Array.from(toNs), code: Uint8Array.from(code) };
}
