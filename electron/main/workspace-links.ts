import { createClient } from "../../shared/contract/client.js";
import { contract } from "../../shared/contract/index.js";
import { SHELL_CHANNELS } from "../../shared/contract/shell-channels.js";
import type { WorkspaceLink } from "../../shared/model/link.js";
import type { EngineHost } from "../transport/engine-host.js";
import type { SettingsFile } from "./app-settings.js";
import type { Dialogs } from "./dialogs.js";
import type { PageEvents } from "./page-events.js";
import type { WorkspaceSession } from "./workspace-session.js";

interface LinkParts {
  readonly host: EngineHost;
  readonly session: WorkspaceSession;
  readonly settings: SettingsFile;
  readonly dialogs: Dialogs;
  readonly events: PageEvents;
}

/** Shows the place that a link names, in the workspace that it names, wherever that was last seen on this machine. */
export async function followLink(link: WorkspaceLink, parts: LinkParts): Promise<void> {
  const { host, session, settings, dialogs, events } = parts;
  if ((await workspaceIdOf(host)) !== link.workspaceId) {
    const known = settings.current.workspacePaths[link.workspaceId];
    if (known === undefined || known === session.path) {
      await dialogs.tell(
        "This link leads into a workspace that was never opened here.",
        "Open that workspace, then the link.",
      );
      return;
    }
    if (!(await session.open(known))) return;
  }
  events.send(SHELL_CHANNELS.openPath, link.path);
}

/** So that a link into this workspace finds it later. */
export async function rememberWorkspaceId(
  host: EngineHost,
  session: WorkspaceSession,
  settings: SettingsFile,
): Promise<void> {
  const { path } = session;
  const id = await workspaceIdOf(host);
  if (id === null || session.path !== path || settings.current.workspacePaths[id] === path) return;
  settings.update({ workspacePaths: { ...settings.current.workspacePaths, [id]: path } });
}

/** Null where the workspace could not be opened. */
async function workspaceIdOf(host: EngineHost): Promise<string | null> {
  const client = createClient(contract, async () => {
    await host.settled();
    return host.openChannel();
  });
  try {
    return (await client.call("workspace.info", {})).id;
  } catch {
    return null;
  } finally {
    client.close();
  }
}
