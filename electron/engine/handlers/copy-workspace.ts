import { constants, createReadStream } from "node:fs";
import { copyFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AppError } from "../../../shared/contract/errors.js";
import { keepBeside } from "../db/database.js";
import { diskFull, isDiskFull } from "../db/disk-full.js";
import type { Workspace } from "./open-workspace.js";

const CHUNK_BYTES = 1024 * 1024;
let copies = 0;

/**
 * The bytes of the workspace's file as it is now. It is closed while it is copied, so that nothing of it stands only in its log; reads
 * and changes wait for that, and not for whoever takes the bytes.
 */
export async function* copyWorkspace(
  workspace: Workspace,
  signal: AbortSignal,
): AsyncGenerator<{ bytes: Uint8Array<ArrayBuffer> }> {
  const own = `.tmp-${process.pid}-handed-${++copies}`;
  // What is only read does not change, and nothing is put beside it.
  const target = workspace.readOnly === null ? `${workspace.database.path}${own}` : join(tmpdir(), `skein${own}`);
  const letGo = keepBeside(target);
  try {
    await makeCopy(workspace, target);
    for await (const chunk of createReadStream(target, { highWaterMark: CHUNK_BYTES })) {
      if (signal.aborted) throw new AppError("CANCELLED", "The copy was cancelled.");
      yield { bytes: new Uint8Array(chunk as Buffer) };
    }
  } finally {
    letGo();
  }
}

async function makeCopy(workspace: Workspace, target: string): Promise<void> {
  const { database, changes } = workspace;
  const copy = async (): Promise<void> => {
    try {
      await copyFile(database.path, target, constants.COPYFILE_FICLONE);
    } catch (error) {
      throw isDiskFull(error) ? diskFull(error) : error;
    }
  };
  if (workspace.readOnly !== null) return copy();
  await workspace.inTurn(() =>
    changes.paused(
      () => database.whileClosed(copy),
      () => database.session(),
    ),
  );
}
