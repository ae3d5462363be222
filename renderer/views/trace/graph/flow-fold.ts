import { formatCounted, formatNumber } from "../../../lib/format.js";
import { kindLabel } from "../../../lib/kinds.js";
import type { Flow } from "./flow.js";
import { ALL_OPEN } from "./fold.js";
import { merge, pick } from "./units.js";
import type { Unit, UnitEdge, UnitGraph } from "./units.js";

/** More cards than this, and agents are folded to one card each. */
const MOST_CALLS = 40;
/** More connections a card than this, and the graph is a tangle. */
const MOST_EDGES_A_CARD = 4;
/** More cards than this, and rare ones are stacked; the layout is slow beyond. */
const MOST_CARDS = 120;
/** Fewer cards than this, and chains stay as they are. */
const FEW_CARDS = 24;
const SHORTEST_CHAIN = 4;
/** Of a crowd of names that is stacked, so many of the most frequent stay. */
const MOST_ALIKE = 3;
/** And where whole agents are stacked, so many: they are what the picture is about. */
const MOST_AGENTS = 24;
/** Opens what is hidden of the edges. */
export const SHOW_SHORTCUTS = "t";

export interface FoldedFlow {
  readonly graph: UnitGraph;
  readonly rules: readonly string[];
  /**
   * Edges that only skip a step, where a path that is as frequent leads the same way, and the rarest of a tangle. Not drawn
   * unless they are asked for.
   */
  readonly shortcuts: number;
}

/**
 * Folds a collapsed run until it can be read: agents to one card each, rare calls of one agent and kind to a stack, chains of
 * calls that always follow each other to one card; edges that only skip a step are left out. `folds` names what the reader opened (`a`
 * agents, `k` stacks, `n` chains, `t` edges) or closed (`x` agents), each with its first row. Around `focus`, a row, only
 * what is one step away is left.
 */
export function foldFlow(flow: Flow, folds: ReadonlySet<string>, focus: number | null): FoldedFlow {
  const rules: string[] = [];
  let graph = unitsOf(flow);
  graph = foldAgents(flow, graph, folds, rules);
  if (focus !== null) graph = neighbourhood(graph, focus);
  graph = foldChains(graph, folds, rules);
  graph = stackRare(graph, folds, rules);
  const steps = frequent(graph, withoutShortcuts(graph));
  const shortcuts = graph.edges.length - steps.length;
  return { graph: folds.has(SHOW_SHORTCUTS) ? graph : { ...graph, edges: steps }, rules, shortcuts };
}

function unitsOf(flow: Flow): UnitGraph {
  const units = flow.nodes.map(({ kind, name, agent, rows, failed }): Unit => ({
    kind,
    name,
    agent,
    rows,
    failed,
    fold: null,
  }));
  return { units, edges: flow.edges, first: flow.first, last: flow.last };
}

/** Several units as one. The rows are in order of time where those of the members are. */
function together(members: readonly Unit[], look: Pick<Unit, "kind" | "name" | "agent" | "fold">): Unit {
  const rows = members.flatMap(({ rows: own }) => own).sort((a, b) => a - b);
  return { ...look, rows, failed: members.reduce((sum, { failed }) => sum + failed, 0) };
}

function namesOf(members: readonly Unit[]): string {
  const shown = members.toSorted((a, b) => b.rows.length - a.rows.length).slice(0, 4);
  const words = shown.map(({ name, rows }) => `${name} ${formatNumber(rows.length)} ×`).join(", ");
  return members.length > shown.length ? `${words} and ${formatNumber(members.length - shown.length)} more` : words;
}

