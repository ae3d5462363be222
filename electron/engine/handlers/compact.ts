import type { CompactProgress } from "../../../shared/contract/workspace.js";
import { toldBy } from "./event-queue.js";
import type { Workspace } from "./open-workspace.js";
import { rewriteFile } from "./rewrite-file.js";

/** Writes the workspace anew, without dead space, and tells how far it is. Whoever stops listening cancels it. */
export function compactWorkspace(workspace: Workspace, signal: AbortSignal): AsyncGenerator<CompactProgress> {
  return toldBy<CompactProgress>(signal, (queue, stop) =>
    workspace.inTurn(async (closing) => {
      const sizes = await rewriteFile(workspace, AbortSignal.any([stop, closing]), (step) =>
        queue.pushLatest({ type: "progress", ...step }, (held) => held.type === "progress"),
      );
      queue.push({ type: "done", ...sizes });
    }),
  );
}
