import path from "node:path";
import { dialog, type BrowserWindow } from "electron";
import type { SettingsFile } from "./app-settings.js";

const WORKSPACE_FILTER = { name: "Skein workspace", extensions: ["skein"] };

/** The system's dialogs, over the main window. They start where the last one ended. */
export class Dialogs {
  readonly #window: BrowserWindow;
  readonly #settings: SettingsFile;

  constructor(window: BrowserWindow, settings: SettingsFile) {
    this.#window = window;
    this.#settings = settings;
  }

  /** Empty when the user cancels. */
  async pickTraces(kind: "files" | "folder"): Promise<string[]> {
    const { canceled, filePaths } = await dialog.showOpenDialog(this.#window, {
      title: kind === "files" ? "Open trace files" : "Open a folder of trace files",
      properties: [kind === "files" ? "openFile" : "openDirectory", "multiSelections"],
      ...this.#startFolder(),
    });
    return canceled ? [] : this.#remember(filePaths);
  }

  async pickWorkspace(): Promise<string | null> {
    const { canceled, filePaths } = await dialog.showOpenDialog(this.#window, {
      title: "Open a workspace",
      properties: ["openFile"],
      filters: [WORKSPACE_FILTER, { name: "All files", extensions: ["*"] }],
      ...this.#startFolder(),
    });
    return canceled ? null : (this.#remember(filePaths)[0] ?? null);
  }

  /** Where a workspace goes, with its extension. The system has asked about replacing. */
  async placeWorkspace(title: string, name: string): Promise<string | null> {
    const { lastFolder } = this.#settings.current;
    const { canceled, filePath } = await dialog.showSaveDialog(this.#window, {
      title,
      defaultPath: lastFolder === null ? name : path.join(lastFolder, name),
      filters: [WORKSPACE_FILTER],
      properties: ["createDirectory", "showOverwriteConfirmation"],
    });
    if (canceled || filePath === "") return null;
    this.#remember([filePath]);
    return filePath.toLowerCase().endsWith(".skein") ? filePath : `${filePath}.skein`;
  }

  /** Where rows go. The system has asked about replacing; null when the user cancels. */
  async placeRows(name: string): Promise<string | null> {
    const { lastFolder } = this.#settings.current;
    const { canceled, filePath } = await dialog.showSaveDialog(this.#window, {
      title: "Save rows",
      defaultPath: lastFolder === null ? name : path.join(lastFolder, name),
      properties: ["createDirectory", "showOverwriteConfirmation"],
    });
    if (canceled || filePath === "") return null;
    this.#remember([filePath]);
    return filePath;
  }

  /** How far a file is, from 0 to 1, where the system shows windows; null when it has ended. */
  showProgress(share: number | null): void {
    if (!this.#window.isDestroyed()) this.#window.setProgressBar(share ?? -1);
  }

  async confirm(question: { message: string; detail: string; action: string }): Promise<boolean> {
    const { response } = await dialog.showMessageBox(this.#window, {
      type: "warning",
      message: question.message,
      detail: question.detail,
      buttons: [question.action, "Cancel"],
      defaultId: 1,
      cancelId: 1,
      noLink: true,
    });
    return response === 0;
  }

  /** Says what happened and waits until it was read. */
  async tell(message: string, detail: string): Promise<void> {
    await dialog.showMessageBox(this.#window, { type: "error", message, detail, buttons: ["OK"], noLink: true });
  }

  #startFolder(): { defaultPath?: string } {
    const { lastFolder } = this.#settings.current;
    return lastFolder === null ? {} : { defaultPath: lastFolder };
  }

  #remember(paths: string[]): string[] {
    const [first] = paths;
    if (first !== undefined) this.#settings.update({ lastFolder: path.dirname(first) });
    return paths;
  }
}