function foldAgents(flow: Flow, graph: UnitGraph, folds: ReadonlySet<string>, rules: string[]): UnitGraph {
  const cardsOf = new Map<number, number>();
  for (const { agent } of graph.units) cardsOf.set(agent, (cardsOf.get(agent) ?? 0) + 1);
  const large = graph.units.length > MOST_CALLS || graph.edges.length > mostEdges(graph);
  const many = large && cardsOf.size > 1 && !folds.has(ALL_OPEN);
  const folded = new Set<number>();
  for (const [agent, cards] of cardsOf) {
    const row = flow.agents[agent]?.row ?? -1;
    if (folds.has(`x${row}`) || (many && cards > 1 && !folds.has(`a${row}`))) folded.add(agent);
  }
  if (folded.size === 0) return graph;
  const firstOf = new Map<number, number>();
  graph.units.forEach(({ agent }, index) => {
    if (!firstOf.has(agent)) firstOf.set(agent, index);
  });
  if (many) rules.push("Agents are folded to one card each");
  return merge(
    graph,
    graph.units.map(({ agent }, index) => (folded.has(agent) ? (firstOf.get(agent) ?? index) : index)),
    (members) => {
      const agent = members[0]?.agent ?? -1;
      const { name = "", kind = "agent", row = -1, failedRows = [] } = flow.agents[agent] ?? {};
      const calls = together(members, { kind, name, agent, fold: { opens: `a${row}`, inside: namesOf(members) } });
      // What failed in the agent itself is in none of its calls.
      const rows = new Set(calls.rows);
      return { ...calls, failed: calls.failed + [...failedRows].filter((one) => !rows.has(one)).length };
    },
  );
}

function neighbourhood(graph: UnitGraph, row: number): UnitGraph {
  const centre = graph.units.findIndex(({ rows }) => rows.includes(row));
  if (centre < 0) return graph;
  const near = new Set([centre]);
  for (const { from, to } of graph.edges) {
    if (from === centre) near.add(to);
    if (to === centre) near.add(from);
  }
  return pick(graph, (unit) => near.has(unit));
}

/**
 * The rarest calls of one agent and kind as one stack, from the largest crowd down, until few enough cards are left; then, where
 * there are that many agents, the rarest of one kind, whoever they belong to.
 */
function stackRare(graph: UnitGraph, folds: ReadonlySet<string>, rules: string[]): UnitGraph {
  const leader = graph.units.map((_, index) => index);
  let left = graph.units.length;
  let stacked = 0;
  const stackCrowds = (crowdOf: (unit: Unit) => string): void => {
    const crowds = new Map<string, number[]>();
    const leads = new Set(leader.filter((to, index) => to !== index));
    graph.units.forEach((unit, index) => {
      if (leader[index] !== index || leads.has(index)) return;
      const crowd = crowds.get(crowdOf(unit));
      if (crowd === undefined) crowds.set(crowdOf(unit), [index]);
      else crowd.push(index);
    });
    for (const crowd of [...crowds.values()].sort((a, b) => b.length - a.length)) {
      const most = crowd.every((index) => isAgent(graph.units[index])) ? MOST_AGENTS : MOST_ALIKE;
      if (left <= MOST_CARDS) break;
      if (crowd.length <= most) continue;
      crowd.sort((a, b) => (graph.units[b]?.rows.length ?? 0) - (graph.units[a]?.rows.length ?? 0) || a - b);
      // The first of the rare ones names the stack; each opening shows some more of them.
      let shown = most;
      while (folds.has(`k${graph.units[crowd[shown] ?? -1]?.rows[0] ?? -1}`)) shown += MOST_CARDS;
      const rare = crowd.slice(shown);
      if (rare.length < 2) continue;
      for (const unit of rare) leader[unit] = rare[0] ?? unit;
      left -= rare.length - 1;
      stacked += rare.length;
    }
  };
  if (left > MOST_CARDS) stackCrowds(({ agent, kind }) => `${agent} ${kind}`);
  if (left > MOST_CARDS) stackCrowds(({ kind }) => kind);
  if (stacked === 0) return graph;
  rules.push(`${formatCounted(stacked, "rare name")} are stacked`);
  return merge(graph, leader, (members) => {
    const [first] = members;
    const kind = first?.kind ?? "other";
    const one = members.every(({ agent }) => agent === first?.agent);
    const name = `${formatNumber(members.length)} more ${first?.fold?.opens.startsWith("a") === true ? "agents" : `${kindLabel(kind)}s`}`;
    const opens = `k${first?.rows[0] ?? -1}`;
    return together(members, {
      kind,
      name,
      agent: one ? (first?.agent ?? -1) : -1,
      fold: { opens, inside: namesOf(members) },
    });
  });
}

