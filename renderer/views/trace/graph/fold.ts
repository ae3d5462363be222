import { formatCounted } from "../../../lib/format.js";
import type { TraceStructure } from "../structure.js";
import { countBoxes, cut, firstRowOf } from "./cut.js";
import { readSequence } from "./episodes.js";
import type { Block, Episode, Sequence } from "./episodes.js";

/** The run as it is drawn, and what was left out of it, in words that say the rule. */
export interface FoldedGraph {
  readonly sequence: Sequence;
  /** Boxes that there would be with nothing folded but equal calls. */
  readonly boxes: number;
  readonly rules: readonly string[];
}

/** A picture with more boxes than this is folded. */
export const MOST_BOXES = 150;
/** Not even a reader who unfolds everything gets more than this. */
const MOST_UNFOLDED = 5000;
const FEWEST_BOXES = 12;
/** Squares in one row of a box before equal neighbours become one. */
const MOST_SQUARES = 24;
/** Equal lanes of a fork that stay side by side. */
const MOST_LANES = 6;
const DEEP = Number.MAX_SAFE_INTEGER;

/** The fold that means: everything open. */
export const ALL_OPEN = "*";

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
 * The run as it is drawn. Equal lanes of a wide fork are one stack. Nothing else is folded while it fits; else, one after the
 * other until it does: equal calls in a row, equal boxes in a row, agents from the deepest level up, the rest of wide forks,
 * the middle of the longest sequence. `folds` names what the reader opened or closed; `only` picks the part that is drawn.
 */
export function foldGraph(
  structure: TraceStructure,
  folds: ReadonlySet<string>,
  only: (whole: Sequence) => Sequence = (whole) => whole,
): FoldedGraph {
  const rules: string[] = [];
  const all = folds.has(ALL_OPEN);
  const calls = structure.callsBefore[structure.rowCount] ?? 0;
  const read = (deepest: number, foldCalls: boolean) => only(readSequence(structure, { deepest, foldCalls, folds }));
  let foldCalls = calls > MOST_BOXES * MOST_SQUARES;
  let sequence = read(DEEP, foldCalls);
  if (!foldCalls && !all && longestBox(sequence) > MOST_SQUARES) {
    foldCalls = true;
    sequence = read(DEEP, foldCalls);
  }
  if (foldCalls) rules.push("Equal calls in a row are one square");
  const boxes = countBoxes(sequence);
  if (all) return { sequence: cut(sequence, MOST_UNFOLDED, folds, rules), boxes, rules };
  sequence = stackLanes(sequence, folds, rules);
  const fits = () => countBoxes(sequence) <= MOST_BOXES;
  if (fits()) return { sequence, boxes, rules };
  const before = countBoxes(sequence);
  sequence = joinRepeats(sequence, folds);
  const repeated = before - countBoxes(sequence);
  if (repeated > 0) rules.push(`${formatCounted(repeated, "equal run")} in a row ${be(repeated)} folded`);
  const shallow = (deepest: number): Sequence => joinRepeats(stackLanes(read(deepest, true), folds, []), folds);
  const levels = Math.min(4, deepestAgents(structure) - 1);
  if (!fits() && levels >= 1) {
    // The one level that is left when nothing fits is read first: each reading of a big run takes its time.
    let deepest = 1;
    let shallower = shallow(1);
    if (countBoxes(shallower) <= MOST_BOXES) {
      for (let level = levels; level > 1; level--) {
        const deeper = shallow(level);
        if (countBoxes(deeper) > MOST_BOXES) continue;
        shallower = deeper;
        deepest = level;
        break;
      }
    }
    const left = countBoxes(shallower);
    // A picture of a few boxes that hold everything says less than a long one whose middle is cut out.
    if (left < countBoxes(sequence) && left >= FEWEST_BOXES) {
      sequence = shallower;
      rules.push(`Agents below level ${deepest} are folded into the one that called them`);
    }
  }
  return { sequence: cut(sequence, MOST_BOXES, folds, rules), boxes, rules };
}

const be = (count: number): string => (count === 1 ? "is" : "are");

/** Equal lanes of a wide fork become one stack, opened by `s` and the row of its first call. */
function stackLanes(sequence: Sequence, folds: ReadonlySet<string>, rules: string[]): Sequence {
  let stacked = 0;
  const visit = (inner: Sequence): Sequence => ({
    ...inner,
    blocks: inner.blocks.map((block): Block => {
      if (block.type !== "fork") return block;
      const lanes = block.lanes.map(visit);
      const alike = new Map<string, { readonly at: number; readonly all: Episode[] }>();
      lanes.forEach(({ blocks: [only, ...more] }, at) => {
        if (only?.type !== "episode" || more.length > 0) return;
        const known = alike.get(shapeOf(only));
        if (known === undefined) alike.set(shapeOf(only), { at, all: [only] });
        else known.all.push(only);
      });
      const groups = [...alike.values()].filter(
        ({ all }) => all.length > MOST_LANES && !folds.has(`s${firstRowOf(all[0])}`),
      );
      if (groups.length === 0) return { ...block, lanes };
      const folded = new Set(groups.flatMap(({ all }) => all as Block[]));
      const stacks = groups.map(({ all }): Sequence => {
        stacked += all.length;
        const fromNs = all[0]?.fromNs ?? 0;
        const toNs = all.reduce((end, one) => Math.max(end, one.toNs), fromNs);
        return { blocks: [{ type: "repeat", beside: true, all, fromNs, toNs }], fromNs, toNs };
      });
      const rest = lanes.filter(({ blocks: [first] }) => first === undefined || !folded.has(first));
      return { ...block, lanes: [...stacks, ...rest] };
    }),
  });
  const result = visit(sequence);
  if (stacked > 0) rules.push(`${formatCounted(stacked, "equal run")} side by side are stacked`);
  return result;
}

/** Equal boxes, one after the other. */
interface Run {
  readonly shape: string;
  readonly all: Episode[];
  readonly open: boolean;
}

/** Boxes in a row of one agent that did the same become one with a count, opened by `r` and the row of its first call. */
function joinRepeats(sequence: Sequence, folds: ReadonlySet<string>): Sequence {
  const blocks: Block[] = [];
  let run: Run | null = null;
  for (const block of sequence.blocks) {
    if (block.type !== "episode") {
      run = null;
      blocks.push(
        block.type === "fork" ? { ...block, lanes: block.lanes.map((lane) => joinRepeats(lane, folds)) } : block,
      );
      continue;
    }
    const shape = shapeOf(block);
    if (run === null || run.shape !== shape) {
      run = { shape, all: [block], open: folds.has(`r${firstRowOf(block)}`) };
      blocks.push(block);
    } else {
      run.all.push(block);
      if (run.open) blocks.push(block);
      else {
        const fromNs = run.all[0]?.fromNs ?? block.fromNs;
        const toNs = Math.max(blocks.at(-1)?.toNs ?? block.toNs, block.toNs);
        blocks[blocks.length - 1] = { type: "repeat", beside: false, all: run.all, fromNs, toNs };
      }
    }
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
