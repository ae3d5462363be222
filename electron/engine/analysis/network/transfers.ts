import { graphParent } from "../handoffs/graph-parent.js";
import type { Transfer } from "../handoffs/transfer.js";
import { transferByName } from "../handoffs/transfer-tool.js";
import { type Actors, isSame, keyOf } from "./actors.js";
import { foldName } from "../../../../shared/base/names.js";
import { readProfile } from "./profiles.js";
import { type ContactSink, type Party, type Profile, profileOf, type Run } from "./run.js";
import { Work } from "./work.js";

/** Finds the parties that handoffs name: agents of the run, else a party of its own. */
class PartyNames {
  readonly #known = new Map<string, Party>();
  static readonly #named = new Map<string, Party>();

  constructor(actors: Actors) {
    for (const row of actors.activations) {
      const party = actors.actor[row];
      if (party !== null && party !== undefined && !this.#known.has(keyOf(party))) this.#known.set(keyOf(party), party);
    }
  }

  find(name: string, evidence: string): Party {
    const key = foldName(name);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const named = PartyNames.#named.get(name);
    if (named !== undefined) return named;
    const party: Party = {
      type: "agent",
      name,
      raw: name,
      service: null,
      rule: "named by a handoff",
      evidence,
      inferred: false,
    };
    if (PartyNames.#named.size > 10_000) PartyNames.#named.clear();
    PartyNames.#named.set(name, party);
    return party;
  }
}

/**
 * Tells every handoff of a run, and finds the work that each one led to: the first time that the target begins at or after it. Returns the
 * rows in which agents begin that were reached that way, and the rows of tools that are no more than a handoff.
 */
export function addTransfers(
  run: Run,
  actors: Actors,
  actorAt: (row: number) => Party,
  sink: ContactSink,
): { reached: ReadonlySet<number>; transfers: ReadonlySet<number> } {
  const names = new PartyNames(actors);
  const work = new Work(run, actors);
  const reached = new Set<number>();
  const transfers = new Set<number>();
  const told = new Set<string>();
  const tell = (row: number, transfer: Transfer): void => {
    const from = transfer.from === null ? actorAt(row) : names.find(transfer.from, transfer.evidence);
    const to = names.find(transfer.to, transfer.evidence);
    told.add(keyOf(to));
    if (isSame(from, to)) return;
    const at = work.take(to, row);
    if (at !== -1) reached.add(at);
    sink.add(row, at === -1 ? row : at, { ...transfer, from, to, inferred: false });
  };
  for (let row = 0; row < run.rows; row++) {
    const { transfer } = readProfile(profileOf(run, row));
    if (transfer === null) continue;
    transfers.add(row);
    tell(row, transfer);
  }
  for (const [row, tools] of run.requests) {
    for (const tool of tools) {
      const transfer = transferByName(tool, null);
      if (transfer !== null && !told.has(foldName(transfer.to))) {
        tell(row, { ...transfer, rule: "requested transfer", evidence: `model asked for ${tool}` });
      }
    }
  }
  const worked = new Set<string>();
  for (const row of actors.activations) {
    const party = actors.actor[row] ?? null;
    if (reached.has(row) || party === null) continue;
    const profile = profileOf(run, row);
    if (continues(profile, party) && worked.has(keyOf(party))) {
      reached.add(row);
      continue;
    }
    worked.add(keyOf(party));
    const transfer = graphParent(profile, party.name);
    if (transfer === null || transfer.from === null) continue;
    const from = names.find(transfer.from, transfer.evidence);
    if (isSame(from, party)) continue;
    reached.add(row);
    const parent = run.parent[row] ?? -1;
    const isBelow = parent !== -1 && isSame(actors.actor[parent] ?? null, from);
    sink.add(row, row, { ...transfer, type: isBelow ? "invokes" : transfer.type, from, to: party, inferred: false });
  }
  return { reached, transfers };
}

/** True where an agent's span says that the same agent came before it: in a group's talk it speaks on. */
function continues({ kind, graphParent: before }: Profile, party: Party): boolean {
  return kind === "agent" && before !== null && foldName(before) === keyOf(party);
}
