import type { Handlers } from "../../../shared/contract/handlers.js";
import type { memoryContract } from "../../../shared/contract/memory.js";
import { getMemory } from "../queries/memory/get.js";
import { listMemory, memoryStores } from "../queries/memory/list.js";
import type { Workspace } from "./open-workspace.js";

export function memoryHandlers({ database }: Workspace): Handlers<typeof memoryContract> {
  return {
    "memory.list": (input, { signal }) => database.read((session) => listMemory(session, input), signal),
    "memory.stores": (input, { signal }) => database.read((session) => memoryStores(session, input), signal),
    "memory.get": (input, { signal }) => database.read((session) => getMemory(session, input), signal),
  };
}
