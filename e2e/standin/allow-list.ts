import type * as Electron from "electron";

const EVENTS = ["on", "once", "off", "addListener", "removeListener", "removeAllListeners", "emit", "listenerCount"];

type Members<T> = readonly (keyof T & string)[];

/** All of Electron's interface that the stand-in has. A name that Electron does not know does not compile. */
export const LISTED = {
  app: [
    "whenReady",
    "isReady",
    "quit",
    "exit",
    "getPath",
    "setPath",
    "getVersion",
    "getName",
    "setName",
    "isPackaged",
    "getAppPath",
    "requestSingleInstanceLock",
    "addRecentDocument",
    "clearRecentDocuments",
    "enableSandbox",
    "setAboutPanelOptions",
    "setAsDefaultProtocolClient",
    "setAppUserModelId",
    "getAppMetrics",
    "commandLine",
  ] satisfies Members<Electron.App>,
  ipcMain: ["handle", "removeHandler"] satisfies Members<Electron.IpcMain>,
  protocol: [
    "registerSchemesAsPrivileged",
    "handle",
    "unhandle",
    "isProtocolHandled",
  ] satisfies Members<Electron.Protocol>,
  dialog: ["showOpenDialog", "showSaveDialog", "showMessageBox", "showErrorBox"] satisfies Members<Electron.Dialog>,
  shell: ["openExternal", "showItemInFolder"] satisfies Members<Electron.Shell>,
  nativeTheme: ["themeSource", "shouldUseDarkColors"] satisfies Members<Electron.NativeTheme>,
  session: ["setPermissionRequestHandler", "setPermissionCheckHandler", "protocol"] satisfies Members<Electron.Session>,
  window: [
    "webContents",
    "loadURL",
    "show",
    "focus",
    "restore",
    "isMinimized",
    "isDestroyed",
    "close",
    "destroy",
    "setTitle",
    "getTitle",
    "setRepresentedFilename",
    "setDocumentEdited",
    "setBackgroundColor",
    "setProgressBar",
  ] satisfies Members<Electron.BrowserWindow>,
  webContents: [
    "id",
    "mainFrame",
    "session",
    "getURL",
    "loadURL",
    "reload",
    "isDestroyed",
    "send",
    "postMessage",
    "setWindowOpenHandler",
    "close",
    "printToPDF",
  ] satisfies Members<Electron.WebContents>,
} as const;

/**
 * Hides everything of `target` that is not listed: code that comes to use more of Electron must fail here, not pass
 * against something that does not exist. Assigning to a listed name works, so that tests can script a dialog.
 */
export function onlyListed<T extends object>(label: string, target: T, members: readonly string[]): T {
  return new Proxy(target, {
    get(object, key) {
      if (typeof key === "symbol" || isOpen(key, members)) {
        const value: unknown = Reflect.get(object, key, object);
        return typeof value === "function" ? (value as (...args: unknown[]) => unknown).bind(object) : value;
      }
      throw notInStandin(`${label}.${key}`);
    },
    set(object, key, value) {
      if (typeof key === "string" && !members.includes(key)) throw notInStandin(`${label}.${key}`);
      return Reflect.set(object, key, value, object);
    },
  });
}

export function notInStandin(what: string): Error {
  return new Error(`electron: ${what} is not in stand-in`);
}

/** `then` and `toJSON` are asked for by `await` and by inspection, of every object. */
function isOpen(key: string, members: readonly string[]): boolean {
  return members.includes(key) || EVENTS.includes(key) || ["then", "toJSON", "constructor", "toString"].includes(key);
}
