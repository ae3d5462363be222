import type { Party, Run } from "../network/run.js";
import { profileOf } from "../network/run.js";
import { agentParty } from "./rule.js";

/**
 * Nodes of a LangGraph are agents where two or more of them call models. The outermost node counts, so that the `agent` and
 * `tools` inside of an agent's own graph do not. A graph in which one node calls models is one agent.
 *
 * `named`: 1 at rows that name an agent themselves; below them a new graph begins. Returns the node's party for each row that
 * is inside of such a node, without rows below a named agent.
 */
export function graphAgents(run: Run, named: Uint8Array): ReadonlyMap<number, Party> {
  const outer: (string | null)[] = [];
  const graph = new Int32Array(run.rows).fill(-1);
  const calling = new Map<number, Set<string>>();
  let seen = false;
  for (let row = 0; row < run.rows; row++) {
    const parent = run.parent[row] ?? -1;
    const profile = profileOf(run, row);
    const isNew = parent === -1 || named[row] === 1;
    const above = isNew ? null : (outer[parent] ?? null);
    const isNode = profile.graphNode !== null && (profile.sources["graphNode"] ?? "").includes("langgraph");
    graph[row] = isNew ? row : (graph[parent] ?? row);
    outer.push(named[row] === 1 ? null : (above ?? (isNode ? profile.graphNode : null)));
    const node = outer[row] ?? null;
    if (node === null || profile.kind !== "llm") continue;
    seen = true;
    const root = graph[row] ?? row;
    calling.set(root, (calling.get(root) ?? new Set()).add(node));
  }
  const parties = new Map<number, Party>();
  if (!seen) return parties;
  const byNode = new Map<string, Party>();
  for (let row = 0; row < run.rows; row++) {
    const node = outer[row] ?? null;
    const nodes = calling.get(graph[row] ?? -1);
    if (node === null || nodes === undefined || nodes.size < 2 || !nodes.has(node)) continue;
    const profile = profileOf(run, row);
    const party =
      byNode.get(node) ??
      agentParty(profile, "graph node that calls models", node, node, `langgraph_node = ${node}`, true);
    byNode.set(node, party);
    parties.set(row, party);
  }
  return parties;
}
