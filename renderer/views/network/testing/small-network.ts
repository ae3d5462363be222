import type { EdgeType, NodeType } from "../../../../shared/contract/network.js";
import { linesOf } from "../lines.js";
import type { Figures, NetworkEdge, NetworkNode } from "../model.js";
import type { Drawing } from "../stacks.js";

export function figures(count: number, errors = 0): Figures {
  return { count, errors, runs: count, p50Ns: 1e6, p95Ns: 2e6, tokens: null, costUsd: null };
}

const ALONE = { there: null, lean: 0, logOdds: 0, z: 0 } as const;

/** A node by its key, `agent:planner`, called so often. */
export function node(key: string, count = 1): NetworkNode {
  const [type = "", name = ""] = key.split(":");
  return {
    key,
    type: type as NodeType,
    name,
    inferred: false,
    hidden: false,
    folds: 1,
    members: [],
    here: figures(count),
    ...ALONE,
  };
}

export function edge(from: string, type: EdgeType, to: string, count = 1, errors = 0): NetworkEdge {
  return { from, to, type, inferred: false, here: figures(count, errors), ...ALONE };
}

/** All nodes that the edges name, and their lines. */
export function drawingOf(edges: readonly NetworkEdge[]): Drawing {
  const keys = [...new Set(edges.flatMap((one) => [one.from, one.to]))];
  return { nodes: keys.map((key) => node(key)), lines: linesOf(edges) };
}

/** One agent with so many tools, the first called most often. */
export function agentWithTools(tools: number, agent = "agent:planner"): readonly NetworkEdge[] {
  return Array.from({ length: tools }, (_, index) =>
    edge(agent, "calls", `tool:${agent.slice(6)}_tool_${index}`, tools - index),
  );
}
