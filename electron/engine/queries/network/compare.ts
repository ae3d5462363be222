import type {
  ComparedEdge,
  ComparedNode,
  NetworkComparison,
  networkContract,
  NetworkFigures,
} from "../../../../shared/contract/network.js";
import type { ParsedInputOf } from "../../../../shared/contract/procedure.js";
import type { Session } from "../../db/session.js";
import { Dictionary } from "./dictionary.js";
import { type Figures, readFigures } from "./figures.js";
import { figuresOf, usageOf } from "./get.js";
import { countRelations, type MappedNode, mapNetwork } from "./map.js";
import { logOddsRatio } from "./log-odds.js";
import { chooseRuns } from "./runs.js";

type Input = ParsedInputOf<(typeof networkContract)["network.compare"]>;

/** Two searches over each other: the nodes and edges of both, with the figures of each. */
export async function compareNetworks(session: Session, input: Input): Promise<NetworkComparison> {
  const began = performance.now();
  const here = await chooseRuns(session, "network_run", input.query, input.zoneOffsetMinutes);
  const there = await chooseRuns(session, "network_other", input.other, input.zoneOffsetMinutes);
  const dictionary = await Dictionary.read(session);
  const counts = new Map(await countRelations(session, here.where));
  for (const [relation, count] of await countRelations(session, there.where)) {
    counts.set(relation, (counts.get(relation) ?? 0) + count);
  }
  const map = mapNetwork(dictionary, counts, input);
  const figures = {
    here: await readFigures(session, map, here.where),
    there: await readFigures(session, map, there.where),
  };
  const compared = (a: NetworkFigures | undefined, b: NetworkFigures | undefined) => ({
    here: a === undefined ? null : a,
    there: b === undefined ? null : b,
    ...logOddsRatio(a?.runs ?? 0, here.traces, b?.runs ?? 0, there.traces),
  });
  const usage = { here: usageOf(map.edges, figures.here), there: usageOf(map.edges, figures.there) };
  const nodeFigures = (side: "here" | "there", node: MappedNode): NetworkFigures | undefined => {
    const own = figures[side].nodes.get(node.id);
    if (own === undefined) return undefined;
    const used = node.type === "agent" ? (usage[side].get(node.id) ?? { tokens: null, costUsd: null }) : {};
    return { ...figuresOf(own), ...used };
  };
  const nodes = map.nodes.map((node): ComparedNode => {
    const { key, type, name, hidden, folds } = node;
    const inferred = [...node.parties.keys()].every((id) => dictionary.parties.get(id)?.inferred ?? true);
    const both = compared(nodeFigures("here", node), nodeFigures("there", node));
    return { key, type, name, hidden, folds, inferred, ...both };
  });
  const edgeFigures = (side: Figures, id: number): NetworkFigures | undefined => {
    const own = side.edges.get(id);
    return own === undefined ? undefined : figuresOf(own);
  };
  const edges = map.edges.map(({ id, from, to, type, relations }): ComparedEdge => {
    const inferred = relations.every((relation) => relation.inferred);
    const both = compared(edgeFigures(figures.here, id), edgeFigures(figures.there, id));
    return { from: from.key, to: to.key, type, inferred, ...both };
  });
  return {
    traces: here.traces,
    otherTraces: there.traces,
    nodes: nodes.sort(byLogOdds),
    edges: edges.sort(byLogOdds),
    totalNodes: map.totalNodes,
    hiddenNodes: map.hiddenNodes,
    ms: performance.now() - began,
  };
}

function byLogOdds(a: ComparedNode | ComparedEdge, b: ComparedNode | ComparedEdge): number {
  return b.logOdds - a.logOdds || (b.here?.count ?? 0) - (a.here?.count ?? 0);
}
