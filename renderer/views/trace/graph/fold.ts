import { readSequence } from "./episodes.js";
import type { Block, Episode, Sequence } from "./episodes.js";
import type { TraceStructure } from "../structure.js";

/** What was left out of the picture, in words that say the rule; empty where nothing was. */
export interface FoldedGraph {
  readonly sequence: Sequence;
  readonly boxes: number;
  readonly rules: readonly string[];
}

/** A picture with more boxes than this is folded. */
export const MOST_BOXES = 150;
const FEWEST_BOXES = 12;
/** Agents nested deeper than anyone reads are folded, whatever fits: the picture is made by recursion. */
const DEEPEST = 400;
/** Squares in one row of a box before equal neighbours become one. */
const MOST_SQUARES = 24;

export function countBoxes(sequence: Sequence): number {
  let boxes = 0;
  for (const block of sequence.blocks) {
    boxes += block.type === "fork" ? block.lanes.reduce((sum, lane) => sum + countBoxes(lane), 0) : 1;
  }
  return boxes;
}

function longestBox(sequence: Sequence): number {
  let longest = 0;
  for (const block of sequence.blocks) {
    if (block.type === "fork") for (const lane of block.lanes) longest = Math.max(longest, longestBox(lane));
    if (block.type === "episode")
      longest = block.steps.reduce((most, step) => Math.max(most, step.length), Math.max(longest, block.steps.length));
  }
  return longest;
}

/**
 * The run as it is drawn. Nothing is folded while it fits; else, one after the other until it does: equal calls in a row,
 * equal boxes in a row, agents from the deepest level up, lanes of a fork, the middle of the longest sequence.
 */
export function foldGraph(structure: TraceStructure, unfold: boolean): FoldedGraph {
  const rules: string[] = [];
  const calls = structure.callsBefore[structure.rowCount] ?? 0;
  const many = calls > MOST_BOXES * MOST_SQUARES;
  let sequence = readSequence(structure, { deepest: DEEPEST, foldCalls: many });
  const fits = () => countBoxes(sequence) <= MOST_BOXES;
  if (many || (longestBox(sequence) > MOST_SQUARES && !unfold)) {
    if (!many) sequence = readSequence(structure, { deepest: DEEPEST, foldCalls: true });
    rules.push("Equal calls in a row are folded");
  }
  if (fits() || unfold) {
    const whole = countBoxes(sequence);
    return { sequence: cut(sequence, unfold ? MOST_BOXES * 3 : MOST_BOXES, rules), boxes: whole, rules };
  }
  if (rules.length === 0) {
    sequence = readSequence(structure, { deepest: DEEPEST, foldCalls: true });
  }
  const before = countBoxes(sequence);
  const whole = sequence;
  sequence = joinRepeats(sequence);
  const repeated = before - countBoxes(sequence);
  if (repeated > 0) rules.push(`${repeated.toLocaleString("en-US")} equal runs in a row are folded`);
  for (let deepest = Math.min(4, deepestAgents(structure) - 1); !fits() && deepest >= 1; deepest--) {
    const shallower = joinRepeats(readSequence(structure, { deepest, foldCalls: true }));
    const boxes = countBoxes(shallower);
    // A picture of a few boxes that hold everything says less than a long one whose middle is cut out.
    if (boxes >= countBoxes(sequence) || boxes < FEWEST_BOXES) continue;
    sequence = shallower;
    const rule = `Agents below level ${deepest} are folded into the one that called them`;
    if (rules.at(-1)?.startsWith("Agents below")) rules.pop();
    rules.push(rule);
  }
  return { sequence: cut(sequence, MOST_BOXES, rules), boxes: countBoxes(whole), rules };
}

/** Episodes in a row of one agent that did the same become one box with a count. */
function joinRepeats(sequence: Sequence): Sequence {
  const blocks: Block[] = [];
  for (const block of sequence.blocks) {
    const joined: Block = block.type === "fork" ? { ...block, lanes: block.lanes.map(joinRepeats) } : block;
    const last = blocks.at(-1);
    if (joined.type === "episode" && last?.type === "episode" && shapeOf(last) === shapeOf(joined)) {
      blocks[blocks.length - 1] = {
        type: "repeat",
        count: 2,
        one: last,
        rows: [last.row, joined.row],
        fromNs: last.fromNs,
        toNs: joined.toNs,
      };
    } else if (joined.type === "episode" && last?.type === "repeat" && shapeOf(last.one) === shapeOf(joined)) {
      (last.rows as number[]).push(joined.row);
      blocks[blocks.length - 1] = { ...last, count: last.count + 1, toNs: Math.max(last.toNs, joined.toNs) };
    } else blocks.push(joined);
  }
  return { ...sequence, blocks };
}

