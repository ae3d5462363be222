import { basename } from "node:path";
import { userInfo } from "node:os";
import { AppError } from "../../../shared/contract/errors.js";
import type { Handlers } from "../../../shared/contract/handlers.js";
import type { workspaceContract } from "../../../shared/contract/workspace.js";
import { duckdbVersion } from "../db/database.js";
import { ENGINE_VERSION } from "../version.js";
import { isOutdated } from "../pipeline/mapping.js";
import { compactWorkspace } from "./compact.js";
import { copyWorkspace } from "./copy-workspace.js";
import type { Workspace } from "./open-workspace.js";

interface Counts {
  sources: number;
  traces: number;
  spans: number;
  conversations: number;
  first: string | null;
  last: string | null;
}

export function workspaceHandlers(workspace: Workspace): Handlers<typeof workspaceContract> {
  const { upgrade } = workspace;
  return {
    "workspace.info": async (_input, { signal }) => {
      const counts = await workspace.database.read(
        (session) =>
          session.first<Counts>(`SELECT (SELECT count(*)::INTEGER FROM source) AS sources, count(*)::INTEGER AS traces,
            coalesce(sum(spans), 0)::DOUBLE AS spans, count(DISTINCT conversation)::INTEGER AS conversations,
            min(start_ns)::VARCHAR AS first, max(end_ns)::VARCHAR AS last FROM trace`),
        signal,
      );
      return {
        id: workspace.id,
        name: workspace.name,
        path: workspace.options.temporary ? null : workspace.options.workspacePath,
        untitled: workspace.untitled,
        readOnly: workspace.readOnly,
        upgraded: upgrade === null ? null : { from: upgrade.from, copy: basename(upgrade.copyPath) },
        outdated: await workspace.database.read(
          (session) => isOutdated(session, workspace.options.conventions),
          signal,
        ),
        sources: counts?.sources ?? 0,
        traces: counts?.traces ?? 0,
        spans: counts?.spans ?? 0,
        conversations: counts?.conversations ?? 0,
        sizeBytes: await workspace.database.sizeBytes(),
        firstNs: counts?.first ?? null,
        lastNs: counts?.last ?? null,
        revision: workspace.revision.current,
        canUndo: workspace.readOnly === null ? workspace.changes.canUndo : null,
        canRedo: workspace.readOnly === null ? workspace.changes.canRedo : null,
        userName: userName(),
        engine: { version: ENGINE_VERSION, duckdb: duckdbVersion(), node: process.versions.node },
      };
    },
    "workspace.compact": (_input, { signal }) => compactWorkspace(workspace, signal),
    "workspace.rebuild": () =>
      Promise.reject(new AppError("INVALID_INPUT", "The workspace could be opened, so it is not rebuilt.")),
    "workspace.copy": (_input, { signal }) => copyWorkspace(workspace, signal),
    "workspace.watch": (_input, { signal }) => workspace.revision.watch(signal),
  };
}

/** Empty where the system knows no name, as in a container without a list of users. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return "";
  }
}
