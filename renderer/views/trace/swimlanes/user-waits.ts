import { kindAt, subtreeEndOf } from "../structure.js";
import type { TraceStructure } from "../structure.js";
import type { Stretch } from "../timeline/time-scale.js";

/** When a user waits for an answer: while a turn runs, or where no turns are told apart, a root. In order, put together. */
export function userWaits(structure: TraceStructure): Stretch[] {
  const spans: Stretch[] = [];
  for (let row = 0; row < structure.rowCount;) {
    const root = (structure.table.parent[row] ?? -1) < 0;
    const turn = kindAt(structure, row) === "turn";
    if (turn || (root && !hasTurns(structure, row))) {
      spans.push({ fromNs: structure.startNs[row] ?? 0, toNs: structure.endNs[row] ?? 0 });
      row = subtreeEndOf(structure, row);
    } else row++;
  }
  spans.sort((a, b) => a.fromNs - b.fromNs);
  const waits: Stretch[] = [];
  for (const span of spans) {
    const last = waits.at(-1);
    if (last === undefined || span.fromNs > last.toNs) waits.push(span);
    else if (span.toNs > last.toNs) waits[waits.length - 1] = { fromNs: last.fromNs, toNs: span.toNs };
  }
  return waits;
}

/** Turns stand right below a root, or below what holds them together. */
function hasTurns(structure: TraceStructure, root: number): boolean {
  const end = subtreeEndOf(structure, root);
  for (let row = root + 1; row < end; row = subtreeEndOf(structure, row)) {
    if (kindAt(structure, row) === "turn") return true;
  }
  return false;
}
