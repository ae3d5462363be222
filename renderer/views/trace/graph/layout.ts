import type { Block, Episode, Gap, Repeat, Sequence } from "./episodes.js";

export const SQUARE_PX = 22;
export const PITCH_PX = 34;
export const PADDING_PX = 10;
export const HEAD_PX = 30;
const BOX_GAP_PX = 24;
/** Between two forks: room for the point where all branches meet. */
const JUNCTION_GAP_PX = 48;
const LANE_GAP_PX = 24;
const JUNCTION_PX = 6;
/** Rows of squares in one box before the rest of a step is a number. */
export const MOST_PARALLEL = 4;
export const MOST_STEPS = 40;

export type BoxBlock = Episode | Repeat | Gap;
export interface Box {
  readonly id: string;
  readonly block: BoxBlock;
  readonly x: number;
  readonly y: number;
  readonly widthPx: number;
  readonly heightPx: number;
  /** On the chain of boxes that the run's end waited for. */
  readonly critical: boolean;
}
export interface Junction {
  readonly id: string;
  readonly x: number;
  readonly y: number;
}
export interface Wire {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly critical: boolean;
  readonly handoff: boolean;
  /** How long the finished branch waits for the one beside it, ns. */
  readonly waitsNs: number;
}
export interface GraphLayout {
  readonly boxes: readonly Box[];
  readonly junctions: readonly Junction[];
  readonly wires: readonly Wire[];
  readonly widthPx: number;
  readonly heightPx: number;
}

/** Height of the line of squares at which edges leave and enter a box, from its top. */
export const PORT_PX = HEAD_PX + SQUARE_PX / 2;

/** Where a box's text takes more room than its squares: about 6.6 px a letter of the 12 px head. */
export function boxSize(block: BoxBlock, durationText: string): { widthPx: number; heightPx: number } {
  if (block.type === "gap") return { widthPx: 118, heightPx: 60 };
  const one = block.type === "repeat" ? block.one : block;
  const columns = Math.min(one.steps.length, MOST_STEPS) + (one.steps.length > MOST_STEPS ? 1 : 0);
  const rows = Math.min(
    one.steps.reduce((most, step) => Math.max(most, step.length), 1),
    MOST_PARALLEL,
  );
  const squares = columns === 0 ? 0 : SQUARE_PX + (columns - 1) * PITCH_PX;
  const name = Math.min(one.name.length, 28) * 6.6;
  const shown = one.whole || block.type === "repeat" ? durationText.length * 6 + 10 : 0;
  const count = block.type === "repeat" ? 44 : one.foldedInside > 0 ? 30 : 0;
  const head = 23 + name + shown + count + 10;
  return {
    widthPx: Math.ceil(Math.max(squares + 2 * PADDING_PX, head, 74)),
    heightPx: HEAD_PX + rows * SQUARE_PX + (rows - 1) * 4 + 8,
  };
}

function gapBefore(block: Block, previous: Block | undefined): number {
  if (previous === undefined) return 0;
  return block.type === "fork" && previous.type === "fork" ? JUNCTION_GAP_PX : BOX_GAP_PX;
}

interface Placed {
  readonly widthPx: number;
  readonly heightPx: number;
  /** Height of the line that edges come in and go out at, from the top. */
  readonly portPx: number;
}
interface Ends {
  readonly first: readonly End[];
  readonly last: readonly End[];
}
interface End {
  readonly id: string;
  readonly critical: boolean;
  readonly toNs: number;
  readonly handoff: boolean;
}

/**
 * Places a run from left to right: sizes from the inside out, then positions from the outside in. A fork's lanes lie below
 * each other; each box and wire is visited once.
 */
