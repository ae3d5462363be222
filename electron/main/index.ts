import { existsSync } from "node:fs";
import path from "node:path";
import { app, nativeTheme, shell, type BrowserWindow } from "electron";
import { z } from "zod";
import { AppError } from "../../shared/contract/errors.js";
import type { PageCommand } from "../../shared/contract/shell.js";
import { SHELL_CHANNELS } from "../../shared/contract/shell-channels.js";
import { LINK_SCHEME } from "../../shared/model/link.js";
import { EngineHost } from "../transport/engine-host.js";
import type { OpenOptions } from "../transport/engine-protocol.js";
import { registerAppScheme, serveApp } from "./app-scheme.js";
import { SettingsFile } from "./app-settings.js";
import { Dialogs } from "./dialogs.js";
import { FileTokens } from "./file-tokens.js";
import { hardenContents, restrictPermissions } from "./hardening.js";
import { parseLaunch, type Launch } from "./launch-arguments.js";
import { createMainWindow, loadApp } from "./main-window.js";
import { SavingRows } from "./saving-rows.js";
import { setMenu } from "./menu.js";
import { sortOpenedItems } from "./opened-items.js";
import { PageConnection } from "./page-connection.js";
import { PageEvents } from "./page-events.js";
import { BUILT, samplePath, untitledWorkspace } from "./paths.js";
import { answerPage, offer } from "./shell-handlers.js";
import { TrustedIpc } from "./trusted-ipc.js";
import { spawnUtilityEngine, spawnUtilityHelper } from "./utility-engine.js";
import { WorkspaceSession } from "./workspace-session.js";
import { followLink, rememberWorkspaceId } from "./workspace-links.js";

/** The desktop app: one window, one engine, one workspace at a time. Everything is put together here. */

/** Opens files, workspaces and links; with `readOnly` a workspace is left as it is. */
type OpenItems = (items: readonly string[], readOnly?: boolean) => void;

const secondStart = z.object({ argv: z.array(z.string()), cwd: z.string() });

app.setName("Skein");
const dataFolder = app.commandLine.getSwitchValue("user-data-dir");
if (dataFolder !== "") app.setPath("userData", path.resolve(dataFolder));
registerAppScheme();
hardenContents();
app.enableSandbox();

if (app.requestSingleInstanceLock({ argv: process.argv, cwd: process.cwd() })) start();
else app.quit();

function start(): void {
  const launch = parseLaunch(process.argv, { packaged: app.isPackaged, cwd: process.cwd() });
  // On macOS files and links come as events, the first ones before the app is ready.
  const early: string[] = [...launch.items];
  let open: OpenItems = (items) => void early.push(...items);
  app.on("open-file", (event, filePath) => {
    event.preventDefault();
    open([filePath]);
  });
  app.on("open-url", (event, url) => {
    event.preventDefault();
    open([url]);
  });
  app.on("window-all-closed", () => app.quit());
  void app.whenReady().then(async () => {
    open = await run(launch);
    open(early, launch.readOnly);
  });
}

