import { reachedByA2a } from "../handoffs/a2a.js";
import { toolOfAgent } from "../handoffs/agent-as-tool.js";
import { requestedTool } from "../handoffs/requested-tool.js";
import { linkedAgent } from "../handoffs/span-link.js";
import { agentOfOtherTrace } from "../handoffs/trace-link.js";
import { previousNode } from "../handoffs/graph-order.js";
import { invocationRoot } from "../identity/invocation-root.js";
import { type Actors, findActors, isSame } from "./actors.js";
import { foldName } from "../../../../shared/base/names.js";
import { readProfile } from "./profiles.js";
import { repeatedCalls } from "./repeated-calls.js";
import { type ContactSink, type Party, profileOf, type Relation, type Run } from "./run.js";
import { addTransfers } from "./transfers.js";

/** Whoever asks from outside. One for all runs, since a graph of agents is read for its agents. */
export const USER: Party = {
  type: "user",
  name: "User",
  raw: "User",
  service: null,
  rule: "start of a run",
  evidence: "the first agent or call of a run is asked from outside",
  inferred: true,
};

interface Invocation {
  /** -1 where nothing at all is above. */
  readonly root: number;
  readonly row: number;
  readonly party: Party;
}

/** Tells a sink everything that the parties of one run do with one another. */
export function findContacts(run: Run, sink: ContactSink): void {
  const actors = findActors(run);
  const roots = new Map<number, Party>();
  const rootOf = (row: number): Party => {
    const top = actors.top[row] ?? row;
    if (top === row) return USER;
    const party = roots.get(top) ?? invocationRoot(profileOf(run, top));
    roots.set(top, party);
    return party;
  };
  const actorAt = (row: number): Party => actors.actor[row] ?? rootOf(row);
  const { reached, transfers } = addTransfers(run, actors, actorAt, sink);
  const { invocations, agentTools } = addInvocations(run, actors, reached, sink);
  const busy = addCalls(run, actors, rootOf, transfers, agentTools, sink);
  addRoots(run, invocations, busy, rootOf, sink);
}

/** Agents that another one invokes; those that no agent is above are left for the roots. */
function addInvocations(
  run: Run,
  actors: Actors,
  reached: ReadonlySet<number>,
  sink: ContactSink,
): { invocations: Invocation[]; agentTools: ReadonlySet<number> } {
  const invocations: Invocation[] = [];
  const agentTools = new Set<number>();
  for (const row of actors.activations) {
    const to = actors.actor[row] ?? null;
    if (to === null) continue;
    const parent = run.parent[row] ?? -1;
    const from = parent === -1 ? null : (actors.actor[parent] ?? null);
    const since = parent === -1 ? -1 : (actors.began[parent] ?? -1);
    const tool = from === null ? -1 : toolOfAgent(run, row, since, to.name);
    if (tool !== -1) agentTools.add(tool);
    if (reached.has(row)) continue;
    const handedOver =
      linkedAgent(run, actors, row) ?? agentOfOtherTrace(run, actors, row) ?? previousNode(run, actors, row);
    if (handedOver !== null) sink.add(row, row, handedOver);
    else if (from === null) invocations.push({ root: actors.top[row] ?? row, row, party: to });
    else sink.add(row, row, invocation(run, row, since, from, to, tool));
  }
  return { invocations, agentTools };
}

function invocation(run: Run, row: number, since: number, from: Party, to: Party, tool: number): Relation {
  const common = { from, to, type: "invokes", inferred: false } as const;
  const over = reachedByA2a(run, row, since);
  if (over !== null) return { ...common, rule: "Agent2Agent", evidence: `span ${over} between` };
  if (tool !== -1) {
    return {
      ...common,
      rule: "agent as tool",
      evidence: `tool ${profileOf(run, tool).tool ?? to.name} holds ${to.name}`,
    };
  }
  return { ...common, rule: "agent below an agent", evidence: `${to.raw} below ${from.raw}` };
}

/** What agents do with models, tools and stores. Returns the roots that do so without any agent. */
function addCalls(
  run: Run,
  actors: Actors,
  rootOf: (row: number) => Party,
  transfers: ReadonlySet<number>,
  agentTools: ReadonlySet<number>,
  sink: ContactSink,
): Set<number> {
  const busy = new Set<number>();
  const repeated = repeatedCalls(run);
  const actorOf = (row: number): Party => {
    const actor = actors.actor[row] ?? null;
    if (actor !== null) return actor;
    const root = rootOf(row);
    if (root !== USER) busy.add(actors.top[row] ?? row);
    return root;
  };
  for (let row = 0; row < run.rows; row++) {
    if (readProfile(profileOf(run, row)).partner === null) continue;
    if (repeated[row] === 1 || transfers.has(row) || agentTools.has(row)) continue;
    sink.addCall(row, actorOf(row));
  }
  const known = run.requests.size === 0 ? new Set<string>() : namesOfRun(run, actors);
  for (const [row, tools] of run.requests) {
    for (const tool of tools) {
      if (known.has(foldName(tool))) continue;
      const relation = requestedTool(profileOf(run, row).service, tool, actorOf(row));
      if (relation !== null) sink.add(row, -1, relation);
    }
  }
  return busy;
}

/** Agents and tools that spans show, so that what a model asked for by their names was done. */
function namesOfRun(run: Run, actors: Actors): Set<string> {
  const names = new Set<string>();
  for (const party of actors.actor) if (party !== null) names.add(foldName(party.name));
  for (let row = 0; row < run.rows; row++) {
    const { partner } = readProfile(profileOf(run, row));
    if (partner !== null) names.add(foldName(partner.party.name));
  }
  return names;
}

/**
 * The programs that began the run, where they do anything: call a model or a tool, or invoke two different agents. One that
 * only wraps a single agent is none; the user asks that agent.
 */
function addRoots(
  run: Run,
  invocations: readonly Invocation[],
  busy: Set<number>,
  rootOf: (row: number) => Party,
  sink: ContactSink,
): void {
  const first = new Map<number, Party>();
  for (const { root, row, party } of invocations) {
    const known = first.get(root);
    if (known === undefined) first.set(root, party);
    else if (row !== root && !isSame(known, party)) busy.add(root);
  }
  for (const root of busy) {
    const party = invocationRoot(profileOf(run, root));
    sink.add(root, root, {
      from: USER,
      to: party,
      type: "invokes",
      rule: "start of a run",
      evidence: party.evidence,
      inferred: true,
    });
  }
  for (const { root, row, party } of invocations) {
    const isBelow = row !== root && busy.has(root);
    const from = isBelow ? rootOf(row) : USER;
    const rule = isBelow ? "agent below the first span" : "start of a run";
    const evidence = isBelow ? `${party.raw} below ${from.raw}` : `${party.raw} is first`;
    sink.add(row, row, { from, to: party, type: "invokes", rule, evidence, inferred: true });
  }
}
