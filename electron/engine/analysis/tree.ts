import { SPAN_KINDS } from "../../../shared/model/kind.js";
import { SPAN_FLAG } from "../../../shared/model/span-table.js";

/** The spans of one trace, in order of start. Times are ns from any common origin; NaN where there is none. */
export interface TreeInput {
  readonly rows: number;
  /** Row of the parent; -1 for a root; -2 where the parent is named but absent. */
  readonly parent: Int32Array;
  readonly startNs: Float64Array;
  readonly endNs: Float64Array;
  /** Codes of SPAN_KINDS. */
  readonly kind: Uint8Array;
  /** 1 where the span itself says: agent, conversation, user, usage. */
  readonly hasAgent: Uint8Array;
  readonly hasConversation: Uint8Array;
  readonly hasUser: Uint8Array;
  readonly hasUsage: Uint8Array;
}

/** The same spans in preorder. All columns are by place in preorder; rows are rows of the input. */
export interface Tree {
  readonly row: Int32Array;
  readonly subtreeEnd: Int32Array;
  readonly depth: Int32Array;
  /** Place of the parent, or -1. */
  readonly parent: Int32Array;
  readonly selfNs: Float64Array;
  readonly flags: Uint8Array;
  /** Row of the nearest span, from itself upwards, that names its agent, conversation, user; -1 where none does. */
  readonly agentRow: Int32Array;
  readonly conversationRow: Int32Array;
  readonly userRow: Int32Array;
  /** 1 where the span's usage counts towards the trace: no other span tells of the same call. */
  readonly counted: Uint8Array;
}

/** Orders a trace's spans as a tree. Cycles are cut at their earliest span; nothing is dropped, nothing recurses. */
export function buildTree(input: TreeInput): Tree {
  const { rows } = input;
  const firstChild = new Int32Array(rows).fill(-1);
  const nextSibling = new Int32Array(rows).fill(-1);
  for (let row = rows - 1; row >= 0; row--) {
    const parent = input.parent[row] ?? -1;
    if (parent < 0) continue;
    nextSibling[row] = firstChild[parent] ?? -1;
    firstChild[parent] = row;
  }
  const tree: Tree = {
    row: new Int32Array(rows),
    subtreeEnd: new Int32Array(rows),
    depth: new Int32Array(rows),
    parent: new Int32Array(rows),
    selfNs: new Float64Array(rows),
    flags: new Uint8Array(rows),
    agentRow: new Int32Array(rows).fill(-1),
    conversationRow: new Int32Array(rows).fill(-1),
    userRow: new Int32Array(rows).fill(-1),
    counted: new Uint8Array(rows),
  };
  const place = new Int32Array(rows).fill(-1);
  let next = 0;
  const visit = (root: number, cut: boolean): void => {
    next = walk(root, input, tree, place, firstChild, nextSibling, next);
    if (cut) tree.flags[place[root] ?? 0] = (tree.flags[place[root] ?? 0] ?? 0) | SPAN_FLAG.cycle;
  };
  for (let row = 0; row < rows; row++) if ((input.parent[row] ?? -1) < 0) visit(row, false);
  // What no root reaches hangs in a cycle.
  for (let row = 0; next < rows && row < rows; row++) if (place[row] === -1) visit(row, true);
  measureSelf(input, tree);
  countUsage(input, tree);
  return tree;
}

function walk(
  root: number,
  input: TreeInput,
  tree: Tree,
  place: Int32Array,
  firstChild: Int32Array,
  nextSibling: Int32Array,
  from: number,
): number {
  let next = from;
  const stack: number[] = [root];
  while (stack.length > 0) {
    const row = stack[stack.length - 1] ?? 0;
    if (place[row] !== -1) {
      tree.subtreeEnd[place[row] ?? 0] = next;
      stack.pop();
      continue;
    }
    const at = next++;
    place[row] = at;
    enter(row, at, row === root ? -1 : (place[input.parent[row] ?? 0] ?? -1), input, tree);
    const children: number[] = [];
    for (let child = firstChild[row] ?? -1; child !== -1; child = nextSibling[child] ?? -1) {
      if (place[child] === -1) children.push(child);
    }
    for (let index = children.length - 1; index >= 0; index--) stack.push(children[index] ?? 0);
  }
  return next;
}

