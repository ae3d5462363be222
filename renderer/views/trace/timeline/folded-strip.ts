import { KIND_FAMILIES } from "../../../../shared/model/kind.js";
import { failedAt, familyAt, subtreeEndOf } from "../structure.js";
import type { TraceStructure } from "../structure.js";

/** What a folded row shows inside its outline: pieces of time with the family of the call, or `FAILED`. */
export interface FoldedStrip {
  readonly fromNs: Float64Array;
  readonly toNs: Float64Array;
  /** Index into KIND_FAMILIES, or FAILED. */
  readonly code: Uint8Array;
}

export const FAILED = KIND_FAMILIES.length;
const EXACT_CALLS = 300;
const BUCKETS = 256;
const cache = new WeakMap<TraceStructure, Map<number, FoldedStrip>>();

/**
 * The calls inside a row. Up to 300 are exact; more are gathered in 256 buckets of time, in which a failure wins and
 * else the later call, so that drawing a fold costs the same however much is inside.
 */
export function foldedStrip(structure: TraceStructure, row: number): FoldedStrip {
  let strips = cache.get(structure);
  if (strips === undefined) cache.set(structure, (strips = new Map<number, FoldedStrip>()));
  let strip = strips.get(row);
  if (strip === undefined) {
    const end = subtreeEndOf(structure, row);
    const calls = (structure.callsBefore[end] ?? 0) - (structure.callsBefore[row] ?? 0);
    strip = calls <= EXACT_CALLS ? exactStrip(structure, row, end) : bucketStrip(structure, row, end);
    strips.set(row, strip);
  }
  return strip;
}

function codeAt(structure: TraceStructure, row: number): number {
  return failedAt(structure, row) ? FAILED : KIND_FAMILIES.indexOf(familyAt(structure, row));
}

function exactStrip(structure: TraceStructure, row: number, end: number): FoldedStrip {
  const rows: number[] = [];
  for (let inside = row; inside < end; inside++) if (structure.isCall[inside] === 1) rows.push(inside);
  return {
    fromNs: Float64Array.from(rows, (inside) => structure.startNs[inside] ?? 0),
    toNs: Float64Array.from(rows, (inside) => structure.endNs[inside] ?? 0),
    code: Uint8Array.from(rows, (inside) => codeAt(structure, inside)),
  };
}

function bucketStrip(structure: TraceStructure, row: number, end: number): FoldedStrip {
  const first = structure.startNs[row] ?? 0;
  const width = Math.max((structure.endNs[row] ?? 0) - first, 1) / BUCKETS;
  const empty = FAILED + 1;
  const buckets = new Uint8Array(BUCKETS).fill(empty);
  const clamp = (bucket: number) => Math.min(Math.max(bucket, 0), BUCKETS - 1);
  for (let inside = row; inside < end; inside++) {
    if (structure.isCall[inside] !== 1) continue;
    const code = codeAt(structure, inside);
    const from = clamp(Math.floor(((structure.startNs[inside] ?? 0) - first) / width));
    const to = clamp(Math.ceil(((structure.endNs[inside] ?? 0) - first) / width) - 1);
    for (let bucket = from; bucket <= Math.max(from, to); bucket++) {
      if (buckets[bucket] !== FAILED) buckets[bucket] = code;
    }
  }
  const fromNs: number[] = [];
  const toNs: number[] = [];
  const code: number[] = [];
  for (let bucket = 0; bucket < BUCKETS;) {
    let next = bucket + 1;
    while (next < BUCKETS && buckets[next] === buckets[bucket]) next++;
    if (buckets[bucket] !== empty) {
      fromNs.push(first + bucket * width);
      toNs.push(first + next * width);
      code.push(buckets[bucket] ?? 0);
    }
    bucket = next;
  }
  return { fromNs: Float64Array.from(fromNs), toNs: Float64Array.from(toNs), code: Uint8Array.from(code) };
}