function isAgent(unit: Unit | undefined): boolean {
  return unit?.kind === "agent" || unit?.fold?.opens.startsWith("a") === true;
}

/** Calls of one agent that always come right after each other, four and more, as one card. */
function foldChains(graph: UnitGraph, folds: ReadonlySet<string>, rules: string[]): UnitGraph {
  if (graph.units.length <= FEW_CARDS || folds.has(ALL_OPEN)) return graph;
  const into = graph.units.map((): number[] => []);
  const out = graph.units.map((): number[] => []);
  for (const { from, to } of graph.edges) {
    out[from]?.push(to);
    into[to]?.push(from);
  }
  const follows = (unit: number): number => {
    const next = out[unit]?.length === 1 ? (out[unit]?.[0] ?? -1) : -1;
    const alone = next !== unit && into[next]?.length === 1 && graph.units[next]?.agent === graph.units[unit]?.agent;
    return alone ? next : -1;
  };
  const leader = graph.units.map((_, index) => index);
  let chains = 0;
  graph.units.forEach((unit, index) => {
    const before = into[index]?.length === 1 ? (into[index]?.[0] ?? -1) : -1;
    if (before >= 0 && follows(before) === index) return;
    const chain = [index];
    for (let next = follows(index); next >= 0 && chain.length < graph.units.length; next = follows(next))
      chain.push(next);
    if (chain.length < SHORTEST_CHAIN || folds.has(`n${unit.rows[0] ?? -1}`)) return;
    chains += 1;
    for (const link of chain) leader[link] = index;
  });
  if (chains === 0) return graph;
  rules.push(`${formatCounted(chains, "chain")} of calls ${chains === 1 ? "is" : "are"} folded`);
  return merge(graph, leader, (members) => {
    const [first] = members;
    const inside = members.map(({ name }) => name).join(" → ");
    const fold = { opens: `n${first?.rows[0] ?? -1}`, inside };
    return together(members, { kind: "chain", name: `${members.length} steps`, agent: first?.agent ?? -1, fold });
  });
}

/** Edges without those that only skip a step: where another path leads the same way, each step of it at least as often. */
function withoutShortcuts(graph: UnitGraph): readonly UnitEdge[] {
  const beginning = graph.units.map(({ rows }) => rows[0] ?? 0);
  const ahead = graph.edges.filter(({ from, to }) => (beginning[from] ?? 0) < (beginning[to] ?? 0));
  const out = new Map<number, UnitEdge[]>();
  for (const edge of ahead) out.set(edge.from, [...(out.get(edge.from) ?? []), edge]);
  const shortcuts = new Set<UnitEdge>();
  for (const edge of ahead) {
    const often = edge.timesNs.length;
    const seen = new Set<number>();
    const ways = (out.get(edge.from) ?? []).filter((way) => way !== edge && way.timesNs.length >= often);
    const queue = ways.map(({ to }) => to);
    for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
      if (at === edge.to) {
        shortcuts.add(edge);
        break;
      }
      if (seen.has(at)) continue;
      seen.add(at);
      for (const way of out.get(at) ?? []) if (way.timesNs.length >= often) queue.push(way.to);
    }
  }
  return graph.edges.filter((edge) => !shortcuts.has(edge));
}

function mostEdges(graph: UnitGraph): number {
  return 20 + graph.units.length * MOST_EDGES_A_CARD;
}

/** The most frequent edges of a tangle; each card keeps the most frequent one that leads to it and from it. */
function frequent(graph: UnitGraph, edges: readonly UnitEdge[]): readonly UnitEdge[] {
  if (edges.length <= mostEdges(graph)) return edges;
  const reached = new Set<number>();
  const left = new Set<number>();
  const kept = new Set<UnitEdge>();
  const byCount = edges.toSorted((a, b) => b.timesNs.length - a.timesNs.length);
  for (const edge of byCount) {
    if (kept.size >= mostEdges(graph) / 2 && reached.has(edge.to) && left.has(edge.from)) continue;
    reached.add(edge.to);
    left.add(edge.from);
    kept.add(edge);
  }
  return edges.filter((edge) => kept.has(edge));
}
