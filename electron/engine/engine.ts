import type { FileRef } from "../../shared/contract/files.js";
import type { Handlers } from "../../shared/contract/handlers.js";
import type { SkeinContract } from "../../shared/contract/index.js";
import type { HelperStarter } from "./helper/process.js";

export type { FileRef };

/** A workspace of an older Skein was brought up. */
export interface Upgrade {
  /** The version of its tables before. */
  readonly from: number;
  /** Where the file lies as it was before. */
  readonly copyPath: string;
}

/** What an engine is opened with. */
export interface EngineOptions {
  readonly workspacePath: string;
  /** Deleted when the engine closes. */
  readonly temporary: boolean;
  /** The workspace of the app's data folder that was never saved under a name. */
  readonly untitled: boolean;
  /** A file that may not be written to is opened so in any case. */
  readonly readOnly?: boolean;
  /** The file or folder of the built-in sample. */
  readonly samplePath: string;
  /** The built worker that reads and decodes files. */
  readonly workerPath: string;
  /** The built helper that reads Parquet files and writes the workspace anew. */
  readonly helperPath: string;
  /** Time without a call after which the workspace may be compacted; a minute where it is not told. */
  readonly idleMs?: number;
  /** Starts a helper where the engine can't do it by itself. */
  readonly startHelper?: HelperStarter | undefined;
  /** Ids of the conventions that are heard, for trying out a mapping; all where it is absent. */
  readonly conventions?: readonly string[];
  /** Turns a token of `import.run` into a file. Throws `AppError` NOT_FOUND for a token that nobody minted. */
  resolveFile(token: string): FileRef | Promise<FileRef>;
  readonly onUpgraded?: (upgrade: Upgrade) => void;
  /** The store answers nothing any more, as after a full disk while it committed: only a new engine can go on. */
  readonly onInvalidated?: () => void;
}

/** An open workspace and everything that can be asked of it. */
export interface Engine {
  readonly handlers: Handlers<SkeinContract>;
  /** Stops what runs, rolls back what is not committed and closes the workspace. */
  close(): Promise<void>;
}
