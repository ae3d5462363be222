/** The names that shell, preload and page agree on. Apart from `shell.ts`, so that the preload carries no schemas. */

/** The one global that the preload adds to the page. */
export const SHELL_BRIDGE = "skein";

/** `data.type` of the message that hands the engine's port to the page. */
export const ENGINE_MESSAGE = "skein:engine";

/** Channels between preload and main. One name is one thing; arguments are parsed by main. */
export const SHELL_CHANNELS = {
  requestPort: "engine.request-port",
  engine: "engine.port",
  pickFiles: "files.pick",
  offerDropped: "files.offer-dropped",
  newWorkspace: "workspace.new",
  openWorkspace: "workspace.open",
  openRecent: "workspace.open-recent",
  recentWorkspaces: "workspace.recent",
  allowChanges: "workspace.allow-changes",
  saveWorkspaceAs: "workspace.save-as",
  deleteWorkspace: "workspace.delete",
  revealWorkspace: "workspace.reveal",
  saveRows: "rows.save",
  stopSaving: "rows.stop",
  setTheme: "theme.set",
  openExternal: "link.open-external",
  listen: "page.listen",
  openFiles: "page.open-files",
  openPath: "page.open-path",
  command: "page.command",
} as const;
