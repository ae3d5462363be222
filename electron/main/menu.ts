import path from "node:path";
import { app, Menu, type MenuItemConstructorOptions } from "electron";
import type { PageCommand } from "../../shared/contract/shell.js";

/** What the menu's entries do. */
export interface MenuActions {
  pickTraces(kind: "files" | "folder"): void;
  newWorkspace(): void;
  pickWorkspace(readOnly: boolean): void;
  openWorkspace(workspacePath: string): void;
  saveWorkspaceAs(): void;
  revealWorkspace(): void;
  deleteWorkspace(): void;
  command(command: PageCommand): void;
}

/** Made again when the list of recent workspaces changes. */
export function setMenu(actions: MenuActions, recentWorkspaces: readonly string[]): void {
  const mac = process.platform === "darwin";
  const separator: MenuItemConstructorOptions = { type: "separator" };
  const file: MenuItemConstructorOptions[] = [
    { id: "open-files", label: "Open Files…", accelerator: "CmdOrCtrl+O", click: () => actions.pickTraces("files") },
    { id: "open-folder", label: "Open Folder…", click: () => actions.pickTraces("folder") },
    { id: "open-sample", label: "Open the Sample", click: () => actions.command("open-sample") },
    separator,
    { id: "new-workspace", label: "New Workspace…", accelerator: "CmdOrCtrl+N", click: () => actions.newWorkspace() },
    {
      id: "open-workspace",
      label: "Open Workspace…",
      accelerator: "CmdOrCtrl+Shift+O",
      click: () => actions.pickWorkspace(false),
    },
    {
      id: "open-workspace-read-only",
      label: "Open Workspace Read-Only…",
      click: () => actions.pickWorkspace(true),
    },
    { id: "recent", label: "Open Recent", submenu: recentEntries(actions, recentWorkspaces) },
    {
      id: "save-workspace-as",
      label: "Save Workspace As…",
      accelerator: "CmdOrCtrl+Shift+S",
      click: () => actions.saveWorkspaceAs(),
    },
    { id: "reveal-workspace", label: "Show Workspace in Folder", click: () => actions.revealWorkspace() },
    { id: "delete-workspace", label: "Delete Workspace…", click: () => actions.deleteWorkspace() },
    ...(mac ? [] : [separator, { role: "quit" } as const]),
  ];
  const edit: MenuItemConstructorOptions[] = [
    { role: "undo" },
    { role: "redo" },
    separator,
    { role: "cut" },
    { role: "copy" },
    { role: "paste" },
    { role: "selectAll" },
    separator,
    { id: "undo-change", label: "Undo Last Change", click: () => actions.command("undo") },
    { id: "redo-change", label: "Redo Last Change", click: () => actions.command("redo") },
  ];
  const view: MenuItemConstructorOptions[] = [
    { id: "palette", label: "Commands…", accelerator: "CmdOrCtrl+K", click: () => actions.command("open-palette") },
    { id: "settings", label: "Settings…", accelerator: "CmdOrCtrl+,", click: () => actions.command("open-settings") },
    separator,
    { role: "resetZoom" },
    { role: "zoomIn" },
    { role: "zoomOut" },
    { role: "togglefullscreen" },
    ...(app.isPackaged ? [] : [separator, { role: "reload" } as const, { role: "toggleDevTools" } as const]),
  ];
  const help: MenuItemConstructorOptions[] = [
    { id: "help", label: "Keyboard Shortcuts", click: () => actions.command("show-help") },
    ...(mac ? [] : [{ role: "about" } as const]),
  ];
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...(mac ? [{ role: "appMenu" } as const] : []),
      { label: "File", submenu: file },
      { label: "Edit", submenu: edit },
      { label: "View", submenu: view },
      { role: "windowMenu" },
      { role: "help", submenu: help },
    ]),
  );
}

function recentEntries(actions: MenuActions, recent: readonly string[]): MenuItemConstructorOptions[] {
  if (recent.length === 0) return [{ label: "No workspaces yet", enabled: false }];
  return recent.map((workspacePath) => ({
    // An ampersand in a label would underline the letter after it.
    label: path.basename(workspacePath).replaceAll("&", "&&"),
    toolTip: workspacePath,
    click: () => actions.openWorkspace(workspacePath),
  }));
}
