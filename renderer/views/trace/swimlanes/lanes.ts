import { foldName } from "../../../../shared/base/names.js";
import type { TraceContacts } from "../../../../shared/contract/traces.js";
import { dictionaryAt, NO_ENTRY } from "../../../../shared/model/columns.js";
import type { KindFamily } from "../../../../shared/model/kind.js";
import { familyAt } from "../structure.js";
import type { TraceStructure } from "../structure.js";

/**
 * A lane of a trace: the user, an agent by its name, an agent at work in another trace that handed over to this one, or calls that
 * no agent made, of one sort.
 */
export interface Lane {
  /** Place in the order of the lanes, all of them unfolded; what an address names. */
  readonly id: number;
  readonly type: "user" | "agent" | "elsewhere" | "outside";
  readonly name: string;
  /** The lane of the agent that first called this one; -1 for none. */
  readonly parent: number;
  readonly depth: number;
  /** Lanes of its sub-agents follow. */
  readonly hasInside: boolean;
}

/** All lanes of a trace, and to which of them each row belongs (-1 for rows that stand in none). */
export interface Lanes {
  readonly lanes: readonly Lane[];
  readonly laneOfRow: Int32Array;
}

type Group = "models" | "tools" | "checks" | "steps";
const GROUPS: Readonly<Record<KindFamily, Group>> = {
  agent: "steps",
  llm: "models",
  tool: "tools",
  retriever: "tools",
  rank: "tools",
  memory: "checks",
  guard: "checks",
  chain: "steps",
};
const GROUP_ORDER: readonly Group[] = ["models", "tools", "checks", "steps"];
/** More agents than this stand in one lane together. */
const MOST_AGENTS = 2000;

interface Sketch {
  readonly type: Lane["type"];
  readonly name: string;
  readonly parent: number;
  readonly inside: number[];
}

/**
 * Finds the lanes: the user's, those of agents in other traces, then a lane an agent with its sub-agents below it, then calls outside agents by their sort.
 *
 * @param known the agents of the run by the rules of the network; none where they are not known. Then each name is an agent.
 * @param elsewhere agents of other traces that handed over to this one. A run of one root that came so has no lane of the user
 */
export function findLanes(
  structure: TraceStructure,
  known: TraceContacts["agents"] = [],
  elsewhere: readonly string[] = [],
): Lanes {
  const { rowCount, owner, isCall } = structure;
  const { table } = structure;
  const sketches: Sketch[] = [];
  const roots: number[] = [];
  const byAgent = new Map<number, number>();
  const sketchOfRow = new Int32Array(rowCount).fill(-1);
  const groups = new Map<Group, number>();
  const names = new AgentNames(structure, known);
  const add = (type: Lane["type"], name: string, parent: number): number => {
    const index = sketches.push({ type, name, parent, inside: [] }) - 1;
    (parent >= 0 ? (sketches[parent]?.inside ?? roots) : roots).push(index);
    return index;
  };
  let talks = false;
  for (let row = 0; row < rowCount; row++) {
    const above = table.parent[row] ?? -1;
    const aboveLane = above >= 0 ? (sketchOfRow[above] ?? -1) : -1;
    const key = names.keyOf(row, aboveLane >= 0 && sketches[aboveLane]?.type === "agent");
    if (key !== null) {
      talks = true;
      let index = byAgent.get(key);
      if (index === undefined) {
        const parent = aboveLane >= 0 && sketches[aboveLane]?.type === "agent" ? aboveLane : -1;
        const full = byAgent.size >= MOST_AGENTS;
        index = full ? (byAgent.get(-1) ?? add("agent", "more agents", -1)) : add("agent", names.nameOf(key), parent);
        if (full) byAgent.set(-1, index);
        byAgent.set(key, index);
      }
      sketchOfRow[row] = index;
      continue;
    }
    if ((owner[row] ?? -1) >= 0) {
      // An agent without a name gives its lane to what it does.
      sketchOfRow[row] = aboveLane;
      continue;
    }
    const family = familyAt(structure, row);
    talks ||= family === "llm";
    if (isCall[row] !== 1) continue;
    const group = GROUPS[family];
    let index = groups.get(group);
    if (index === undefined) {
      index = sketches.push({ type: "outside", name: group, parent: -1, inside: [] }) - 1;
      groups.set(group, index);
    }
    sketchOfRow[row] = index;
  }
  const here = new Set(sketches.flatMap(({ type, name }) => (type === "agent" ? [foldName(name)] : [])));
  const others = elsewhere.filter((name) => !here.has(foldName(name)));
  const heads = others.map((name): Pick<Lane, "type" | "name"> => ({ type: "elsewhere", name }));
  if (talks && (elsewhere.length === 0 || structure.rootCount !== 1)) heads.unshift({ type: "user", name: "user" });
  return number(sketches, roots, groups, sketchOfRow, heads);
}

