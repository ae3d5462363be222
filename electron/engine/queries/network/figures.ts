import type { NetworkFigures } from "../../../../shared/contract/network.js";
import type { Session } from "../../db/session.js";
import { countRuns } from "./count-runs.js";
import type { MappedEdge, NetworkMap } from "./map.js";

export interface GroupFigures extends NetworkFigures {
  /** Where it is met first: the trace's number and the span's preorder. */
  readonly trace: number;
  readonly preorder: number;
}
export interface Figures {
  readonly edges: ReadonlyMap<number, GroupFigures>;
  readonly nodes: ReadonlyMap<number, GroupFigures>;
  /** Of edges that invoke: what came back. */
  readonly replies: ReadonlyMap<number, GroupFigures>;
}

const FIGURES = `count(*)::DOUBLE AS count, (count(*) FILTER (c.failed))::DOUBLE AS errors,
  quantile_disc(c.duration_ns, [0.5, 0.95]) AS quantiles,
  sum(c.tokens) AS tokens, sum(c.cost_usd) AS "costUsd", min((c.trace::BIGINT << 32) | c.preorder) AS first`;

/** The figures of all edges and nodes over the contacts that `where` chooses among rows `c` of `contact`. */
export async function readFigures(session: Session, map: NetworkMap, where: string): Promise<Figures> {
  if (map.edges.length === 0) return { edges: new Map(), nodes: new Map(), replies: new Map() };
  await session.run("CREATE OR REPLACE TEMP TABLE network_map (relation INTEGER, edge INTEGER)");
  await session.run("CREATE OR REPLACE TEMP TABLE network_node (relation INTEGER, node INTEGER)");
  await insertPairs(
    session,
    "network_map",
    map.edges.flatMap((edge) => edge.relations.map(({ id }) => [id, edge.id] as const)),
  );
  await insertPairs(session, "network_node", nodePairs(map));
  const edges = await groups(session, "network_map", "edge", map.edges.length, where);
  const nodes = await groups(session, "network_node", "node", map.nodes.length, where);
  const invoking = map.edges.filter((edge) => edge.type === "invokes").map((edge) => edge.id);
  const replies =
    invoking.length === 0
      ? new Map<number, GroupFigures>()
      : await groups(
          session,
          `(SELECT * FROM network_map WHERE edge IN (${invoking.join(", ")}))`,
          "edge",
          map.edges.length,
          `${where} AND c.answered`,
        );
  return { edges, nodes, replies };
}

interface GroupRow extends Omit<NetworkFigures, "runs" | "p50Ns" | "p95Ns"> {
  readonly id: number;
  /** The median and the 95th percentile of the durations; null where none is known. */
  readonly quantiles: readonly [number, number] | null;
  readonly first: number | bigint;
}

async function groups(
  session: Session,
  table: string,
  column: string,
  count: number,
  where: string,
): Promise<Map<number, GroupFigures>> {
  const runs = await countRuns(session, table, column, count, where);
  const rows = await session.rows<GroupRow>(
    `SELECT m.${column} AS id, ${FIGURES} FROM contact c JOIN ${table} m ON m.relation = c.relation WHERE ${where} GROUP BY m.${column}`,
  );
  return new Map(
    rows.map(({ id, first, quantiles, ...figures }) => {
      const place = BigInt(first);
      const [p50Ns = null, p95Ns = null] = quantiles ?? [];
      return [
        id,
        {
          ...figures,
          runs: runs.get(id) ?? 0,
          p50Ns,
          p95Ns,
          trace: Number(place >> 32n),
          preorder: Number(place & 0xffffffffn),
        },
      ];
    }),
  );
}

/**
 * A node's figures are of what comes to it; guardrails and evaluators act themselves. Who only acts, as the user does, has the
 * figures of that.
 */
function nodePairs(map: NetworkMap): (readonly [number, number])[] {
  const isActing = (edge: MappedEdge): boolean => edge.type === "guards" || edge.type === "evaluates";
  const pairs: (readonly [number, number])[] = [];
  const reached = new Set(map.edges.map((edge) => (isActing(edge) ? edge.from.id : edge.to.id)));
  for (const edge of map.edges) {
    const nodes = new Set([isActing(edge) ? edge.from.id : edge.to.id]);
    for (const node of [edge.from, edge.to]) if (!reached.has(node.id)) nodes.add(node.id);
    for (const node of nodes) for (const { id } of edge.relations) pairs.push([id, node]);
  }
  return pairs;
}

async function insertPairs(
  session: Session,
  table: string,
  pairs: readonly (readonly [number, number])[],
): Promise<void> {
  for (let at = 0; at < pairs.length; at += 1000) {
    const rows = pairs.slice(at, at + 1000).map(([relation, group]) => `(${relation}, ${group})`);
    await session.run(`INSERT INTO ${table} VALUES ${rows.join(", ")}`);
  }
}
