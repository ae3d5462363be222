import { z } from "zod";
import { type ErrorData, errorData } from "./errors.js";
import type { FileRequest } from "./export.js";
import { ENGINE_MESSAGE } from "./shell-channels.js";

/**
 * What the window asks of the desktop shell and what the shell tells the window. Only file-system verbs and the window's
 * own affairs go this way; everything about traces goes to the engine over its port.
 */

/** A file or folder that the user chose. The page never learns its path; the engine resolves the token. */
export const offeredFile = z.object({
  token: z.string(),
  /** File name without its folder. */
  name: z.string(),
  /** Null for a folder. */
  bytes: z.number().nullable(),
});
export type OfferedFile = z.output<typeof offeredFile>;

export const themeSetting = z.enum(["system", "light", "dark"]);
export type ThemeSetting = z.output<typeof themeSetting>;

/** Menu entries whose work the page does. */
export const PAGE_COMMANDS = ["open-palette", "show-help", "open-settings", "open-sample", "undo", "redo"] as const;
export type PageCommand = (typeof PAGE_COMMANDS)[number];

/**
 * How the engine's port reaches the page: the page listens for `message`, calls `requestPort()`, and gets
 * `{type: ENGINE_MESSAGE, state: "running"}` with one port in `event.ports`. When the engine dies it gets the state
 * `restarting`, and asks again; the answer comes once the engine is back. `gone` means that the shell gave up.
 */
export const engineMessage = z.object({
  type: z.literal(ENGINE_MESSAGE),
  state: z.enum(["running", "restarting", "gone"]),
  error: errorData.optional(),
});
export type EngineMessage = z.output<typeof engineMessage>;

/** Stops listening. */
export type Unsubscribe = () => void;

/** The file's name; null where the user cancelled, or where it could not be written, with the reason. */
export interface SavedRows {
  readonly name: string | null;
  readonly error?: ErrorData;
}

/** A workspace as the page may name it. */
export interface RecentWorkspace {
  /** File name without its folder. */
  readonly name: string;
  readonly folder: string;
}

/** What `window.skein` is in the desktop window. Every function is checked again in the main process. */
export interface ShellBridge {
  requestPort(): void;
  /** Asks with the system's dialog; empty when the user cancels. */
  pickFiles(kind: "files" | "folder"): Promise<OfferedFile[]>;
  /** Null where the dropped thing lies in no folder of this machine. */
  offerDropped(file: File): Promise<OfferedFile | null>;
  /** Each returns false when the user cancels. A change of workspace loads the page anew. */
  newWorkspace(): Promise<boolean>;
  openWorkspace(readOnly: boolean): Promise<boolean>;
  /** The workspaces that were open before, the newest first, without the one that is open. */
  recentWorkspaces(): Promise<RecentWorkspace[]>;
  /** One of these, by its place in the list that was given last. */
  openRecent(place: number): Promise<boolean>;
  /** Opens the workspace again, no more for reading only. */
  allowChanges(): Promise<boolean>;
  saveWorkspaceAs(): Promise<boolean>;
  deleteWorkspace(): Promise<boolean>;
  revealWorkspace(): Promise<void>;
  /** Writes rows of a statement, or what a query selects, to a file that the user names with the system's dialog. */
  saveRows(request: FileRequest): Promise<SavedRows>;
  stopSaving(): Promise<void>;
  setTheme(theme: ThemeSetting): Promise<void>;
  /** Opens an https address in the user's browser after asking. */
  openExternal(url: string): Promise<boolean>;
  /** Files that came by the command line, the dock, a second start or the menu. What came earlier is delivered at once. */
  onOpenFiles(listener: (files: OfferedFile[]) => void): Unsubscribe;
  /** The path of a skein:// link to this workspace, starting with a slash. */
  onOpenPath(listener: (path: string) => void): Unsubscribe;
  onCommand(listener: (command: PageCommand) => void): Unsubscribe;
}
