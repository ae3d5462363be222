import { AppError } from "../../shared/contract/errors.js";
import type { OfferedFile, ShellBridge } from "../../shared/contract/shell.js";
import type { Platform } from "./platform.js";

/** The desktop window: the main process asks the system, the page gets tokens. */
export function electronPlatform(bridge: ShellBridge): Platform {
  return {
    kind: "electron",
    workspace: {
      create: () => bridge.newWorkspace(),
      open: (readOnly = false) => bridge.openWorkspace(readOnly),
      recent: () => bridge.recentWorkspaces(),
      openRecent: (place) => bridge.openRecent(place),
      allowChanges: () => bridge.allowChanges(),
      saveAs: () => bridge.saveWorkspaceAs(),
      remove: () => bridge.deleteWorkspace(),
      reveal: () => bridge.revealWorkspace(),
    },
    downloadWorkspace: null,
    pickFiles: () => bridge.pickFiles("files"),
    pickFolder: () => bridge.pickFiles("folder"),
    async dropFiles(transfer) {
      const offered = await Promise.all([...transfer.files].map((file) => bridge.offerDropped(file)));
      return offered.filter((file): file is OfferedFile => file !== null);
    },
    async saveRows(request, signal) {
      const stop = (): void => void bridge.stopSaving();
      signal.addEventListener("abort", stop);
      try {
        const { name, error } = await bridge.saveRows(request);
        if (error !== undefined) throw AppError.from(error);
        return name;
      } finally {
        signal.removeEventListener("abort", stop);
      }
    },
    setTheme: (theme) => bridge.setTheme(theme),
    openExternal: (url) => bridge.openExternal(url),
    onOpenFiles: (listener) => bridge.onOpenFiles(listener),
    onOpenPath: (listener) => bridge.onOpenPath(listener),
    onCommand: (listener) => bridge.onCommand(listener),
  };
}
