import { readProfile } from "../analysis/network/profiles.js";
import type { Party, Profile, Relation } from "../analysis/network/run.js";
import type { Session } from "../db/session.js";

const SERVER = /^mcp__(.+?)__/;

/** Numbers parties and relations: those that the workspace has, and new ones, which `store` writes. */
export class Relations {
  readonly #session: Session;
  readonly #parties = new Map<string, number>();
  readonly #relations = new Map<string, number>();
  readonly #known = new WeakMap<Party, number>();
  /** By party and profile: the relation of a call. */
  readonly #calls = new Map<number, Map<Profile, readonly number[]>>();
  readonly #newParties: (readonly [number, Party])[] = [];
  readonly #newRelations: (readonly [number, number, number, Relation])[] = [];

  #nextParty = 1;
  #nextRelation = 1;

  private constructor(session: Session) {
    this.#session = session;
  }

  static async open(session: Session): Promise<Relations> {
    const relations = new Relations(session);
    const parties = await session.rows<Party & { id: number }>("SELECT * FROM party ORDER BY id");
    for (const party of parties) relations.#parties.set(partyKey(party), party.id);
    relations.#nextParty = (parties.at(-1)?.id ?? 0) + 1;
    const rows = await session.rows<{ id: number; source: number; target: number } & Relation>(
      "SELECT id, source, target, type, rule, evidence FROM relation ORDER BY id",
    );
    for (const row of rows) relations.#relations.set(relationKey(row.source, row.target, row), row.id);
    relations.#nextRelation = (rows.at(-1)?.id ?? 0) + 1;
    return relations;
  }

  idOf(relation: Relation): number {
    const source = this.#partyId(relation.from);
    const target = this.#partyId(relation.to);
    const key = relationKey(source, target, relation);
    const known = this.#relations.get(key);
    if (known !== undefined) return known;
    const id = this.#nextRelation++;
    this.#relations.set(key, id);
    this.#newRelations.push([id, source, target, relation]);
    return id;
  }

  /** The relations of a span's own call: with its partner, and with the MCP server whose tool that is. */
  ofCall(actor: Party, profile: Profile): readonly number[] {
    const actorId = this.#partyId(actor);
    let byProfile = this.#calls.get(actorId);
    if (byProfile === undefined) this.#calls.set(actorId, (byProfile = new Map<Profile, readonly number[]>()));
    let ids = byProfile.get(profile);
    if (ids === undefined) byProfile.set(profile, (ids = callRelations(actor, profile).map((one) => this.idOf(one))));
    return ids;
  }

  /** Writes what is new. */
  async store(): Promise<void> {
    await insert(
      this.#session,
      "party",
      this.#newParties.map(([id, { type, name, raw, service, rule, evidence, inferred }]) => [
        id,
        type,
        name,
        raw,
        service,
        rule,
        evidence,
        inferred,
      ]),
    );
    await insert(
      this.#session,
      "relation",
      this.#newRelations.map(([id, source, target, { type, rule, evidence, inferred }]) => [
        id,
        source,
        target,
        type,
        rule,
        evidence,
        inferred,
      ]),
    );
  }

  #partyId(party: Party): number {
    const known = this.#known.get(party);
    if (known !== undefined) return known;
    const key = partyKey(party);
    let id = this.#parties.get(key);
    if (id === undefined) {
      id = this.#nextParty++;
      this.#parties.set(key, id);
      this.#newParties.push([id, party]);
    }
    this.#known.set(party, id);
    return id;
  }
}

/** Rows that one statement inserts. */
const INSERTED_ROWS = 200;

async function insert(
  session: Session,
  table: string,
  rows: readonly (readonly (string | number | boolean | null)[])[],
): Promise<void> {
  for (let from = 0; from < rows.length; from += INSERTED_ROWS) {
    const some = rows.slice(from, from + INSERTED_ROWS);
    let place = 0;
    const places = some.map((row) => `(${row.map(() => `$${++place}`).join(", ")})`);
    await session.run(`INSERT INTO ${table} VALUES ${places.join(", ")}`, some.flat());
  }
}

function callRelations(actor: Party, profile: Profile): Relation[] {
  const { partner } = readProfile(profile);
  if (partner === null) return [];
  const { type, party, acts } = partner;
  const [from, to] = acts ? [party, actor] : [actor, party];
  const evidence = `${profile.kind} span of ${actor.raw}`;
  const call: Relation = { from, to, type, rule: `${profile.kind} span`, evidence, inferred: actor.inferred };
  const server = SERVER.exec(party.type === "tool" ? party.name : "")?.[1];
  if (server === undefined) return [call];
  const owner: Party = {
    type: "server",
    name: server,
    raw: server,
    service: null,
    rule: "name of an MCP tool",
    evidence: `tool ${party.name}`,
    inferred: false,
  };
  return [
    call,
    { from: party, to: owner, type: "serves", rule: owner.rule, evidence: owner.evidence, inferred: false },
  ];
}

function partyKey({ type, name, raw, service, rule, evidence }: Party): string {
  return JSON.stringify([type, name, raw, service, rule, evidence]);
}

function relationKey(
  source: number,
  target: number,
  { type, rule, evidence }: Pick<Relation, "type" | "rule" | "evidence">,
): string {
  return JSON.stringify([source, target, type, rule, evidence]);
}
