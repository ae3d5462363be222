import type {
  OfferedFile,
  PageCommand,
  RecentWorkspace,
  ShellBridge,
  ThemeSetting,
  Unsubscribe,
} from "../../shared/contract/shell.js";
import type { FileRequest } from "../../shared/contract/export.js";
import { SHELL_BRIDGE } from "../../shared/contract/shell-channels.js";
import { browserPlatform } from "./platform-browser.js";
import { electronPlatform } from "./platform-electron.js";

export type { OfferedFile, PageCommand, RecentWorkspace, ThemeSetting, Unsubscribe };

/** The workspace's own file. Only where Skein has a window of its own; each answers false when the user cancels. */
export interface WorkspaceActions {
  create(): Promise<boolean>;
  open(readOnly?: boolean): Promise<boolean>;
  /** Those that were open before, the newest first. */
  recent(): Promise<readonly RecentWorkspace[]>;
  /** One of these, by its place in the list. */
  openRecent(place: number): Promise<boolean>;
  /** Opens the workspace again, no more for reading only. */
  allowChanges(): Promise<boolean>;
  saveAs(): Promise<boolean>;
  remove(): Promise<boolean>;
  reveal(): Promise<void>;
}

/** What the page asks of whatever it runs in. Tokens go to `import.run` as they are. */
export interface Platform {
  readonly kind: "electron" | "browser";
  /** Null in a browser: the workspace was named on the command line. */
  readonly workspace: WorkspaceActions | null;
  /** Fetches a copy of the workspace's file as a download; null where the workspace has actions of its own. */
  readonly downloadWorkspace: ((signal: AbortSignal) => Promise<string>) | null;
  /** Must be called from a click or a key. Empty when the user cancels. */
  pickFiles(): Promise<OfferedFile[]>;
  pickFolder(): Promise<OfferedFile[]>;
  /** Call it in the drop event itself: the transfer is emptied afterwards. Folders are opened where they must be. */
  dropFiles(transfer: DataTransfer): Promise<OfferedFile[]>;
  /**
   * Rows of a statement, or what a query selects, into a file that the user names, or among the downloads. The file's name; null when the user
   * cancels. Rejects with `AppError`.
   */
  saveRows(request: FileRequest, signal: AbortSignal): Promise<string | null>;
  /** Tells the window frame and the menus; the page sets its own `data-theme`. */
  setTheme(theme: ThemeSetting): Promise<void>;
  /** https only, and only after the user agreed. */
  openExternal(url: string): Promise<boolean>;
  onOpenFiles(listener: (files: OfferedFile[]) => void): Unsubscribe;
  /** A link to a place in this workspace was opened: a path that starts with a slash. */
  onOpenPath(listener: (path: string) => void): Unsubscribe;
  onCommand(listener: (command: PageCommand) => void): Unsubscribe;
}

/** The bridge of the desktop window; undefined in a browser. */
export function shellBridge(): ShellBridge | undefined {
  return (globalThis as unknown as Partial<Record<typeof SHELL_BRIDGE, ShellBridge>>)[SHELL_BRIDGE];
}

/** Told by the bridge that the preload leaves, never by the browser's name. */
export function createPlatform(): Platform {
  const bridge = shellBridge();
  return bridge === undefined ? browserPlatform() : electronPlatform(bridge);
}
