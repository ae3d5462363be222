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
 * Walks back from the end: within a span, the child whose work ended last before the cursor held it up; what no child
 * covers is the span's own. Work that goes on after its span ended, as a stream that the caller handed on, is on the path
 * too. Visits each span at most once; sorts only the children of spans on the path.
 */
export function findCriticalPath(structure: TraceStructure): CriticalPath {
  const row: number[] = [];
  const from: number[] = [];
  const to: number[] = [];
  const { startNs, endNs } = structure;
  const { parent } = structure.table;
  const { whole, settledNs } = settle(structure);
  type Frame = { row: number; children: number[]; next: number; floorNs: number; cursorNs: number };
  const open = (target: number, sinceNs: number, untilNs: number): Frame => {
    const children: number[] = [];
    const end = whole[target] === 1 ? target : subtreeEndOf(structure, target);
    for (let child = target + 1; child < end; child = subtreeEndOf(structure, child)) children.push(child);
    children.sort((a, b) => (settledNs[b] ?? 0) - (settledNs[a] ?? 0));
    return { row: target, children, next: 0, floorNs: Math.max(startNs[target] ?? 0, sinceNs), cursorNs: untilNs };
  };
  // After a span's own end the time is that of the nearest span around it that still ran, if any.
  const own = (target: number, fromNs: number, toNs: number): void => {
    const pieces: [row: number, fromNs: number, toNs: number][] = [];
    let sinceNs = fromNs;
    for (let runner = target; runner >= 0 && sinceNs < toNs; runner = parent[runner] ?? -1) {
      const untilNs = Math.min(endNs[runner] ?? 0, toNs);
      if (untilNs <= sinceNs) continue;
      pieces.push([runner, sinceNs, untilNs]);
      sinceNs = untilNs;
    }
    for (const piece of pieces.reverse()) {
      row.push(piece[0]);
      from.push(piece[1]);
      to.push(piece[2]);
    }
  };
  const roots: number[] = [];
  for (let root = 0; root < structure.rowCount; root = subtreeEndOf(structure, root)) roots.push(root);
  roots.sort((a, b) => (settledNs[b] ?? 0) - (settledNs[a] ?? 0));
  let cursorNs = structure.lastNs;
  for (const root of roots) {
    const rootStart = startNs[root] ?? 0;
    if (rootStart >= cursorNs) continue;
    const stack = [open(root, rootStart, Math.min(settledNs[root] ?? 0, cursorNs))];
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
      const childEnd = Math.min(settledNs[child] ?? 0, frame.cursorNs);
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

interface Settled {
  /** 1 for a call that counts as one piece, whatever it does inside: it runs no agents. */
  readonly whole: Uint8Array;
  /** When the last work inside a span ended, its own included. Of a whole call, its own end. */
  readonly settledNs: Float64Array;
}

/** One pass from the last row up: children stand after their parents. */
function settle(structure: TraceStructure): Settled {
  const { rowCount, isCall, owner, endNs } = structure;
  const { parent } = structure.table;
  const runsAgents = new Uint8Array(rowCount);
  const whole = new Uint8Array(rowCount);
  const settledNs = endNs.slice();
  for (let row = rowCount - 1; row >= 0; row--) {
    if (isCall[row] === 1 && runsAgents[row] === 0) {
      whole[row] = 1;
      settledNs[row] = endNs[row] ?? 0;
    }
    const above = parent[row] ?? -1;
    if (above < 0) continue;
    if (runsAgents[row] === 1 || owner[row] === row) runsAgents[above] = 1;
    settledNs[above] = Math.max(settledNs[above] ?? 0, settledNs[row] ?? 0);
  }
  return { whole, settledNs };
}

/** The same path in shown ns. */
export function onScale(path: CriticalPath, scale: TimeScale): CriticalPath {
  if (scale.gaps.length === 0) return path;
  const shown = (real: Float64Array) => real.map((ns) => scale.toShown(ns));
  return { ...path, fromNs: shown(path.fromNs), toNs: shown(path.toNs) };
}
