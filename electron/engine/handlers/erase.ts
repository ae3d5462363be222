import { rmSync } from "node:fs";
import { AppError } from "../../../shared/contract/errors.js";
import type { EraseProgress } from "../../../shared/contract/sources.js";
import type { SourceId } from "../../../shared/model/ids.js";
import { copiesOf } from "../db/keep-copy.js";
import { removeSource } from "../pipeline/remove-source.js";
import { type EventQueue, toldBy } from "./event-queue.js";
import type { Workspace } from "./open-workspace.js";
import { rewriteFile } from "./rewrite-file.js";

/**
 * Removes a file's spans and writes the workspace anew, so that nothing of them is left on the disk. Where the second step
 * fails the first one stays done; the workspace remembers the wish, and fulfils it when nothing runs.
 */
export function eraseSource(
  workspace: Workspace,
  source: SourceId,
  signal: AbortSignal,
): AsyncGenerator<EraseProgress> {
  return toldBy<EraseProgress>(signal, (queue, stop) =>
    workspace.inTurn((closing) => erase(workspace, source, AbortSignal.any([stop, closing]), queue)),
  );
}

async function erase(
  workspace: Workspace,
  source: SourceId,
  signal: AbortSignal,
  queue: EventQueue<EraseProgress>,
): Promise<void> {
  const { database, options, revision } = workspace;
  if (signal.aborted) throw new AppError("CANCELLED", "The work was cancelled.");
  queue.push({ type: "progress", phase: "removing", share: null });
  const workerPath = options.workerPath === "" ? null : options.workerPath;
  const removed = await removeSource(database, source, workerPath, options.conventions, true);
  const sizes = await rewriteFile(workspace, signal, (progress) =>
    queue.pushLatest({ type: "progress", ...progress }, (held) => held.type === "progress"),
  )
    .catch((error: unknown) => {
      throw notErased(error);
    })
    // Whoever would ask again sooner would only wait.
    .finally(() => revision.bump("remove"));
  // What was kept of the file before an upgrade holds it too.
  for (const copy of copiesOf(database.path)) rmSync(copy, { force: true });
  queue.push({ type: "done", ...removed, ...sizes });
}

function notErased(error: unknown): unknown {
  if (!(error instanceof AppError)) return error;
  return new AppError(error.code, `The file is removed, but what it said is still on the disk. ${error.message}`, {
    hint: "Skein erases it when nothing has run for a minute, also after a restart.",
    cause: error,
  });
}
