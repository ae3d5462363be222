import { countOf } from "./episodes.js";
import type { Episode, Gap, GraphCall, Repeat } from "./episodes.js";

export const SQUARE_PX = 22;
const PITCH_PX = 34;
const PADDING_PX = 10;
export const HEAD_PX = 30;
const STACK_GAP_PX = 4;
const LINE_GAP_PX = 10;
/** Squares above each other before the rest of a step is a number. */
const MOST_PARALLEL = 4;
/** Squares in one line of a box; the rest is a number, or the next lines of a box that was opened. */
const MOST_STEPS = 40;
const MOST_LINES = 25;
/** Height of the line of squares at which edges leave and enter a box, from its top. */
export const PORT_PX = HEAD_PX + SQUARE_PX / 2;
/** Of a letter in the 12 px head; what is too long for it ends in an ellipsis. */
const LETTER_PX = 6.6;

export type BoxBlock = Episode | Repeat | Gap;

/** A call's square, from the upper left corner of its box. */
export interface Cell {
  readonly call: GraphCall;
  readonly x: number;
  readonly y: number;
  /** A line leads to it from the step before, in the same line of the box. */
  readonly linked: boolean;
}

/** Calls that are not drawn; opened with the box's other calls. */
export interface More {
  readonly x: number;
  readonly y: number;
  readonly calls: number;
  /** The box is open already, and this is what even then has no room. */
  readonly rest: boolean;
}

export interface BoxGeometry {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly cells: readonly Cell[];
  readonly more: readonly More[];
}

/** The calls that are drawn in a box: of equal runs, those of the first. */
export function episodeOfBox(block: BoxBlock): Episode | null {
  return block.type === "gap" ? null : block.type === "repeat" ? (block.all[0] ?? null) : block;
}

/** What opens the calls of a box that are folded. */
export function callsFold(episode: Episode): string {
  return `c${episode.steps[0]?.[0]?.row ?? episode.row}`;
}

/** Places for everything in a box. `durationText` is what its head ends in. */
export function measureBox(block: BoxBlock, durationText: string, folds: ReadonlySet<string>): BoxGeometry {
  const one = episodeOfBox(block);
  if (one === null) return { widthPx: 132, heightPx: 60, cells: [], more: [] };
  const open = folds.has(callsFold(one));
  const perLine = MOST_STEPS;
  const steps = open ? one.steps.slice(0, perLine * MOST_LINES) : one.steps.slice(0, perLine);
  const cells: Cell[] = [];
  const more: More[] = [];
  let y = HEAD_PX;
  let widest = 0;
  for (let from = 0; from < steps.length || from === 0; from += perLine) {
    const line = steps.slice(from, from + perLine);
    let tallest = 1;
    line.forEach((step, column) => {
      const x = PADDING_PX + column * PITCH_PX;
      const room = open ? 60 : MOST_PARALLEL;
      const shown = step.length > room ? room - 1 : step.length;
      for (let at = 0; at < shown; at++) {
        const call = step[at];
        if (call !== undefined)
          cells.push({ call, x, y: y + at * (SQUARE_PX + STACK_GAP_PX), linked: column > 0 && at === 0 });
      }
      if (shown < step.length) {
        more.push({ x, y: y + shown * (SQUARE_PX + STACK_GAP_PX), calls: countCalls(step.slice(shown)), rest: open });
      }
      tallest = Math.max(tallest, Math.min(step.length, room));
      widest = Math.max(widest, x + SQUARE_PX);
    });
    y += tallest * SQUARE_PX + (tallest - 1) * STACK_GAP_PX + LINE_GAP_PX;
  }
  const hidden = one.steps.slice(steps.length);
  if (hidden.length > 0) {
    const last = cells.at(-1);
    more.push({
      x: widest + PITCH_PX - SQUARE_PX,
      y: last?.y ?? HEAD_PX,
      calls: hidden.reduce((sum, step) => sum + countCalls(step), 0),
      rest: open,
    });
    widest += PITCH_PX + 8;
  }
  const name = Math.min(one.name === "" ? 3 : one.name.length, 28) * LETTER_PX;
  const shown = one.whole || block.type === "repeat" ? durationText.length * 6 + 10 : 0;
  const count = block.type === "repeat" ? 44 : one.foldedInside > 0 ? 34 : 0;
  const head = 23 + name + shown + count + 16;
  const widthPx = Math.ceil(Math.max(widest + PADDING_PX, head, 74));
  // A lone square stands in the middle, under the name.
  const shift = cells.length === 1 && more.length === 0 ? (widthPx - SQUARE_PX) / 2 - PADDING_PX : 0;
  return {
    widthPx,
    heightPx: y - LINE_GAP_PX + 8,
    cells: shift === 0 ? cells : cells.map((cell) => ({ ...cell, x: cell.x + shift })),
    more,
  };
}

/** How many of the invocations that a box stands for failed, by the agents' own spans. */
export function failedRuns(block: BoxBlock): number {
  if (block.type === "gap") return 0;
  return (block.type === "repeat" ? block.all : [block]).filter((one) => one.failed).length;
}

/** True where an invocation of a box failed, or a call in it. */
export function isBoxFailed(block: BoxBlock, geometry: BoxGeometry): boolean {
  return failedRuns(block) > 0 || geometry.cells.some(({ call }) => call.failed);
}

function countCalls(step: readonly GraphCall[]): number {
  return step.reduce((sum, call) => sum + countOf(call), 0);
}
