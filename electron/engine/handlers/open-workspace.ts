import { rmSync } from "node:fs";
import { basename } from "node:path";
import { AppError } from "../../../shared/contract/errors.js";
import { ChangeLog } from "../changes/change-log.js";
import { ChangeMirror } from "../changes/mirror.js";
import { Database } from "../db/database.js";
import { prepareSchema } from "../db/schema.js";
import type { Session } from "../db/session.js";
import type { EngineOptions } from "../engine.js";
import { Revision } from "./revision.js";

/** An open workspace: its database, the user's changes, and one turn for whatever rewrites it. */
export interface Workspace {
  readonly id: string;
  readonly name: string;
  readonly untitled: boolean;
  readonly readOnly: boolean;
  readonly database: Database;
  readonly changes: ChangeLog;
  readonly revision: Revision;
  readonly options: EngineOptions;
  /** Imports, removals and derivations run one after another. `closing` fires when the workspace is to be closed. */
  inTurn<T>(work: (closing: AbortSignal) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** Opens or makes a workspace. Throws the errors of `Database.open`. */
export async function openWorkspace(options: EngineOptions): Promise<Workspace> {
  const database = await Database.open(options.workspacePath, {
    readOnly: options.readOnly === true,
    onInvalidated: options.onInvalidated,
  });
  try {
    const mirror = new ChangeMirror(options.temporary ? null : `${options.workspacePath}.changes.jsonl`);
    const id = await database.read((session) => prepare(session, options.readOnly === true, mirror));
    const changes = await ChangeLog.open(await database.session(), mirror, id);
    let queue: Promise<unknown> = Promise.resolve();
    const closing = new AbortController();
    return {
      id,
      name: options.untitled || options.temporary ? "Untitled" : basename(options.workspacePath),
      untitled: options.untitled,
      readOnly: options.readOnly === true,
      database,
      changes,
      revision: new Revision(Date.now()),
      options,
      inTurn: (work) => {
        const turn = queue.then(() => {
          if (closing.signal.aborted) throw new AppError("CANCELLED", "The workspace is being closed.");
          return work(closing.signal);
        });
        queue = turn.catch(() => undefined);
        return turn;
      },
      close: async () => {
        // What writes ends before its connection does: rows that are appended to a closed one end the process.
        closing.abort();
        await queue;
        await database.close();
        if (!options.temporary) return;
        for (const suffix of ["", ".wal"]) rmSync(`${options.workspacePath}${suffix}`, { force: true });
      },
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** A new workspace beside the change log of a lost one goes on under its id. */
async function prepare(session: Session, readOnly: boolean, mirror: ChangeMirror): Promise<string> {
  const { id, isNew } = await prepareSchema(session, readOnly);
  const known = isNew ? mirror.read()?.workspace : undefined;
  if (known === undefined) return id;
  await session.run("UPDATE meta SET value = $1 WHERE key = 'workspace_id'", [known]);
  return known;
}
