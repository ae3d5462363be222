import { subtreeEndOf } from "../structure.js";
import type { TraceStructure } from "../structure.js";
import type { TimeScale } from "./time-scale.js";

/** The chain of work that the trace's end waited for: pieces of time in order, each spent in one row. */
export interface CriticalPath {
  readonly row: Int32Array;
  readonly fromNs: Float64Array;
  readonly toNs: Float64Array;
  /** Each piece goes on where the one before ended; else they only come after each other. */
  readonly joined: boolean;
}

/**
 * Walks back from the end: within a span, the child that ended last before the cursor held it up; what no child covers
 * is the span's own. Visits each span at most once; sorts only the children of spans on the path.
 */
export function findCriticalPath(structure: TraceStructure): CriticalPath {
  const row: number[] = [];
  const from: number[] = [];
  const to: number[] = [];
  const { startNs, endNs } = structure;
  type Frame = { row: number; children: number[]; next: number; floorNs: number; cursorNs: number };
  const open = (target: number, sinceNs: number, untilNs: number): Frame => {
    const children: number[] = [];
    const end = isWhole(structure, target) ? target : subtreeEndOf(structure, target);
    for (let child = target + 1; child < end; child = subtreeEndOf(structure, child)) children.push(child);
    children.sort((a, b) => (endNs[b] ?? 0) - (endNs[a] ?? 0));
    const floorNs = Math.max(startNs[target] ?? 0, sinceNs);
    return { row: target, children, next: 0, floorNs, cursorNs: Math.min(endNs[target] ?? 0, untilNs) };
  };
  const own = (target: number, fromNs: number, toNs: number): void => {
    if (toNs <= fromNs) return;
    row.push(target);
    from.push(fromNs);
    to.push(toNs);
  };
  const roots: number[] = [];
  for (let root = 0; root < structure.rowCount; root = subtreeEndOf(structure, root)) roots.push(root);
  roots.sort((a, b) => (endNs[b] ?? 0) - (endNs[a] ?? 0));
  let cursorNs = structure.lastNs;
  for (const root of roots) {
    const rootStart = startNs[root] ?? 0;
    if (rootStart >= cursorNs) continue;
    const stack = [open(root, rootStart, cursorNs)];
    while (stack.length > 0) {
      const frame = stack.at(-1);
      if (frame === undefined) break;
      const child = frame.children[frame.next++];
      if (child === undefined) {
        own(frame.row, frame.floorNs, frame.cursorNs);
        stack.pop();
        continue;
      }
      const childStart = Math.max(startNs[child] ?? 0, frame.floorNs);
      const childEnd = Math.min(endNs[child] ?? 0, frame.cursorNs);
      // A child that began at or after the cursor ran beside what is on the path already.
      if (childStart >= frame.cursorNs || childEnd <= childStart) continue;
      own(frame.row, childEnd, frame.cursorNs);
      frame.cursorNs = childStart;
      stack.push(open(child, childStart, childEnd));
    }
    cursorNs = rootStart;
  }
  row.reverse();
  from.reverse();
  to.reverse();
  return { row: Int32Array.from(row), fromNs: Float64Array.from(from), toNs: Float64Array.from(to), joined: true };
}

/** A call counts as one piece, whatever it does inside, unless it runs agents. */
function isWhole(structure: TraceStructure, row: number): boolean {
  if (structure.isCall[row] !== 1) return false;
  const end = subtreeEndOf(structure, row);
  for (let inside = row + 1; inside < end; inside++) if (structure.owner[inside] === inside) return false;
  return true;
}

/** The same path in shown ns. */
export function onScale(path: CriticalPath, scale: TimeScale): CriticalPath {
  if (scale.gaps.length === 0) return path;
  const shown = (real: Float64Array) => real.map((ns) => scale.toShown(ns));
  return { ...path, fromNs: shown(path.fromNs), toNs: shown(path.toNs) };
}
