import type { Block, Sequence } from "./episodes.js";

/** Rows of a subtree: `from` to `end`, exclusive. */
export interface RowRange {
  readonly from: number;
  readonly end: number;
}

/**
 * The neighbourhood of an agent's run: all that happened in it, the box before and the box after it, and what ran beside it
 * as one gap. The whole sequence where no block lies in the range.
 */
export function around(sequence: Sequence, range: RowRange): Sequence {
  const { blocks } = sequence;
  const first = blocks.findIndex((block) => touches(block, range));
  if (first < 0) return sequence;
  const last = blocks.findLastIndex((block) => touches(block, range));
  const only = blocks[first];
  const middle =
    first === last &&
    only?.type === "fork" &&
    !only.lanes.every((lane) => lane.blocks.every((one) => within(one, range)))
      ? [besideGap(only, range)]
      : blocks.slice(first, last + 1);
  const before = blocks.slice(Math.max(0, first - 1), first);
  const after = blocks.slice(last + 1, last + 2);
  return { ...sequence, blocks: [...before, ...middle, ...after] };
}

/** A fork in which one lane matters: the others are one gap below it. */
function besideGap(fork: Extract<Block, { type: "fork" }>, range: RowRange): Block {
  const touched = fork.lanes.filter((lane) => lane.blocks.some((block) => touches(block, range)));
  const beside = fork.lanes.filter((lane) => !touched.includes(lane)).flatMap((lane) => lane.blocks);
  const lanes = touched.map((lane) => around(lane, range));
  const [first] = beside;
  if (first === undefined) return { ...fork, lanes };
  const toNs = beside.reduce((end, block) => Math.max(end, block.toNs), first.toNs);
  const gap: Block = {
    type: "gap",
    boxes: beside.length,
    blocks: beside,
    row: rowOf(first),
    fromNs: first.fromNs,
    toNs,
  };
  return { ...fork, lanes: [...lanes, { blocks: [gap], fromNs: gap.fromNs, toNs }] };
}

function rowOf(block: Block): number {
  if (block.type === "fork") return block.lanes[0]?.blocks[0] === undefined ? -1 : rowOf(block.lanes[0].blocks[0]);
  return block.type === "repeat" ? (block.all[0]?.row ?? -1) : block.row;
}

function touches(block: Block, range: RowRange): boolean {
  if (block.type === "fork") return block.lanes.some((lane) => lane.blocks.some((inner) => touches(inner, range)));
  const row = rowOf(block);
  return row >= range.from && row < range.end;
}

function within(block: Block, range: RowRange): boolean {
  if (block.type === "fork") return block.lanes.every((lane) => lane.blocks.every((inner) => within(inner, range)));
  return touches(block, range);
}
