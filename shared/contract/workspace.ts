import { z } from "zod";
import { unixNanos } from "../model/time.js";
import { query, stream } from "./procedure.js";

export const workspaceInfo = z.object({
  /** Random, made once; names the workspace in links. */
  id: z.string(),
  /** File name without its folder, or "Untitled". */
  name: z.string(),
  /** Where its file is; null for one that is deleted at the end. */
  path: z.string().nullable(),
  /** True for the workspace in the app's data folder that was never saved under a name. */
  untitled: z.boolean(),
  readOnly: z.boolean(),
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
  engine: z.object({ version: z.string(), duckdb: z.string(), node: z.string() }),
});
export type WorkspaceInfo = z.output<typeof workspaceInfo>;

export const workspaceContract = {
  "workspace.info": query(z.object({}), workspaceInfo),
  /** One item at once and one after each change: what changed and the new revision. */
  "workspace.watch": stream(
    z.object({}),
    z.object({ revision: z.int(), reason: z.enum(["start", "import", "remove", "derive", "change"]) }),
  ),
} as const;
