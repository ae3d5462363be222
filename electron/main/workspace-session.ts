import { existsSync } from "node:fs";
import path from "node:path";
import type { OpenOptions } from "../transport/engine-protocol.js";
import type { EngineHost } from "../transport/engine-host.js";
import type { SettingsFile } from "./app-settings.js";
import type { Dialogs } from "./dialogs.js";
import { copyWorkspace, moveWorkspace, removeWorkspace } from "./workspace-files.js";

/** What the session needs of its surroundings. */
export interface SessionParts {
  readonly host: EngineHost;
  readonly settings: SettingsFile;
  readonly dialogs: Dialogs;
  readonly untitledPath: string;
  readonly optionsFor: (workspacePath: string, readOnly: boolean) => OpenOptions;
  /** Another workspace is open: the page, the title and the menus follow. */
  readonly onSwitched: () => Promise<void>;
}

/** Which workspace is open, and the verbs that change it. The engine is closed while files move. */
export class WorkspaceSession {
  readonly #parts: SessionParts;
  #path: string;
  #readOnly: boolean;
  /** One change at a time: two would fight over the engine. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(workspacePath: string, readOnly: boolean, parts: SessionParts) {
    this.#path = workspacePath;
    this.#readOnly = readOnly;
    this.#parts = parts;
  }

  get path(): string {
    return this.#path;
  }

  get untitled(): boolean {
    return this.#path === this.#parts.untitledPath;
  }

  /** As the window's title names it. */
  get name(): string {
    return path.basename(this.#path, path.extname(this.#path));
  }

  /** With `readOnly` it is left as it is. */
  async open(workspacePath: string, readOnly = false): Promise<boolean> {
    if (workspacePath === this.#path && readOnly === this.#readOnly) return true;
    if (!existsSync(workspacePath)) {
      this.#parts.settings.forgetWorkspace(workspacePath);
      await this.#parts.dialogs.tell("The workspace is not there any more.", workspacePath);
      return false;
    }
    return this.#switchTo(workspacePath, () => Promise.resolve(), readOnly);
  }

  async pickAndOpen(readOnly = false): Promise<boolean> {
    const chosen = await this.#parts.dialogs.pickWorkspace();
    return chosen !== null && (await this.open(chosen, readOnly));
  }

  /** The workspaces that were open before, the newest first. */
  recent(): readonly string[] {
    return this.#parts.settings.current.recentWorkspaces.filter((known) => known !== this.#path);
  }

  async openRecent(place: number): Promise<boolean> {
    const chosen = this.recent()[place];
    return chosen !== undefined && (await this.open(chosen));
  }

  /** The workspace that was only read is opened again, and can be changed. */
  allowChanges(): Promise<boolean> {
    return this.open(this.#path);
  }

  async create(): Promise<boolean> {
    const target = await this.#parts.dialogs.placeWorkspace("New workspace", "Traces.skein");
    if (target === null || (await this.#refusesSelf(target))) return false;
    return this.#switchTo(target, () => removeWorkspace(target));
  }

  /** The untitled workspace moves to its name; a named one is copied. */
  async saveAs(): Promise<boolean> {
    const from = this.#path;
    const { untitled } = this;
    const suggestion = untitled ? "Traces.skein" : path.basename(from);
    const target = await this.#parts.dialogs.placeWorkspace("Save workspace as", suggestion);
    if (target === null || target === from) return false;
    return this.#switchTo(target, () => (untitled ? moveWorkspace(from, target) : copyWorkspace(from, target)));
  }

  /** Deletes the file that is open and goes on with the untitled workspace, empty where it was itself deleted. */
  async remove(): Promise<boolean> {
    const doomed = this.#path;
    const agreed = await this.#parts.dialogs.confirm({
      message: `Delete the workspace ${this.name}?`,
      detail:
        "Its traces, notes and searches are deleted from this machine. The files that were imported stay where they are.",
      action: "Delete",
    });
    if (!agreed) return false;
    this.#parts.settings.forgetWorkspace(doomed);
    return this.#switchTo(this.#parts.untitledPath, () => removeWorkspace(doomed));
  }

  async #refusesSelf(target: string): Promise<boolean> {
    if (target !== this.#path) return false;
    await this.#parts.dialogs.tell("This workspace is open.", "Choose another name, or delete it first.");
    return true;
  }

  #switchTo(target: string, change: () => Promise<void>, readOnly = false): Promise<boolean> {
    const { host, settings, dialogs, optionsFor, onSwitched, untitledPath } = this.#parts;
    const run = async (): Promise<boolean> => {
      try {
        await host.reopen(async () => {
          await change();
          return optionsFor(target, readOnly);
        });
      } catch (error) {
        await dialogs.tell("That did not work.", error instanceof Error ? error.message : String(error));
        return false;
      }
      this.#path = target;
      this.#readOnly = readOnly;
      if (target === untitledPath) settings.update({ lastWorkspace: null });
      else settings.rememberWorkspace(target, readOnly);
      await onSwitched();
      return true;
    };
    const result = this.#last.then(run);
    this.#last = result.catch(() => {});
    return result;
  }
}
