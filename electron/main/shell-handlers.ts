import path from "node:path";
import { nativeTheme, shell } from "electron";
import { z } from "zod";
import { fileRequest } from "../../shared/contract/export.js";
import { themeSetting, type OfferedFile } from "../../shared/contract/shell.js";
import { SHELL_CHANNELS } from "../../shared/contract/shell-channels.js";
import type { SettingsFile } from "./app-settings.js";
import type { Dialogs } from "./dialogs.js";
import { openExternalLink } from "./external-links.js";
import type { FileTokens } from "./file-tokens.js";
import type { PageConnection } from "./page-connection.js";
import type { PageEvents } from "./page-events.js";
import type { SavingRows } from "./saving-rows.js";
import type { TrustedIpc } from "./trusted-ipc.js";
import type { WorkspaceSession } from "./workspace-session.js";

export interface ShellParts {
  readonly connection: PageConnection;
  readonly events: PageEvents;
  readonly session: WorkspaceSession;
  readonly settings: SettingsFile;
  readonly tokens: FileTokens;
  readonly dialogs: Dialogs;
  readonly rows: SavingRows;
}

const nothing = z.tuple([]);

/** Answers everything that the preload's bridge can ask. */
export function answerPage(ipc: TrustedIpc, parts: ShellParts): void {
  const { connection, events, session, settings, tokens, dialogs, rows } = parts;
  ipc.on(SHELL_CHANNELS.requestPort, nothing, () => connection.request());
  ipc.on(SHELL_CHANNELS.listen, z.tuple([z.string().max(100)]), (channel) => events.listen(channel));
  ipc.handle(SHELL_CHANNELS.pickFiles, z.tuple([z.enum(["files", "folder"])]), async (kind) =>
    offer(await dialogs.pickTraces(kind), tokens),
  );
  ipc.handle(SHELL_CHANNELS.offerDropped, z.tuple([z.string().max(10_000)]), async (filePath) => {
    const [offered] = await offer([filePath], tokens);
    return offered ?? null;
  });
  ipc.handle(SHELL_CHANNELS.newWorkspace, nothing, () => session.create());
  ipc.handle(SHELL_CHANNELS.openWorkspace, z.tuple([z.boolean()]), (readOnly) => session.pickAndOpen(readOnly));
  ipc.handle(SHELL_CHANNELS.recentWorkspaces, nothing, () =>
    session.recent().map((file) => ({ name: path.basename(file), folder: path.dirname(file) })),
  );
  ipc.handle(SHELL_CHANNELS.openRecent, z.tuple([z.int().nonnegative().max(100)]), (place) =>
    session.openRecent(place),
  );
  ipc.handle(SHELL_CHANNELS.allowChanges, nothing, () => session.allowChanges());
  ipc.handle(SHELL_CHANNELS.saveWorkspaceAs, nothing, () => session.saveAs());
  ipc.handle(SHELL_CHANNELS.deleteWorkspace, nothing, () => session.remove());
  ipc.handle(SHELL_CHANNELS.revealWorkspace, nothing, () => shell.showItemInFolder(session.path));
  ipc.handle(SHELL_CHANNELS.saveRows, z.tuple([fileRequest]), (request) => rows.save(request));
  ipc.handle(SHELL_CHANNELS.stopSaving, nothing, () => rows.stop());
  ipc.handle(SHELL_CHANNELS.setTheme, z.tuple([themeSetting]), (theme) => {
    nativeTheme.themeSource = theme;
    if (settings.current.theme !== theme) settings.update({ theme });
  });
  ipc.handle(SHELL_CHANNELS.openExternal, z.tuple([z.string().max(4_000)]), (url) => openExternalLink(url, dialogs));
}

/** What can't be read is left out; the importer says so of what vanishes later. */
export async function offer(paths: readonly string[], tokens: FileTokens): Promise<OfferedFile[]> {
  const offered = await Promise.all(paths.map((filePath) => tokens.mint(filePath).catch(() => null)));
  return offered.filter((file) => file !== null);
}