export function layoutGraph(sequence: Sequence, durationOf: (block: BoxBlock) => string): GraphLayout {
  const boxes: Box[] = [];
  const junctions: Junction[] = [];
  const wires: Wire[] = [];
  const sizes = new Map<Block | Sequence, Placed>();

  const measureBlock = (block: Block): Placed => {
    let placed: Placed;
    if (block.type === "fork") {
      let widthPx = 0;
      let heightPx = 0;
      let portPx = PORT_PX;
      block.lanes.forEach((lane, index) => {
        const inner = measure(lane);
        if (index === 0) portPx = inner.portPx;
        widthPx = Math.max(widthPx, inner.widthPx);
        heightPx += inner.heightPx + (index === 0 ? 0 : LANE_GAP_PX);
      });
      placed = { widthPx, heightPx, portPx };
    } else placed = { ...boxSize(block, durationOf(block)), portPx: PORT_PX };
    sizes.set(block, placed);
    return placed;
  };
  const measure = (inner: Sequence): Placed => {
    let widthPx = 0;
    let above = 0;
    let below = 0;
    inner.blocks.forEach((block, index) => {
      const placed = measureBlock(block);
      widthPx += placed.widthPx + gapBefore(block, inner.blocks[index - 1]);
      above = Math.max(above, placed.portPx);
      below = Math.max(below, placed.heightPx - placed.portPx);
    });
    const placed = { widthPx, heightPx: above + below, portPx: above };
    sizes.set(inner, placed);
    return placed;
  };

  const connect = (from: readonly End[], to: readonly End[], x: number, y: number): void => {
    const wire = (source: End, target: End, waitsNs: number): void => {
      wires.push({
        id: `${source.id}>${target.id}`,
        from: source.id,
        to: target.id,
        critical: source.critical && target.critical,
        handoff: source.handoff,
        waitsNs,
      });
    };
    const joinedNs = from.reduce((latest, end) => Math.max(latest, end.toNs), Number.NEGATIVE_INFINITY);
    if (from.length > 1 && to.length > 1) {
      const id = `junction-${junctions.length}`;
      junctions.push({ id, x: x - JUNCTION_PX / 2, y: y - JUNCTION_PX / 2 });
      const middle: End = { id, critical: true, toNs: joinedNs, handoff: false };
      for (const source of from) wire(source, { ...middle, critical: source.critical }, joinedNs - source.toNs);
      for (const target of to) wire({ ...middle, critical: target.critical }, target, 0);
      return;
    }
    for (const source of from) for (const target of to) wire(source, target, joinedNs - source.toNs);
  };

  const place = (inner: Sequence, left: number, top: number, critical: boolean): Ends => {
    const own = sizes.get(inner);
    const port = top + (own?.portPx ?? PORT_PX);
    let x = left;
    let before: readonly End[] | null = null;
    let first: readonly End[] = [];
    inner.blocks.forEach((block, index) => {
      const size = sizes.get(block);
      if (size === undefined) return;
      const gap = gapBefore(block, inner.blocks[index - 1]);
      x += gap;
      const ends = placeBlock(block, x, port - size.portPx, size, critical);
      if (before === null) first = ends.first;
      else connect(before, ends.first, x - gap / 2, port);
      before = ends.last;
      x += size.widthPx;
    });
    return { first, last: before ?? [] };
  };
  const placeBlock = (block: Block, x: number, y: number, size: Placed, critical: boolean): Ends => {
    if (block.type !== "fork") {
      const id = `box-${boxes.length}`;
      boxes.push({ id, block, x, y, widthPx: size.widthPx, heightPx: size.heightPx, critical });
      const end: End = { id, critical, toNs: block.toNs, handoff: block.type === "episode" && endsInHandoff(block) };
      return { first: [end], last: [end] };
    }
    let latest = 0;
    block.lanes.forEach((lane, index) => {
      if (lane.toNs > (block.lanes[latest]?.toNs ?? 0)) latest = index;
    });
    const first: End[] = [];
    const last: End[] = [];
    let top = y;
    block.lanes.forEach((lane, index) => {
      const ends = place(lane, x, top, critical && index === latest);
      first.push(...ends.first);
      last.push(...ends.last.map((end) => ({ ...end, toNs: Math.max(end.toNs, lane.toNs) })));
      top += (sizes.get(lane)?.heightPx ?? 0) + LANE_GAP_PX;
    });
    return { first, last };
  };

  const whole = measure(sequence);
  place(sequence, 0, 0, true);
  return { boxes, junctions, wires, widthPx: whole.widthPx, heightPx: whole.heightPx };
}

function endsInHandoff(episode: Episode): boolean {
  return episode.steps.at(-1)?.some((call) => call.kind === "handoff") ?? false;
}
