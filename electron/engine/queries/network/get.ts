import type {
  networkContract,
  NetworkAnswer,
  NetworkEdge,
  NetworkFigures,
  NetworkNode,
} from "../../../../shared/contract/network.js";
import type { ParsedInputOf } from "../../../../shared/contract/procedure.js";
import type { SpanId, TraceId } from "../../../../shared/model/ids.js";
import type { Session } from "../../db/session.js";
import { Dictionary, identityOf } from "./dictionary.js";
import { type Figures, type GroupFigures, readFigures } from "./figures.js";
import { countRelations, type MappedEdge, type MappedNode, mapNetwork, type RelationCounts } from "./map.js";
import { chooseRuns } from "./runs.js";
import { reasonsOf } from "./why.js";

type Input = ParsedInputOf<(typeof networkContract)["network.get"]>;

const RAW_NAMES = 100;
const ORDER: readonly string[] = ["user", "agent"];

/** All runs that a query selects, as one graph. */
export async function networkGraph(session: Session, input: Input): Promise<NetworkAnswer> {
  const began = performance.now();
  const runs = await chooseRuns(session, "network_run", input.query, input.zoneOffsetMinutes);
  const dictionary = await Dictionary.read(session);
  const counts = await countRelations(session, runs.where);
  const map = mapNetwork(dictionary, counts, input);
  const figures = await readFigures(session, map, runs.where);
  const examples = await spansAt(session, [...figures.nodes.values()]);
  const usage = usageOf(map.edges, figures);
  const nodes = map.nodes.map((node): NetworkNode => {
    const own = figures.nodes.get(node.id);
    const why = reasonsOf(
      Array.from(node.parties, ([id, count]) => {
        const party = dictionary.parties.get(id);
        return { rule: party?.rule ?? "", evidence: party?.evidence ?? "", inferred: party?.inferred ?? true, count };
      }),
    );
    const example = own === undefined ? undefined : examples.get(`${own.trace} ${own.preorder}`);
    return {
      ...figuresOf(own),
      ...(node.type === "agent" ? (usage.get(node.id) ?? { tokens: null, costUsd: null }) : {}),
      key: node.key,
      type: node.type,
      name: node.name,
      why,
      inferred: why.every((reason) => reason.inferred),
      rawNames: rawNames(dictionary, node),
      hidden: node.hidden,
      edited: node.edited,
      folds: node.folds,
      firstTrace: example?.traceId ?? null,
      firstSpan: example?.spanId ?? null,
    };
  });
  return {
    traces: runs.traces,
    spans: runs.spans,
    nodes: nodes.sort((a, b) => rank(a) - rank(b) || b.count - a.count || (a.key < b.key ? -1 : 1)),
    edges: map.edges.flatMap((edge) => edgeRows(edge, figures, counts)).sort((a, b) => b.count - a.count),
    totalNodes: map.totalNodes,
    hiddenNodes: map.hiddenNodes,
    ms: performance.now() - began,
  };
}

function rank(node: NetworkNode): number {
  const place = ORDER.indexOf(node.type);
  return place === -1 ? ORDER.length : place;
}

export function figuresOf(group: GroupFigures | undefined): NetworkFigures {
  const { count, errors, runs, p50Ns, p95Ns, tokens, costUsd } = group ?? NOTHING;
  return { count, errors, runs, p50Ns, p95Ns, tokens, costUsd };
}
const NOTHING: NetworkFigures = { count: 0, errors: 0, runs: 0, p50Ns: null, p95Ns: null, tokens: null, costUsd: null };

/** What agents' own model calls used. */
export function usageOf(
  edges: readonly MappedEdge[],
  figures: Figures,
): Map<number, { tokens: number | null; costUsd: number | null }> {
  const usage = new Map<number, { tokens: number | null; costUsd: number | null }>();
  const add = (a: number | null, b: number | null): number | null => (a === null ? b : b === null ? a : a + b);
  for (const edge of edges) {
    const own = figures.edges.get(edge.id);
    if (edge.type !== "uses" || own === undefined) continue;
    const known = usage.get(edge.from.id);
    usage.set(edge.from.id, {
      tokens: add(known?.tokens ?? null, own.tokens),
      costUsd: add(known?.costUsd ?? null, own.costUsd),
    });
  }
  return usage;
}

/** An edge, and where it invokes, the one of the answers that came back. */
function edgeRows(edge: MappedEdge, figures: Figures, counts: RelationCounts): NetworkEdge[] {
  const why = reasonsOf(
    edge.relations.map(({ id, rule, evidence, inferred }) => ({
      rule,
      evidence,
      inferred,
      count: counts.get(id) ?? 0,
    })),
  );
  const inferred = why.every((reason) => reason.inferred);
  const own: NetworkEdge = {
    ...figuresOf(figures.edges.get(edge.id)),
    from: edge.from.key,
    to: edge.to.key,
    type: edge.type,
    why,
    inferred,
  };
  const replies = figures.replies.get(edge.id);
  if (replies === undefined || edge.from === edge.to) return [own];
  const evidence = `${edge.to.name} ended with an output`;
  const reply: NetworkEdge = {
    ...figuresOf(replies),
    tokens: null,
    costUsd: null,
    from: edge.to.key,
    to: edge.from.key,
    type: "replies",
    why: [{ rule: "answer of what was invoked", evidence, count: replies.count, inferred }],
    inferred,
  };
  return [own, reply];
}

function rawNames(dictionary: Dictionary, node: MappedNode): NetworkNode["rawNames"] {
  const names = new Map<string, { identity: string; name: string; raw: string; count: number }>();
  for (const [id, count] of node.parties) {
    const party = dictionary.parties.get(id);
    if (party === undefined) continue;
    const identity = identityOf(party);
    const known = names.get(identity);
    const name = party.service === null || party.service === "" ? party.raw : `${party.raw} (${party.service})`;
    if (known === undefined) names.set(identity, { identity, name, raw: party.raw, count });
    else known.count += count;
  }
  return [...names.values()].sort((a, b) => b.count - a.count).slice(0, RAW_NAMES);
}

/** Ids of the spans at some places. */
async function spansAt(
  session: Session,
  places: readonly GroupFigures[],
): Promise<Map<string, { traceId: TraceId; spanId: SpanId }>> {
  if (places.length === 0) return new Map();
  const wanted = places.map(({ trace, preorder }) => `(${trace}, ${preorder})`);
  const rows = await session.rows<{ trace: number; preorder: number; traceId: TraceId; spanId: SpanId }>(
    `SELECT s.trace, s.preorder, s.trace_id AS "traceId", s.span_id AS "spanId" FROM span s
      JOIN (SELECT DISTINCT col0 AS trace, col1 AS preorder FROM (VALUES ${wanted.join(", ")})) w USING (trace, preorder)
    WHERE s.trace IN (${[...new Set(places.map((place) => place.trace))].join(", ")})`,
  );
  return new Map(rows.map(({ trace, preorder, ...ids }) => [`${trace} ${preorder}`, ids]));
}
