import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { themeSetting } from "../../shared/contract/shell.js";

const MOST_RECENT = 10;

const settingsSchema = z.object({
  version: z.literal(1),
  theme: themeSetting.default("system"),
  /** Null: the workspace in the app's data folder. */
  lastWorkspace: z.string().nullable().default(null),
  recentWorkspaces: z.array(z.string()).default([]),
  /** Where the workspace with an id was last seen, for links. */
  workspacePaths: z.record(z.string(), z.string()).default({}),
  /** Where the last dialog ended: the system no longer remembers it. */
  lastFolder: z.string().nullable().default(null),
});
export type AppSettings = Omit<z.output<typeof settingsSchema>, "version">;

const DEFAULTS: AppSettings = {
  theme: "system",
  lastWorkspace: null,
  recentWorkspaces: [],
  workspacePaths: {},
  lastFolder: null,
};

/** What the shell remembers between starts, in one small file that may be deleted at any time. */
export class SettingsFile {
  readonly #path: string;
  #settings: AppSettings;

  constructor(filePath: string) {
    this.#path = filePath;
    this.#settings = readSettings(filePath);
  }

  get current(): AppSettings {
    return this.#settings;
  }

  /** Written at once and whole: a crash leaves the old file or the new one. A full disk costs only the memory of it. */
  update(change: Partial<AppSettings>): void {
    this.#settings = { ...this.#settings, ...change };
    const draft = `${this.#path}.new`;
    try {
      mkdirSync(path.dirname(this.#path), { recursive: true });
      writeFileSync(draft, `${JSON.stringify({ version: 1, ...this.#settings }, null, 2)}\n`, { mode: 0o600 });
      renameSync(draft, this.#path);
    } catch (error) {
      process.stderr.write(`skein: the settings were not kept: ${String(error)}\n`);
    }
  }

  /** What was only read is not what the next start opens: there it could be changed. */
  rememberWorkspace(workspacePath: string, readOnly = false): void {
    const others = this.#settings.recentWorkspaces.filter((known) => known !== workspacePath);
    this.update({
      lastWorkspace: readOnly ? null : workspacePath,
      recentWorkspaces: [workspacePath, ...others].slice(0, MOST_RECENT),
    });
  }

  forgetWorkspace(workspacePath: string): void {
    const recentWorkspaces = this.#settings.recentWorkspaces.filter((known) => known !== workspacePath);
    const lastWorkspace = this.#settings.lastWorkspace === workspacePath ? null : this.#settings.lastWorkspace;
    this.update({ lastWorkspace, recentWorkspaces });
  }
}

function readSettings(filePath: string): AppSettings {
  try {
    const { version: _version, ...settings } = settingsSchema.parse(JSON.parse(readFileSync(filePath, "utf8")));
    return settings;
  } catch {
    // Absent, cut or of another version: the defaults are good, and the next change writes it anew.
    return DEFAULTS;
  }
}
