import path from "node:path";

/** What a start of the app was asked to do. */
export interface Launch {
  /** From `--workspace FILE`. */
  readonly workspacePath: string | null;
  /** From `--read-only`: the workspace that is named is left as it is. */
  readonly readOnly: boolean;
  /** Absolute paths and `skein://` links, in the order given. */
  readonly items: readonly string[];
}

/**
 * Reads a process's arguments. Unpackaged, the first word that is no switch is the app itself. Switches of Electron
 * and Chromium are passed over; everything after `--` is a file.
 */
export function parseLaunch(argv: readonly string[], options: { packaged: boolean; cwd: string }): Launch {
  const items: string[] = [];
  let workspacePath: string | null = null;
  let readOnly = false;
  let appSeen = options.packaged;
  let switches = true;
  const absolute = (item: string): string => (isUrl(item) ? item : path.resolve(options.cwd, item));
  for (let index = 1; index < argv.length; index++) {
    const word = argv[index] ?? "";
    if (switches && word === "--") {
      switches = false;
    } else if (switches && word === "--workspace") {
      const value = argv[++index];
      if (value !== undefined) workspacePath = absolute(value);
    } else if (switches && word.startsWith("--workspace=")) {
      workspacePath = absolute(word.slice("--workspace=".length));
    } else if (switches && word === "--read-only") {
      readOnly = true;
    } else if (switches && word.startsWith("-")) {
      continue;
    } else if (appSeen) {
      items.push(absolute(word));
    } else {
      appSeen = true;
    }
  }
  return { workspacePath, readOnly, items };
}

/** A drive letter is no scheme. */
function isUrl(item: string): boolean {
  return /^[a-z][a-z0-9+.-]+:\/\//i.test(item);
}
