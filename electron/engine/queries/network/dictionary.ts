import type { EdgeType, NodeType } from "../../../../shared/contract/network.js";
import { foldName } from "../../../../shared/base/names.js";
import type { Session } from "../../db/session.js";

export interface PartyRow {
  readonly id: number;
  readonly type: NodeType;
  readonly name: string;
  readonly raw: string;
  readonly service: string | null;
  readonly rule: string;
  readonly evidence: string;
  readonly inferred: boolean;
}
export interface RelationRow {
  readonly id: number;
  readonly source: number;
  readonly target: number;
  readonly type: EdgeType;
  readonly rule: string;
  readonly evidence: string;
  readonly inferred: boolean;
}
interface AliasRow {
  readonly identity: string;
  readonly node: string | null;
  readonly name: string | null;
  readonly hidden: boolean;
}

/** Parties, relations, and what the user said of them. */
export class Dictionary {
  readonly parties: ReadonlyMap<number, PartyRow>;
  readonly relations: readonly RelationRow[];
  readonly #aliases: ReadonlyMap<string, AliasRow>;
  readonly #keys = new Map<number, string>();

  private constructor(parties: readonly PartyRow[], relations: readonly RelationRow[], aliases: readonly AliasRow[]) {
    this.parties = new Map(parties.map((party) => [party.id, party]));
    this.relations = relations;
    this.#aliases = new Map(aliases.map((alias) => [alias.identity, alias]));
    for (const party of parties) this.#keys.set(party.id, this.#resolve(party));
  }

  static async read(session: Session): Promise<Dictionary> {
    return new Dictionary(
      await session.rows<PartyRow>("SELECT * FROM party ORDER BY id"),
      await session.rows<RelationRow>("SELECT * FROM relation ORDER BY id"),
      await session.rows<AliasRow>("SELECT identity, node, name, hidden FROM agent_alias"),
    );
  }

  /** The key of the node that a party is. */
  keyOf(party: number): string {
    return this.#keys.get(party) ?? "";
  }

  /** The key that it would have if the user had said nothing. */
  ownKeyOf(party: number): string {
    const row = this.parties.get(party);
    return row === undefined ? "" : `${row.type}:${foldOf(row)}`;
  }

  nameOf(key: string): string | null {
    return this.#aliases.get(key)?.name ?? null;
  }

  isHidden(key: string): boolean {
    return this.#aliases.get(key)?.hidden ?? false;
  }

  #resolve(party: PartyRow): string {
    const identity = identityOf(party);
    const split = this.#aliases.get(identity)?.node ?? null;
    if (split === identity) return identity;
    const seen = new Set<string>();
    let key = split ?? this.ownKeyOf(party.id);
    for (;;) {
      const next = this.#aliases.get(key)?.node ?? null;
      if (next === null || next === key || seen.has(key)) return key;
      seen.add(key);
      key = next;
    }
  }
}

/** What the user splits: a name as spans have it, and where it runs. */
export function identityOf({ type, raw, service }: PartyRow): string {
  return `${type}=${raw.slice(0, 300)}${service === null || service === "" ? "" : `@${service.slice(0, 200)}`}`;
}

/** The type that a key begins with. */
export function typeOfKey(key: string): NodeType {
  return key.slice(0, key.search(/[:=]/)) as NodeType;
}

/** Names of agents and tools come in many spellings; models and stores are called by their exact names, but for case. */
function foldOf({ type, name }: PartyRow): string {
  const short = name.slice(0, 300);
  return type === "agent" || type === "tool" ? foldName(short) : short.toLowerCase();
}
