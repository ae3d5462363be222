import type { EdgeType, NodeType } from "../../../../shared/contract/network.js";
import type { Session } from "../../db/session.js";
import { type Dictionary, identityOf, type RelationRow, typeOfKey } from "./dictionary.js";
import { foldNodes } from "./fold.js";

export interface MappedNode {
  readonly id: number;
  readonly key: string;
  readonly type: NodeType;
  readonly name: string;
  readonly hidden: boolean;
  readonly edited: boolean;
  readonly folds: number;
  /** Its parties, and how often each is met. */
  readonly parties: ReadonlyMap<number, number>;
}
export interface MappedEdge {
  readonly id: number;
  readonly from: MappedNode;
  readonly to: MappedNode;
  readonly type: EdgeType;
  readonly relations: readonly RelationRow[];
}
export interface NetworkMap {
  readonly nodes: readonly MappedNode[];
  readonly edges: readonly MappedEdge[];
  readonly totalNodes: number;
  readonly hiddenNodes: number;
}

export interface MapOptions {
  readonly showHidden: boolean;
  readonly open: readonly string[];
  readonly limit: number;
}

/** How often each relation is met in some runs. */
export type RelationCounts = ReadonlyMap<number, number>;

export async function countRelations(session: Session, where: string): Promise<RelationCounts> {
  const rows = await session.rows<{ relation: number; count: number }>(
    `SELECT relation, count(*)::DOUBLE AS count FROM contact c WHERE ${where} GROUP BY relation`,
  );
  return new Map(rows.map((row) => [row.relation, row.count]));
}

/**
 * Which nodes and edges the relations are that are met: raw names are put together as the rules and the user say, hidden nodes
 * left out, and what is too much folded.
 */
export function mapNetwork(dictionary: Dictionary, counts: RelationCounts, options: MapOptions): NetworkMap {
  const met = dictionary.relations.filter((relation) => counts.has(relation.id));
  const parties = new Map<string, Map<number, number>>();
  for (const { id, source, target } of met) {
    for (const party of [source, target]) {
      const key = dictionary.keyOf(party);
      const own = parties.get(key) ?? new Map<number, number>();
      parties.set(key, own);
      own.set(party, (own.get(party) ?? 0) + (counts.get(id) ?? 0));
    }
  }
  const hidden = [...parties.keys()].filter((key) => dictionary.isHidden(key));
  if (!options.showHidden) for (const key of hidden) parties.delete(key);
  const folded = foldsOf(dictionary, parties, options);
  const byKey = new Map<string, MappedNode>();
  for (const [key, own] of parties) {
    const fold = folded.get(key);
    const nodeKey = fold?.key ?? key;
    const known = byKey.get(nodeKey);
    byKey.set(nodeKey, {
      id: known?.id ?? byKey.size + 1,
      key: nodeKey,
      type: typeOfKey(key),
      name: fold?.name ?? nameOf(dictionary, key, own),
      hidden: fold === undefined && dictionary.isHidden(key),
      edited: fold === undefined && isEdited(dictionary, key, own),
      folds: (known?.folds ?? 0) + 1,
      parties: new Map([...(known?.parties ?? []), ...own]),
    });
  }
  const nodeOf = (party: number): MappedNode | undefined => {
    const key = dictionary.keyOf(party);
    return byKey.get(folded.get(key)?.key ?? key);
  };
  return {
    nodes: [...byKey.values()],
    edges: edgesOf(met, nodeOf),
    totalNodes: parties.size,
    hiddenNodes: hidden.length,
  };
}

function foldsOf(
  dictionary: Dictionary,
  parties: ReadonlyMap<string, ReadonlyMap<number, number>>,
  options: MapOptions,
): ReadonlyMap<string, { readonly key: string; readonly name: string }> {
  if (parties.size <= options.limit) return new Map();
  const nodes = Array.from(parties, ([key, own]) => ({
    key,
    type: typeOfKey(key),
    name: nameOf(dictionary, key, own),
    count: [...own.values()].reduce((total, count) => total + count, 0),
  }));
  const folds = foldNodes(nodes, options.limit, new Set(options.open));
  return new Map(folds.flatMap((fold) => fold.members.map((member) => [member, fold] as const)));
}

/** The user's name for a node, else the one that is met most, among equals the longest. */
function nameOf(dictionary: Dictionary, key: string, own: ReadonlyMap<number, number>): string {
  const given = dictionary.nameOf(key);
  if (given !== null) return given;
  const names = new Map<string, number>();
  for (const [party, count] of own) {
    const row = dictionary.parties.get(party);
    if (row === undefined || row.type !== typeOfKey(key)) continue;
    const name = identityOf(row) === key && row.service !== null ? `${row.raw} (${row.service})` : row.name;
    names.set(name, (names.get(name) ?? 0) + count);
  }
  const best = [...names].sort((a, b) => b[1] - a[1] || b[0].length - a[0].length || (a[0] < b[0] ? -1 : 1))[0];
  return best?.[0] ?? key.slice(key.search(/[:=]/) + 1);
}

function isEdited(dictionary: Dictionary, key: string, own: ReadonlyMap<number, number>): boolean {
  if (dictionary.nameOf(key) !== null || key.includes("=")) return true;
  return [...own.keys()].some((party) => dictionary.ownKeyOf(party) !== key);
}

function edgesOf(met: readonly RelationRow[], nodeOf: (party: number) => MappedNode | undefined): MappedEdge[] {
  const edges = new Map<string, MappedEdge & { relations: RelationRow[] }>();
  for (const relation of met) {
    const from = nodeOf(relation.source);
    const to = nodeOf(relation.target);
    if (from === undefined || to === undefined) continue;
    const key = `${from.id} ${to.id} ${relation.type}`;
    const known = edges.get(key);
    if (known === undefined)
      edges.set(key, { id: edges.size + 1, from, to, type: relation.type, relations: [relation] });
    else known.relations.push(relation);
  }
  return [...edges.values()];
}
