import { graphAgents } from "../identity/graph-agents.js";
import { promptAgents } from "../identity/system-prompt.js";
import { foldName } from "../../../../shared/base/names.js";
import { readProfile } from "./profiles.js";
import { type Party, profileOf, type Run } from "./run.js";

/** Who is at work in each span of a run. */
export interface Actors {
  /** By row: the agent, or null where no rule knows one. */
  readonly actor: readonly (Party | null)[];
  /** By row: the row in which that agent began, or -1. */
  readonly began: Int32Array;
  /** By row: the row of the root that it is below. */
  readonly top: Int32Array;
  /** Rows in which an agent begins, in order. */
  readonly activations: readonly number[];
}

/** True where two parties are one: the same type, and names that fold to the same. */
export function isSame(a: Party | null, b: Party | null): boolean {
  return a === b || (a !== null && b !== null && a.type === b.type && keyOf(a) === keyOf(b));
}

const keys = new WeakMap<Party, string>();

/** The name of a party as it is compared. */
export function keyOf(party: Party): string {
  let key = keys.get(party);
  if (key === undefined) keys.set(party, (key = foldName(party.name)));
  return key;
}

/** Finds who is at work in each span: the agent that it names, else that of the nearest span above; then by inference. */
export function findActors(run: Run): Actors {
  const actor: (Party | null)[] = Array.from({ length: run.rows }, () => null);
  const began = new Int32Array(run.rows).fill(-1);
  const top = new Int32Array(run.rows);
  const activations: number[] = [];
  const inGraphs = graphParties(run);
  /** Spans that are stamped with one agent, below one parent, are one time that it works. */
  const stamped = new Map<string, number>();
  const mainRoot = run.orphan[0] === 1 ? -1 : 0;

  for (let row = 0; row < run.rows; row++) {
    const ownParent = run.parent[row] ?? -1;
    top[row] = ownParent === -1 ? row : (top[ownParent] ?? row);
    // What lost its parent belongs to the run's own root, where there is one.
    const parent = ownParent === -1 && run.orphan[row] === 1 && row !== 0 ? mainRoot : ownParent;
    const above = parent === -1 ? null : (actor[parent] ?? null);
    actor[row] = above;
    began[row] = parent === -1 ? -1 : (began[parent] ?? -1);
    const { agent, isWrapper } = readProfile(profileOf(run, row));
    const inGraph = inGraphs.get(row) ?? null;
    // A wrapper that begins the run is a root like any other: an agent if it does anything itself.
    const isAnother = isWrapper && (above !== null || inGraph !== null || parent === -1);
    const own = agent === null || isAnother ? inGraph : agent;
    if (own === null) continue;
    actor[row] = own;
    if (isSame(own, above) && !isRecursion(run, row, own, above, began[row] ?? -1)) continue;
    const isOwnSpan = agent !== null && profileOf(run, row).kind === "agent";
    const place = isOwnSpan ? -1 : (stamped.get(`${parent} ${keyOf(own)}`) ?? -1);
    began[row] = place === -1 ? row : place;
    if (place !== -1) continue;
    activations.push(row);
    if (!isOwnSpan) stamped.set(`${parent} ${keyOf(own)}`, row);
  }
  addPrompts(run, actor, began, activations);
  return { actor, began, top, activations };
}

/**
 * An agent that calls itself, rather than one span around another of the same agent: the same name stands on both, and a tool
 * is between.
 */
function isRecursion(run: Run, row: number, own: Party, above: Party | null, since: number): boolean {
  if (above === null || own.raw !== above.raw || profileOf(run, row).kind !== "agent") return false;
  for (let at = run.parent[row] ?? -1; at !== -1 && at !== since; at = run.parent[at] ?? -1) {
    if (profileOf(run, at).kind === "tool") return true;
  }
  return false;
}

function graphParties(run: Run): ReadonlyMap<number, Party> {
  if (!run.hasGraphNodes) return new Map();
  const named = new Uint8Array(run.rows);
  for (let row = 0; row < run.rows; row++) {
    const { agent, isWrapper } = readProfile(profileOf(run, row));
    if (agent !== null && !isWrapper) named[row] = 1;
  }
  return graphAgents(run, named);
}

function addPrompts(run: Run, actor: (Party | null)[], began: Int32Array, activations: number[]): void {
  if (run.prompts.size === 0) return;
  // Where an agent is first heard counts, whatever order the prompts were read in.
  const unowned = [...run.prompts.keys()].filter((row) => actor[row] === null).sort((a, b) => a - b);
  const first = new Map<Party, number>();
  for (const [row, party] of promptAgents(run, unowned)) {
    actor[row] = party;
    const since = first.get(party) ?? row;
    began[row] = since;
    if (since !== row) continue;
    first.set(party, row);
    activations.push(row);
  }
  activations.sort((a, b) => a - b);
}