/** Opens the window. Gives the way to open further files, workspaces and links. */
async function run(launch: Launch): Promise<OpenItems> {
  app.setAsDefaultProtocolClient(LINK_SCHEME);
  const settings = new SettingsFile(path.join(app.getPath("userData"), "settings.json"));
  nativeTheme.themeSource = settings.current.theme;
  restrictPermissions();
  serveApp(BUILT.renderer);

  const window = createMainWindow();
  const contents = () => (window.isDestroyed() ? null : window.webContents);
  const tokens = new FileTokens();
  const dialogs = new Dialogs(window, settings);
  const events = new PageEvents(contents);
  const workspacePath = firstWorkspace(launch, settings);
  const readOnly = launch.readOnly && launch.workspacePath !== null;
  const host = new EngineHost(optionsFor(workspacePath, readOnly), {
    spawn: spawnUtilityEngine,
    spawnHelper: spawnUtilityHelper,
    resolveFile: (token) => resolveToken(tokens, token),
    log: (line) => process.stderr.write(`skein: ${line}\n`),
  });
  const connection = new PageConnection(host, contents);
  const session = new WorkspaceSession(workspacePath, readOnly, {
    host,
    settings,
    dialogs,
    untitledPath: untitledWorkspace(),
    optionsFor,
    onSwitched: async () => {
      followWorkspace();
      await loadApp(window);
    },
  });

  const openPaths = async (items: readonly string[], asReadOnly = false): Promise<void> => {
    const { workspaces, traces, links, refused } = await sortOpenedItems(items);
    const [workspace] = workspaces;
    if (workspace !== undefined) await session.open(workspace, asReadOnly);
    const offered = await offer(traces, tokens);
    if (offered.length > 0) events.send(SHELL_CHANNELS.openFiles, offered);
    for (const link of links) await followLink(link, { host, session, settings, dialogs, events });
    if (refused.length > 0) await dialogs.tell("Not everything could be opened.", refused.join("\n"));
  };
  const followWorkspace = (): void => {
    void rememberWorkspaceId(host, session, settings);
    window.setTitle(`${session.name} – Skein`);
    window.setRepresentedFilename(session.path);
    setMenu(
      {
        pickTraces: (kind) => void dialogs.pickTraces(kind).then(openPaths),
        newWorkspace: () => void session.create(),
        pickWorkspace: (asReadOnly) => void session.pickAndOpen(asReadOnly),
        openWorkspace: (chosen) => void session.open(chosen),
        saveWorkspaceAs: () => void session.saveAs(),
        revealWorkspace: () => shell.showItemInFolder(session.path),
        deleteWorkspace: () => void session.remove(),
        command: (command: PageCommand) => events.send(SHELL_CHANNELS.command, command),
      },
      settings.current.recentWorkspaces,
    );
  };

  window.webContents.on("did-start-navigation", (details) => {
    if (details.isMainFrame && !details.isSameDocument) events.forget();
  });
  answerPage(new TrustedIpc(() => window), {
    connection,
    events,
    session,
    settings,
    tokens,
    dialogs,
    rows: new SavingRows(host, dialogs),
  });
  app.on("second-instance", (_event, _argv, _cwd, data) => {
    const second = secondStart.safeParse(data);
    bringToFront(window);
    if (!second.success) return;
    const { argv, cwd } = second.data;
    const again = parseLaunch(argv, { packaged: app.isPackaged, cwd });
    const items = again.workspacePath === null ? again.items : [again.workspacePath, ...again.items];
    void openPaths(items, again.readOnly);
  });
  closeEngineBeforeQuitting(host);
  if (session.untitled) settings.update({ lastWorkspace: null });
  else settings.rememberWorkspace(workspacePath, readOnly);
  followWorkspace();
  await loadApp(window);
  return (items, asReadOnly) => void openPaths(items, asReadOnly);
}

/** The one that was named, else the last one while it is there, else the untitled one. */
function firstWorkspace(launch: Launch, settings: SettingsFile): string {
  if (launch.workspacePath !== null) return launch.workspacePath;
  const { lastWorkspace } = settings.current;
  return lastWorkspace !== null && existsSync(lastWorkspace) ? lastWorkspace : untitledWorkspace();
}

function optionsFor(workspacePath: string, readOnly: boolean): OpenOptions {
  return {
    workspacePath,
    temporary: false,
    untitled: workspacePath === untitledWorkspace(),
    readOnly,
    samplePath: samplePath(),
    workerPath: BUILT.importWorker,
    helperPath: BUILT.helper,
  };
}

function resolveToken(tokens: FileTokens, token: string): Promise<{ kind: "path"; path: string; name: string }> {
  const target = tokens.resolve(token);
  if (target !== null) return Promise.resolve({ kind: "path", ...target });
  const hint = "Choose the file again.";
  return Promise.reject(new AppError("NOT_FOUND", "The file was offered in an earlier run of Skein.", { hint }));
}

function bringToFront(window: BrowserWindow): void {
  if (window.isDestroyed()) return;
  if (window.isMinimized()) window.restore();
  window.focus();
}

/** The engine rolls back what runs and closes the workspace; the app waits for that. */
function closeEngineBeforeQuitting(host: EngineHost): void {
  let closed = false;
  app.on("will-quit", (event) => {
    if (closed) return;
    event.preventDefault();
    void host.close().finally(() => {
      closed = true;
      app.quit();
    });
  });
}
