import { formatNumber } from "../../lib/format.js";
import { commonLean, foldedLines, type Line } from "./lines.js";
import { countOf, sumOf, type NetworkNode } from "./model.js";
import { NODE_WORDS } from "./words.js";

/** What the picture is brought down to, where stacks can: its names can then be read with all of it in sight. */
const MOST_NODES = 60;
/** Those that call nothing stand under each other in the last layers: so many fit a window. */
const MOST_LEAVES = 24;

/** Where only the most frequent are left of a tangle, so many stay: they are likely to stand in few columns. */
const MOST_FREQUENT = 36;

interface Step {
  /**
   * What the members of a family have in common: all their neighbours; for agents who calls them and what kinds they call; or
   * no more than their type.
   */
  readonly alike: "neighbours" | "role" | "type";
  /** Families are stacked from this size on. */
  readonly atLeast: number;
  /** The most frequent members that stay apart; `share`: what the type has of `MOST_FREQUENT`. */
  readonly keep: number | "share";
}

/** From what costs a reader little to what costs more; the next step is taken while there is still too much. */
const STEPS: readonly Step[] = [
  { alike: "neighbours", atLeast: 9, keep: 5 },
  { alike: "neighbours", atLeast: 5, keep: 2 },
  { alike: "neighbours", atLeast: 2, keep: 0 },
  { alike: "role", atLeast: 6, keep: 4 },
  // What only the stacked agents called has the same neighbours now.
  { alike: "neighbours", atLeast: 2, keep: 0 },
  // Where everybody deals with everybody: the rarest of each type, whoever they deal with.
  { alike: "type", atLeast: 2, keep: "share" },
];

export interface Drawing {
  readonly nodes: readonly NetworkNode[];
  readonly lines: readonly Line[];
}

/**
 * Folds what is too much to look at: nodes of one type with the same neighbours (the tools of one agent) are a family, and
 * the less frequent ones of a big family become one stack; if that is not enough, agents with the same caller and the same
 * kinds of helpers too, and at last the rarest of each type. `open` names stacks that stay apart.
 */
export function stacked(drawing: Drawing, open: ReadonlySet<string>): Drawing {
  let now = drawing;
  for (const step of STEPS) {
    if (isReadable(now)) break;
    now = withStacks(now, open, step);
  }
  return now;
}

function isReadable({ nodes, lines }: Drawing): boolean {
  const callers = new Set(lines.map((line) => line.from));
  const leaves = nodes.filter((node) => !callers.has(node.key)).length;
  return nodes.length <= MOST_NODES && leaves <= MOST_LEAVES;
}

function withStacks(drawing: Drawing, open: ReadonlySet<string>, step: Step): Drawing {
  const standsFor = new Map<string, string>();
  const stacks: NetworkNode[] = [];
  for (const [key, family] of familiesOf(drawing, step)) {
    if (family.length < step.atLeast || open.has(key)) continue;
    // Who opens a stack of a type wants to see them, however many they are.
    if (step.alike === "type" && isOpened(open, family[0]?.type ?? "")) continue;
    // Stacks of an earlier step go into this one first, then the rarest.
    const ranked = family.toSorted((a, b) => a.members.length - b.members.length || countOf(b) - countOf(a));
    const keep = step.keep === "share" ? Math.floor((family.length / drawing.nodes.length) * MOST_FREQUENT) : step.keep;
    const folded = ranked.slice(keep);
    if (folded.length < 2) continue;
    for (const node of folded) standsFor.set(node.key, key);
    stacks.push(stackOf(key, folded, keep > 0));
  }
  if (stacks.length === 0) return drawing;
  return {
    nodes: [...drawing.nodes.filter((node) => !standsFor.has(node.key)), ...stacks],
    lines: foldedLines(drawing.lines, standsFor),
  };
}

/** True where a stack of a type is open: its key names the type before the hash. */
function isOpened(open: ReadonlySet<string>, type: string): boolean {
  return [...open].some((key) => key.startsWith("stack:") && key.includes(type));
}

/** Nodes that have enough in common, by the key that their stack has. */
function familiesOf(drawing: Drawing, { alike }: Step): ReadonlyMap<string, readonly NetworkNode[]> {
  const signatures = signaturesOf(drawing, alike);
  const families = new Map<string, NetworkNode[]>();
  for (const node of drawing.nodes) {
    const signature = alike === "type" ? [node.type] : (signatures.get(node.key) ?? []);
    // Folds of the engine open there, not here.
    const isForeign = node.folds > 1 && node.members.length === 0;
    if (isForeign || signature.length === 0 || (alike === "role" && node.type !== "agent")) continue;
    const key = `stack:${alike === "neighbours" ? "" : `${alike} `}${node.type} ${shortHash(signature.join("\n"))}`;
    const family = families.get(key);
    if (family === undefined) families.set(key, [node]);
    else family.push(node);
  }
  return families;
}

function signaturesOf({ nodes, lines }: Drawing, alike: Step["alike"]): ReadonlyMap<string, readonly string[]> {
  const around = new Map<string, Set<string>>(nodes.map((node) => [node.key, new Set()]));
  const types = new Map(nodes.map((node) => [node.key, node.type]));
  for (const { from, to, type } of lines) {
    around.get(from)?.add(`${type} > ${alike === "role" ? (types.get(to) ?? "") : to}`);
    around.get(to)?.add(`${type} < ${from}`);
  }
  return new Map([...around].map(([key, parts]) => [key, [...parts].toSorted()]));
}

function stackOf(key: string, folded: readonly NetworkNode[], more: boolean): NetworkNode {
  const members = folded
    .flatMap((node) => (node.members.length === 0 ? [node] : node.members))
    .toSorted((a, b) => countOf(b) - countOf(a));
  const [first] = members;
  if (first === undefined) throw new Error("a stack is never empty");
  return {
    key,
    type: first.type,
    name: `${formatNumber(members.length)}${more ? " more" : ""} ${NODE_WORDS[first.type].many}`,
    inferred: members.every((member) => member.inferred),
    hidden: false,
    folds: members.length,
    members,
    here: sumOf(members.map((member) => member.here)),
    there: sumOf(members.map((member) => member.there)),
    lean: commonLean(members),
    logOdds: 0,
    z: 0,
  };
}

/** FNV-1a in 32 bits: short enough for an address, and a family is known by it only among those of one picture. */
function shortHash(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash >>> 0).toString(36);
}
