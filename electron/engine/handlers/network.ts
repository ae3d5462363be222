import type { Handlers } from "../../../shared/contract/handlers.js";
import type { networkContract } from "../../../shared/contract/network.js";
import { compareNetworks } from "../queries/network/compare.js";
import { networkGraph } from "../queries/network/get.js";
import { edgeMessages } from "../queries/network/messages.js";
import type { Workspace } from "./open-workspace.js";

export function networkHandlers({ database }: Workspace): Handlers<typeof networkContract> {
  return {
    "network.get": (input, { signal }) => database.read((session) => networkGraph(session, input), signal),
    "network.messages": (input, { signal }) => database.read((session) => edgeMessages(session, input), signal),
    "network.compare": (input, { signal }) => database.read((session) => compareNetworks(session, input), signal),
  };
}
