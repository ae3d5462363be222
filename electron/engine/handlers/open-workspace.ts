import { rmSync } from "node:fs";
import { basename } from "node:path";
import { AppError } from "../../../shared/contract/errors.js";
import { ChangeLog } from "../changes/change-log.js";
import { ChangeMirror } from "../changes/mirror.js";
import { Database } from "../db/database.js";
import { keepCopy } from "../db/keep-copy.js";
import { prepareSchema, SCHEMA_VERSION, schemaVersionOf } from "../db/schema.js";
import type { Session } from "../db/session.js";
import { nothingWritten, type ReadOnlyReason, readOnlyReason } from "../db/read-only.js";
import type { EngineOptions, Upgrade } from "../engine.js";
import { forkHelper, type HelperStarter } from "../helper/process.js";
import { IdleCompaction } from "./idle-compaction.js";
import { Revision } from "./revision.js";

/** Time without a call after which the workspace may be compacted. */
const IDLE_MS = 60_000;

/** An open workspace: its database, the user's changes, and one turn for whatever rewrites it. */
export interface Workspace {
  readonly id: string;
  readonly name: string;
  readonly untitled: boolean;
  /** Why nothing can be changed; null where it can. */
  readonly readOnly: ReadOnlyReason | null;
  /** That it was brought up when it was opened; null where it was of this version. */
  readonly upgrade: Upgrade | null;
  readonly database: Database;
  readonly changes: ChangeLog;
  readonly revision: Revision;
  readonly options: EngineOptions;
  readonly startHelper: HelperStarter;
  /** Imports, removals and derivations run one after another. `closing` fires when the workspace is to be closed. */
  inTurn<T>(work: (closing: AbortSignal) => Promise<T>): Promise<T>;
  /** True while one of them runs or waits. */
  readonly isBusy: boolean;
  close(): Promise<void>;
}

/** Opens or makes a workspace. Throws the errors of `Database.open`. */
export async function openWorkspace(options: EngineOptions): Promise<Workspace> {
  const path = options.workspacePath;
  const readOnly = options.readOnly === true ? "asked" : await readOnlyReason(path);
  const database = await Database.open(path, {
    readOnly: readOnly !== null,
    onInvalidated: options.onInvalidated,
  });
  try {
    const upgrade = readOnly === null && !options.temporary ? await copyOlder(database) : null;
    // Where nothing can be written, what only the mirror has can't be taken over either.
    const mirror = new ChangeMirror(options.temporary || readOnly !== null ? null : `${path}.changes.jsonl`);
    const id = await database.read((session) => prepare(session, readOnly !== null, mirror));
    const changes = await ChangeLog.open(await database.session(), mirror, id);
    if (upgrade !== null) options.onUpgraded?.(upgrade);
    let queue: Promise<unknown> = Promise.resolve();
    let turns = 0;
    const closing = new AbortController();
    const workspace: Workspace = {
      id,
      name: options.untitled || options.temporary ? "Untitled" : basename(options.workspacePath),
      untitled: options.untitled,
      readOnly,
      upgrade,
      database,
      changes,
      revision: new Revision(Date.now()),
      options,
      startHelper: options.startHelper ?? (() => forkHelper(options.helperPath)),
      inTurn: (work) => {
        if (readOnly !== null) return Promise.reject(nothingWritten());
        turns++;
        const turn = queue.then(() => {
          if (closing.signal.aborted) throw new AppError("CANCELLED", "The workspace is being closed.");
          return work(closing.signal);
        });
        queue = turn.catch(() => undefined).finally(() => turns--);
        return turn;
      },
      get isBusy() {
        return turns > 0;
      },
      close: async () => {
        compaction?.stop();
        // What writes ends before its connection does: rows that are appended to a closed one end the process.
        closing.abort();
        await queue;
        await database.close();
        if (!options.temporary) return;
        for (const suffix of ["", ".wal"]) rmSync(`${options.workspacePath}${suffix}`, { force: true });
      },
    };
    const isKept = readOnly === null && !options.temporary;
    const compaction = isKept ? new IdleCompaction(workspace, options.idleMs ?? IDLE_MS) : null;
    return workspace;
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** Copies a workspace of an older Skein before anything is done to it. Null for one of today, or a new one. */
async function copyOlder(database: Database): Promise<Upgrade | null> {
  const from = await database.read(schemaVersionOf);
  if (from === null || !(from < SCHEMA_VERSION)) return null;
  return { from, copyPath: await database.whileClosed(() => keepCopy(database.path, from)) };
}

/** A new workspace beside the change log of a lost one goes on under its id. */
async function prepare(session: Session, readOnly: boolean, mirror: ChangeMirror): Promise<string> {
  const { id, isNew } = await prepareSchema(session, readOnly);
  const known = isNew ? mirror.workspace() : null;
  if (known === null) return id;
  await session.run("UPDATE meta SET value = $1 WHERE key = 'workspace_id'", [known]);
  return known;
}