const shapes = new WeakMap<Episode, string>();

/** Equal for boxes of one agent with the same kinds of calls in them, in whatever number. */
function shapeOf(episode: Episode): string {
  let shape = shapes.get(episode);
  if (shape === undefined) {
    const codes = new Set<number>();
    for (const step of episode.steps) for (const call of step) codes.add(call.code);
    shape = `${episode.name}\n${[...codes].sort((a, b) => a - b).join(" ")}`;
    shapes.set(episode, shape);
  }
  return shape;
}

/** How deep agents call agents. */
function deepestAgents(structure: TraceStructure): number {
  const depth = new Uint16Array(structure.rowCount);
  let deepest = 0;
  for (let row = 0; row < structure.rowCount; row++) {
    const parent = structure.table.parent[row] ?? -1;
    const above = parent < 0 ? 0 : (depth[parent] ?? 0);
    depth[row] = structure.owner[row] === row ? above + 1 : above;
    deepest = Math.max(deepest, depth[row] ?? 0);
  }
  return deepest;
}

/** Cuts the middle out of forks and of the sequence until no more than `most` boxes are left; never everything. */
function cut(sequence: Sequence, most: number, rules: string[]): Sequence {
  if (countBoxes(sequence) <= most) return sequence;
  let folded = 0;
  const cutForks = (inner: Sequence, budget: number): Sequence => {
    let left = Math.max(budget, 2);
    const cost = (block: Block) =>
      block.type === "fork" ? block.lanes.reduce((sum, lane) => sum + countBoxes(lane), 0) : 1;
    const total = inner.blocks.reduce((sum, block) => sum + cost(block), 0);
    if (total <= left) return inner;
    // From both ends towards the middle: how a run began and how it ended matter most.
    const head: Block[] = [];
    const tail: Block[] = [];
    let low = 0;
    let high = inner.blocks.length - 1;
    const take = (block: Block): Block => {
      if (block.type !== "fork") {
        left -= 1;
        return block;
      }
      const room = Math.max(1, Math.min(block.lanes.length, Math.floor(left / 2), 40));
      const lanes = block.lanes.slice(0, room).map((lane) => cutForks(lane, Math.max(1, Math.floor(left / 2 / room))));
      const kept = lanes.reduce((sum, lane) => sum + countBoxes(lane), 0);
      const gone = block.lanes.slice(room).reduce((sum, lane) => sum + countBoxes(lane), 0);
      left -= kept;
      if (gone === 0) return { ...block, lanes };
      folded += gone;
      left -= 1;
      const rest = block.lanes[room];
      const gap: Block = {
        type: "gap",
        boxes: gone,
        row: firstRow(rest),
        fromNs: rest?.fromNs ?? block.fromNs,
        toNs: block.toNs,
      };
      return { ...block, lanes: [...lanes, { blocks: [gap], fromNs: gap.fromNs, toNs: gap.toNs }] };
    };
    while (low <= high && left > 1) {
      const first = inner.blocks[low++];
      if (first !== undefined) head.push(take(first));
      if (low > high || left <= 1) break;
      const last = inner.blocks[high--];
      if (last !== undefined) tail.unshift(take(last));
    }
    const middle = inner.blocks.slice(low, high + 1);
    if (middle.length === 0) return { ...inner, blocks: [...head, ...tail] };
    const boxes = middle.reduce((sum, block) => sum + cost(block), 0);
    folded += boxes;
    const gap: Block = {
      type: "gap",
      boxes,
      row: firstRow({ blocks: middle, fromNs: 0, toNs: 0 }),
      fromNs: middle[0]?.fromNs ?? 0,
      toNs: middle.at(-1)?.toNs ?? 0,
    };
    return { ...inner, blocks: [...head, gap, ...tail] };
  };
  const shorter = cutForks(sequence, most);
  if (folded > 0) rules.push(`${folded.toLocaleString("en-US")} more boxes are folded in the middle`);
  return shorter;
}

function firstRow(sequence: Sequence | undefined): number {
  const block = sequence?.blocks[0];
  if (block === undefined) return -1;
  if (block.type === "fork") return firstRow(block.lanes[0]);
  return block.type === "repeat" ? block.one.row : block.row;
}
