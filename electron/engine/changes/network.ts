import type { ChangeCommand } from "../../../shared/contract/changes.js";
import { AppError } from "../../../shared/contract/errors.js";
import type { Session } from "../db/session.js";
import type { ChangeKind } from "./change.js";

interface AliasRow {
  readonly node: string | null;
  readonly name: string | null;
  readonly hidden: boolean;
}

/** What the user said of a node or raw name. */
async function aliasOf(session: Session, identity: string): Promise<AliasRow> {
  const row = await session.first<AliasRow>("SELECT node, name, hidden FROM agent_alias WHERE identity = $1", [
    identity,
  ]);
  return row ?? { node: null, name: null, hidden: false };
}

/** Changes what is said of it; a row that says nothing goes. */
async function put(session: Session, identity: string, change: Partial<AliasRow>): Promise<void> {
  const { node, name, hidden } = { ...(await aliasOf(session, identity)), ...change };
  await session.run("DELETE FROM agent_alias WHERE identity = $1", [identity]);
  if (node === null && name === null && !hidden) return;
  await session.run("INSERT INTO agent_alias VALUES ($1, $2, $3, $4)", [identity, node, name, hidden]);
}

/** The change that puts an identity back to where it is now. */
async function backTo(session: Session, identity: string): Promise<ChangeCommand> {
  const { node } = await aliasOf(session, identity);
  if (node === null) return { command: "network.reset", identity };
  return node === identity
    ? { command: "network.split", identity }
    : { command: "network.merge", identity, into: node };
}

/** Whether a node is, by what it is merged into, another. */
async function leadsTo(session: Session, from: string, to: string): Promise<boolean> {
  const seen = new Set<string>();
  for (let at: string | null = from; at !== null && !seen.has(at); at = (await aliasOf(session, at)).node) {
    if (at === to) return true;
    seen.add(at);
  }
  return false;
}

export const networkMerge: ChangeKind<"network.merge"> = {
  command: "network.merge",
  label: "merging of nodes",
  inverse: async (session, { identity, into }) => {
    if (await leadsTo(session, into, identity)) {
      throw new AppError("INVALID_INPUT", "These are one node already.", {
        hint: "A node can't be merged into one that was merged into it.",
      });
    }
    return backTo(session, identity);
  },
  apply: (session, { identity, into }) => put(session, identity, { node: into }),
};

export const networkSplit: ChangeKind<"network.split"> = {
  command: "network.split",
  label: "splitting of a node",
  inverse: (session, { identity }) => backTo(session, identity),
  apply: (session, { identity }) => put(session, identity, { node: identity }),
};

export const networkReset: ChangeKind<"network.reset"> = {
  command: "network.reset",
  label: "putting back of a node",
  inverse: (session, { identity }) => backTo(session, identity),
  apply: (session, { identity }) => put(session, identity, { node: null }),
};

export const networkRename: ChangeKind<"network.rename"> = {
  command: "network.rename",
  label: "renaming of a node",
  inverse: async (session, { node }) => ({
    command: "network.rename",
    node,
    name: (await aliasOf(session, node)).name,
  }),
  apply: (session, { node, name }) => put(session, node, { name }),
};

export const networkHide: ChangeKind<"network.hide"> = {
  command: "network.hide",
  label: "hiding of a node",
  inverse: async (session, { node }) => {
    if ((await aliasOf(session, node)).hidden) throw new AppError("INVALID_INPUT", "The node is hidden already.");
    return { command: "network.show", node };
  },
  apply: (session, { node }) => put(session, node, { hidden: true }),
};

export const networkShow: ChangeKind<"network.show"> = {
  command: "network.show",
  label: "showing of a node",
  inverse: async (session, { node }) => {
    if (!(await aliasOf(session, node)).hidden) throw new AppError("INVALID_INPUT", "The node is not hidden.");
    return { command: "network.hide", node };
  },
  apply: (session, { node }) => put(session, node, { hidden: false }),
};
