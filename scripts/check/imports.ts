import { readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";

export interface Import {
  /** The importing file, relative to the root, with `/`. */
  readonly from: string;
  /** As it is written. */
  readonly specifier: string;
  readonly line: number;
}

const SKIPPED_FOLDERS = new Set(["node_modules", "out", "dist", "test-results", ".git"]);
const SOURCE = /\.(?:ts|tsx|mts|mjs|cts|cjs)$/;

/** Every source file below `folders` of the root, relative, sorted, with `/`. Folders that are absent have none. */
export function listSources(root: string, folders: readonly string[]): string[] {
  return folders.flatMap((folder) => walk(root, folder)).sort();
}

function walk(root: string, folder: string): string[] {
  let entries;
  try {
    entries = readdirSync(join(root, folder), { withFileTypes: true });
  } catch {
    return [];
  }
  return entries.flatMap((entry) => {
    const path = posix.join(folder, entry.name);
    if (entry.isDirectory()) return SKIPPED_FOLDERS.has(entry.name) ? [] : walk(root, path);
    return SOURCE.test(entry.name) ? [path] : [];
  });
}

/**
 * Blanks out comments and single-quoted strings, so that an example in one is no import; our specifiers are in double
 * quotes, and a `//` in those starts no comment. Offsets stay as they are.
 */
function withoutComments(text: string): string {
  const piece = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g;
  return text.replace(piece, (match) => (match.startsWith('"') ? match : match.replace(/[^\n]/g, " ")));
}

const STATEMENT = /(?:^|[;}\n])\s*(?:import|export)\b(?:\s+type\b)?(?:[\w\s{},*$]|\/)*?(?:\bfrom\s*)?"([^"\n]+)"/g;
const DYNAMIC = /\b(?:import|require)\(\s*"([^"\n]+)"/g;
const WORKER = /\bnew URL\(\s*"(\.[^"\n]+\.[cm]?[jt]sx?)",\s*import\.meta\.url/g;

/** The imports of a file: static, re-exports, types, `import()`, and the worker modules that it names by URL. */
export function importsIn(from: string, text: string): Import[] {
  const code = withoutComments(text);
  const found: Import[] = [];
  for (const pattern of [STATEMENT, DYNAMIC, WORKER]) {
    for (const match of code.matchAll(pattern)) {
      const specifier = match[1];
      if (specifier === undefined) continue;
      const line = code.slice(0, match.index + match[0].length).split("\n").length;
      found.push({ from, specifier, line });
    }
  }
  return found;
}

export function readImports(root: string, files: readonly string[]): Import[] {
  return files.flatMap((file) => importsIn(file, readFileSync(join(root, file), "utf8")));
}

export type Target =
  | { readonly kind: "file"; readonly path: string }
  | { readonly kind: "node"; readonly name: string }
  | { readonly kind: "package"; readonly name: string };

/** What a specifier points to: a file of the repository (relative to its root), a module of Node, or an npm package. */
export function targetOf({ from, specifier }: Import): Target {
  if (specifier.startsWith(".")) return { kind: "file", path: posix.join(posix.dirname(from), specifier) };
  if (specifier.startsWith("node:")) return { kind: "node", name: specifier };
  const [first = "", second = ""] = specifier.split("/");
  return { kind: "package", name: first.startsWith("@") ? `${first}/${second}` : first };
}
