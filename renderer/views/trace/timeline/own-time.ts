import { subtreeEndOf } from "../structure.js";
import { rowsByStart } from "./idle.js";
import type { DrawnTrace } from "./drawn.js";

/** Pieces of shown time that a row spent by itself: no direct child covers them. Alternately from and to. */
export type OwnTime = Float64Array;

/** Of more pieces than this the longest are shown: the rest is thinner than a pixel. */
const MOST_PIECES = 400;
const cache = new WeakMap<DrawnTrace, Map<number, OwnTime>>();

/** What a parent did itself, once found. O(children), sorted only where they are not in order. */
export function ownTime(drawn: DrawnTrace, row: number): OwnTime {
  let known = cache.get(drawn);
  if (known === undefined) cache.set(drawn, (known = new Map<number, OwnTime>()));
  let pieces = known.get(row);
  if (pieces === undefined) known.set(row, (pieces = findOwnTime(drawn, row)));
  return pieces;
}

function findOwnTime(drawn: DrawnTrace, row: number): OwnTime {
  const { structure, startNs, endNs } = drawn;
  const children: number[] = [];
  const end = subtreeEndOf(structure, row);
  for (let child = row + 1; child < end; child = subtreeEndOf(structure, child)) children.push(child);
  const pieces: [number, number][] = [];
  const lastNs = endNs[row] ?? 0;
  let reachNs = startNs[row] ?? 0;
  for (const child of rowsByStart(startNs, Int32Array.from(children))) {
    const fromNs = Math.min(startNs[child] ?? 0, lastNs);
    if (fromNs > reachNs) pieces.push([reachNs, fromNs]);
    reachNs = Math.max(reachNs, endNs[child] ?? 0);
  }
  if (lastNs > reachNs) pieces.push([reachNs, lastNs]);
  if (pieces.length > MOST_PIECES) {
    pieces.sort((a, b) => b[1] - b[0] - (a[1] - a[0]));
    pieces.length = MOST_PIECES;
  }
  return Float64Array.from(pieces.flat());
}
