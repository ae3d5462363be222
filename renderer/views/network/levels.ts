import type { NodeType } from "../../../shared/contract/network.js";
import type { NetworkLevel } from "../../state/network-route.js";
import type { Network } from "./model.js";

const AGENTS: readonly NodeType[] = ["user", "agent"];

const SHOWS: Readonly<Record<NetworkLevel, (type: NodeType) => boolean>> = {
  agents: (type) => AGENTS.includes(type),
  tools: (type) => type !== "model",
  all: () => true,
};

/** The part of the network that a level shows. */
export function atLevel(network: Network, level: NetworkLevel): Network {
  const nodes = network.nodes.filter((node) => SHOWS[level](node.type));
  const kept = new Set(nodes.map((node) => node.key));
  return { nodes, edges: network.edges.filter((edge) => kept.has(edge.from) && kept.has(edge.to)) };
}
