import { formatCounted } from "../../../lib/format.js";
import type { Block, Gap, Sequence } from "./episodes.js";

/** An opened gap shows this many boxes of what it held, and folds the rest again. */
const MOST_OF_OPENED = 100;
/** Lanes of one fork that are drawn below each other. */
const MOST_LANES = 40;

export function countBoxes(sequence: Sequence): number {
  return sequence.blocks.reduce((sum, block) => sum + boxesOf(block), 0);
}

function boxesOf(block: Block): number {
  return block.type === "fork" ? block.lanes.reduce((sum, lane) => sum + countBoxes(lane), 0) : 1;
}

/**
 * Cuts the middle out of sequences, and the last lanes off forks, until about `most` boxes are left; never everything. A gap
 * that the reader opened (`g` and its row) shows its beginning and its end.
 */
export function cut(sequence: Sequence, most: number, folds: ReadonlySet<string>, rules: string[]): Sequence {
  if (countBoxes(sequence) <= most) return sequence;
  let folded = 0;

  const gapOf = (blocks: readonly Block[]): Gap => {
    const boxes = blocks.reduce((sum, block) => sum + boxesOf(block), 0);
    folded += boxes;
    const fromNs = blocks[0]?.fromNs ?? 0;
    const toNs = blocks.reduce((end, block) => Math.max(end, block.toNs), fromNs);
    return { type: "gap", boxes, blocks, row: firstRowOf(blocks[0]), fromNs, toNs };
  };
  const cutInner = (inner: Sequence, budget: number): Sequence => {
    let left = Math.max(budget, 2);
    if (countBoxes(inner) <= left) return inner;
    const take = (block: Block): Block => {
      if (block.type !== "fork") {
        left -= 1;
        return block;
      }
      const opened = block.lanes.length > 1 && folds.has(`g${firstRowOf(block.lanes.at(-1)?.blocks[0])}`);
      const share = opened ? MOST_OF_OPENED * 2 : Math.max(2, Math.floor(left / 2));
      const room = Math.max(1, Math.min(block.lanes.length, share, opened ? MOST_OF_OPENED * 2 : MOST_LANES));
      const lanes = block.lanes.slice(0, room).map((lane) => cutInner(lane, Math.max(1, Math.floor(share / room))));
      left -= lanes.reduce((sum, lane) => sum + countBoxes(lane), 0);
      const rest = block.lanes.slice(room);
      if (rest.length === 0) return { ...block, lanes };
      left -= 1;
      // Named by the fork's last lane, so that it keeps its name however many stand before it.
      const gap = { ...gapOf(rest.flatMap((lane) => lane.blocks)), row: firstRowOf(rest.at(-1)?.blocks[0]) };
      return { ...block, lanes: [...lanes, { blocks: [gap], fromNs: gap.fromNs, toNs: gap.toNs }] };
    };
    // From both ends towards the middle: how a run began and how it ended matter most.
    const head: Block[] = [];
    const tail: Block[] = [];
    let low = 0;
    let high = inner.blocks.length - 1;
    while (low <= high && left > 1) {
      const first = inner.blocks[low++];
      if (first !== undefined) head.push(take(first));
      if (low > high || left <= 1) break;
      const last = inner.blocks[high--];
      if (last !== undefined) tail.unshift(take(last));
    }
    const middle = inner.blocks.slice(low, high + 1);
    if (middle.length === 0) return { ...inner, blocks: [...head, ...tail] };
    const opened = folds.has(`g${firstRowOf(middle[0])}`);
    const between = opened ? cutInner({ ...inner, blocks: middle }, MOST_OF_OPENED).blocks : [gapOf(middle)];
    return { ...inner, blocks: [...head, ...between, ...tail] };
  };
  const shorter = cutInner(sequence, most);
  if (folded > 0) rules.push(`${formatCounted(folded, "more box", "more boxes")} folded in the middle`);
  return shorter;
}

/** The row that names a block in folds: several boxes may belong to one agent. */
export function firstRowOf(block: Block | undefined): number {
  if (block === undefined) return -1;
  if (block.type === "fork") return firstRowOf(block.lanes[0]?.blocks[0]);
  if (block.type === "repeat") return firstRowOf(block.all[0]);
  return block.type === "gap" ? block.row : (block.steps[0]?.[0]?.row ?? block.row);
}
