import { z } from "zod";
import { unixNanos } from "../model/time.js";
import { command, query, stream } from "./procedure.js";

export const workspaceInfo = z.object({
  /** Random, made once; names the workspace in links. */
  id: z.string(),
  /** File name without its folder, or "Untitled". */
  name: z.string(),
  /** Where its file is; null for one that is deleted at the end. */
  path: z.string().nullable(),
  /** True for the workspace in the app's data folder that was never saved under a name. */
  untitled: z.boolean(),
  /** Why nothing can be changed: so asked for, or its file or folder may not be written to; null where it can. */
  readOnly: z.enum(["asked", "file", "folder"]).nullable(),
  /** Set where it was brought up from an older Skein when it was opened: `copy` is the file as it was, beside it. */
  upgraded: z.object({ from: z.int(), copy: z.string() }).nullable(),
  /** True where spans were derived by an older mapping or other prices: `derive.run` brings them up. */
  outdated: z.boolean(),
  sources: z.int(),
  traces: z.int(),
  spans: z.int(),
  conversations: z.int(),
  sizeBytes: z.number(),
  firstNs: unixNanos.nullable(),
  lastNs: unixNanos.nullable(),
  /** Grows with every change of the workspace's content; answers with the same revision are the same. */
  revision: z.int(),
  canUndo: z.string().nullable(),
  canRedo: z.string().nullable(),
  /** The name of who is logged in on this machine: what annotations are signed with where the reader gave no other. */
  userName: z.string(),
  engine: z.object({ version: z.string(), duckdb: z.string(), node: z.string() }),
});
export type WorkspaceInfo = z.output<typeof workspaceInfo>;

export const compactProgress = z.discriminatedUnion("type", [
  /** `share` from 0 to 1. */
  z.object({ type: z.literal("progress"), phase: z.enum(["copying", "checking"]), share: z.number() }),
  /** Sizes of the workspace's file. */
  z.object({ type: z.literal("done"), bytesBefore: z.number(), bytesAfter: z.number() }),
]);
export type CompactProgress = z.output<typeof compactProgress>;

/** What a page asks the server for, to download a copy of the workspace. */
export const workspaceCopyRequest = z.object({ workspace: z.literal("copy") });

export const workspaceContract = {
  "workspace.info": query(z.object({}), workspaceInfo),
  /**
   * Writes the workspace's file anew, without the space of what is gone. Reads wait while it is written; where it is cancelled or
   * fails the file is as it was.
   */
  "workspace.compact": stream(z.object({}), compactProgress),
  /**
   * Puts a workspace that is damaged aside, under the name that is answered, and makes it again from the log of its changes: all that
   * the user did comes back, the files have to be imported again. Only where the workspace could not be opened, with an error whose
   * remedy this is; the engine starts again.
   */
  "workspace.rebuild": command(z.object({}), z.object({ keptAs: z.string() })),
  /** The workspace's file as it is now, piece by piece: it opens elsewhere as this one. */
  "workspace.copy": stream(z.object({}), z.object({ bytes: z.instanceof(Uint8Array) })),
  /** One item at once and one after each change: what changed and the new revision. */
  "workspace.watch": stream(
    z.object({}),
    z.object({ revision: z.int(), reason: z.enum(["start", "import", "remove", "derive", "change"]) }),
  ),
} as const;
