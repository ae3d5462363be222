import { contextBridge, ipcRenderer, webUtils } from "electron";
import type { OfferedFile, ShellBridge, Unsubscribe } from "../../shared/contract/shell.js";
import { SHELL_BRIDGE, SHELL_CHANNELS } from "../../shared/contract/shell-channels.js";

/** The page's whole view of the desktop: these functions, and the engine's port when it asks for it. */

function listen<T>(channel: string, listener: (payload: T) => void): Unsubscribe {
  // The event holds the sender: it stays on this side.
  const forward = (_event: unknown, payload: T): void => listener(payload);
  ipcRenderer.on(channel, forward);
  ipcRenderer.send(SHELL_CHANNELS.listen, channel);
  return () => {
    ipcRenderer.removeListener(channel, forward);
  };
}

const bridge: ShellBridge = {
  requestPort: () => ipcRenderer.send(SHELL_CHANNELS.requestPort),
  pickFiles: (kind) => ipcRenderer.invoke(SHELL_CHANNELS.pickFiles, kind),
  async offerDropped(file) {
    const filePath = webUtils.getPathForFile(file);
    if (filePath === "") return null;
    return (await ipcRenderer.invoke(SHELL_CHANNELS.offerDropped, filePath)) as OfferedFile | null;
  },
  newWorkspace: () => ipcRenderer.invoke(SHELL_CHANNELS.newWorkspace),
  openWorkspace: (readOnly) => ipcRenderer.invoke(SHELL_CHANNELS.openWorkspace, readOnly),
  recentWorkspaces: () => ipcRenderer.invoke(SHELL_CHANNELS.recentWorkspaces),
  openRecent: (place) => ipcRenderer.invoke(SHELL_CHANNELS.openRecent, place),
  allowChanges: () => ipcRenderer.invoke(SHELL_CHANNELS.allowChanges),
  saveWorkspaceAs: () => ipcRenderer.invoke(SHELL_CHANNELS.saveWorkspaceAs),
  deleteWorkspace: () => ipcRenderer.invoke(SHELL_CHANNELS.deleteWorkspace),
  revealWorkspace: () => ipcRenderer.invoke(SHELL_CHANNELS.revealWorkspace),
  saveRows: (request) => ipcRenderer.invoke(SHELL_CHANNELS.saveRows, request),
  stopSaving: () => ipcRenderer.invoke(SHELL_CHANNELS.stopSaving),
  setTheme: (theme) => ipcRenderer.invoke(SHELL_CHANNELS.setTheme, theme),
  openExternal: (url) => ipcRenderer.invoke(SHELL_CHANNELS.openExternal, url),
  onOpenFiles: (listener) => listen(SHELL_CHANNELS.openFiles, listener),
  onOpenPath: (listener) => listen(SHELL_CHANNELS.openPath, listener),
  onCommand: (listener) => listen(SHELL_CHANNELS.command, listener),
};

ipcRenderer.on(SHELL_CHANNELS.engine, (event, message: unknown) => {
  // Only the page itself hears this, and the port does not cross the bridge: frames go straight to the engine.
  window.postMessage(message, window.location.origin, event.ports as unknown as Transferable[]);
});

contextBridge.exposeInMainWorld(SHELL_BRIDGE, bridge);
