import type { CompactProgress } from "../../../shared/contract/workspace.js";
import { EventQueue } from "./event-queue.js";
import type { Workspace } from "./open-workspace.js";
import { rewriteFile } from "./rewrite-file.js";

/** Writes the workspace anew, without dead space, and tells how far it is. Whoever stops listening cancels it. */
export async function* compactWorkspace(workspace: Workspace, signal: AbortSignal): AsyncGenerator<CompactProgress> {
  const queue = new EventQueue<CompactProgress>();
  const ended = new AbortController();
  const tell = (step: { phase: "copying" | "checking"; share: number }): void =>
    queue.pushLatest({ type: "progress", ...step }, (held) => held.type === "progress");
  workspace
    .inTurn((closing) => rewriteFile(workspace, AbortSignal.any([signal, ended.signal, closing]), tell))
    .then(
      (sizes) => {
        queue.push({ type: "done", ...sizes });
        queue.end();
      },
      (error: unknown) => queue.fail(error),
    );
  try {
    yield* queue;
  } finally {
    ended.abort();
  }
}
