import type { changesContract } from "../../../shared/contract/changes.js";
import type { Handlers } from "../../../shared/contract/handlers.js";
import type { Workspace } from "./open-workspace.js";

export function changesHandlers(workspace: Workspace): Handlers<typeof changesContract> {
  const { changes, revision } = workspace;
  return {
    "change.apply": async ({ change }) => {
      const seq = await changes.apply(change);
      revision.bump("change");
      return { seq };
    },
    "change.undo": async () => {
      const label = await changes.undo();
      if (label !== null) revision.bump("change");
      return { label };
    },
    "change.redo": async () => {
      const label = await changes.redo();
      if (label !== null) revision.bump("change");
      return { label };
    },
  };
}