function enter(row: number, at: number, parent: number, input: TreeInput, tree: Tree): void {
  tree.row[at] = row;
  tree.parent[at] = parent;
  tree.depth[at] = parent === -1 ? 0 : (tree.depth[parent] ?? 0) + 1;
  const start = input.startNs[row] ?? Number.NaN;
  const end = input.endNs[row] ?? Number.NaN;
  let flags = 0;
  if (input.parent[row] === -2) flags |= SPAN_FLAG.orphan;
  if (Number.isNaN(start)) flags |= SPAN_FLAG.noStart;
  if (Number.isNaN(end) || end < start) flags |= SPAN_FLAG.unfinished;
  tree.flags[at] = flags;
  tree.agentRow[at] = input.hasAgent[row] === 1 ? row : parent === -1 ? -1 : (tree.agentRow[parent] ?? -1);
  tree.conversationRow[at] =
    input.hasConversation[row] === 1 ? row : parent === -1 ? -1 : (tree.conversationRow[parent] ?? -1);
  tree.userRow[at] = input.hasUser[row] === 1 ? row : parent === -1 ? -1 : (tree.userRow[parent] ?? -1);
}

/** Self time: the span's time that no direct child covers. Children come in order of start, so one sweep is enough. */
function measureSelf(input: TreeInput, tree: Tree): void {
  const rows = input.rows;
  const covered = new Float64Array(rows);
  const coveredTo = new Float64Array(rows).fill(Number.NEGATIVE_INFINITY);
  for (let at = 0; at < rows; at++) {
    const parent = tree.parent[at] ?? -1;
    if (parent === -1) continue;
    const row = tree.row[at] ?? 0;
    const parentRow = tree.row[parent] ?? 0;
    const from = Math.max(
      input.startNs[row] ?? Number.NaN,
      input.startNs[parentRow] ?? Number.NaN,
      coveredTo[parent] ?? 0,
    );
    const to = Math.min(input.endNs[row] ?? Number.NaN, input.endNs[parentRow] ?? Number.NaN);
    if (to > from) {
      covered[parent] = (covered[parent] ?? 0) + (to - from);
      coveredTo[parent] = to;
    }
  }
  for (let at = 0; at < rows; at++) {
    const row = tree.row[at] ?? 0;
    const durationNs = (input.endNs[row] ?? Number.NaN) - (input.startNs[row] ?? Number.NaN);
    tree.selfNs[at] = durationNs >= 0 ? durationNs - (covered[at] ?? 0) : Number.NaN;
  }
}

const kindCode = (kind: (typeof SPAN_KINDS)[number]): number => SPAN_KINDS.indexOf(kind);
const CALLS: ReadonlySet<number> = new Set([kindCode("llm"), kindCode("embedding"), kindCode("reranker")]);
/** Kinds below which a call is another one, not the same told twice. */
const BORDERS: ReadonlySet<number> = new Set([
  kindCode("agent"),
  kindCode("tool"),
  kindCode("workflow"),
  kindCode("turn"),
  kindCode("handoff"),
]);

/**
 * Marks whose usage counts. A call's usage counts unless a call below it, with no agent, tool, workflow or handoff
 * between, has usage of its own: then both tell of one request, and the innermost counts. Other spans roll their calls
 * up: theirs counts only where no span below has usage.
 */
function countUsage(input: TreeInput, tree: Tree): void {
  const rows = input.rows;
  /** Usage below: 1 somewhere, 2 in a call that tells of the same request. */
  const below = new Uint8Array(rows);
  for (let at = rows - 1; at >= 0; at--) {
    const row = tree.row[at] ?? 0;
    const kind = input.kind[row] ?? 0;
    const hasUsage = input.hasUsage[row] === 1;
    const inside = below[at] ?? 0;
    const isCall = CALLS.has(kind);
    if (hasUsage) tree.counted[at] = isCall ? (inside === 2 ? 0 : 1) : inside === 0 ? 1 : 0;
    const parent = tree.parent[at] ?? -1;
    if (parent === -1) continue;
    const same = (isCall && hasUsage) || (inside === 2 && !BORDERS.has(kind));
    const tell = same ? 2 : hasUsage || inside > 0 ? 1 : 0;
    below[parent] = Math.max(below[parent] ?? 0, tell);
  }
}