/** Agents are told apart by name: each call of one agent stands in its lane, however spans spell it. */
class AgentNames {
  readonly #structure: TraceStructure;
  /** By entry of the table's agents: the key of whom it stands for, -1 for a name that is no agent's. */
  readonly #keys: Int32Array;
  readonly #names: string[] = [];
  readonly #numbers = new Map<string, number>();

  constructor(structure: TraceStructure, known: TraceContacts["agents"]) {
    this.#structure = structure;
    const nameOfRaw = new Map(known.map(({ raw, name }) => [raw, name]));
    this.#keys = Int32Array.from(structure.table.agent.values, (raw) => {
      const name = nameOfRaw.get(raw);
      return name === undefined && known.length > 0 ? -1 : this.#number(name ?? raw);
    });
  }

  /** Whose work a row is; null for nobody's. A name that is no agent's, as that of a framework, counts where nobody is above. */
  keyOf(row: number, isBelowAgent: boolean): number | null {
    const { table, owner } = this.#structure;
    const entry = table.agent.index[row] ?? NO_ENTRY;
    if (entry !== NO_ENTRY) {
      const key = this.#keys[entry] ?? -1;
      if (key >= 0 || isBelowAgent) return key < 0 ? null : key;
      return this.#number(table.agent.values[entry] ?? "");
    }
    if (owner[row] !== row) return null;
    return this.#number(dictionaryAt(table.name, row) ?? "");
  }

  nameOf(key: number): string {
    return this.#names[key] ?? "";
  }

  #number(name: string): number {
    const known = this.#numbers.get(name);
    if (known !== undefined) return known;
    this.#numbers.set(name, this.#names.length);
    return this.#names.push(name) - 1;
  }
}

/** Puts the lanes in order, sub-agents below their agent, and numbers them. */
function number(
  sketches: readonly Sketch[],
  roots: readonly number[],
  groups: ReadonlyMap<Group, number>,
  sketchOfRow: Int32Array,
  heads: readonly Pick<Lane, "type" | "name">[],
): Lanes {
  const lanes: Lane[] = [];
  const placeOf = new Int32Array(sketches.length).fill(-1);
  for (const head of heads) lanes.push({ ...head, id: lanes.length, parent: -1, depth: 0, hasInside: false });
  const stack = roots.toReversed().map((index) => ({ index, depth: 0 }));
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const sketch = sketches[next.index];
    if (sketch === undefined) continue;
    const { type, name, parent, inside } = sketch;
    placeOf[next.index] = lanes.length;
    lanes.push({
      id: lanes.length,
      type,
      name,
      parent: parent < 0 ? -1 : (placeOf[parent] ?? -1),
      depth: next.depth,
      hasInside: inside.length > 0,
    });
    for (const index of inside.toReversed()) stack.push({ index, depth: next.depth + 1 });
  }
  for (const group of GROUP_ORDER) {
    const index = groups.get(group);
    if (index === undefined) continue;
    placeOf[index] = lanes.length;
    lanes.push({ id: lanes.length, type: "outside", name: group, parent: -1, depth: 0, hasInside: false });
  }
  return { lanes, laneOfRow: sketchOfRow.map((index) => (index < 0 ? -1 : (placeOf[index] ?? -1))) };
}

/** The lane that shows each lane when some are folded: the outermost folded one over it, else itself. */
export function shownLanes(lanes: readonly Lane[], folded: ReadonlySet<number>): Int32Array {
  const shown = new Int32Array(lanes.length);
  for (const { id, parent } of lanes) {
    const above = parent >= 0 ? (shown[parent] ?? parent) : -1;
    shown[id] = above >= 0 && (above !== parent || folded.has(parent)) ? above : id;
  }
  return shown;
}

/** Folded lanes in an address: their numbers with dots between. */
export function parseLaneFolds(text: string | undefined): ReadonlySet<number> {
  return new Set(
    (text ?? "")
      .split(".")
      .filter((word) => /^\d{1,6}$/.test(word))
      .map(Number),
  );
}

export function formatLaneFolds(folded: ReadonlySet<number>): string | undefined {
  return folded.size === 0
    ? undefined
    : [...folded]
        .sort((a, b) => a - b)
        .slice(0, 300)
        .join(".");
}
