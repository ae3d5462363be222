import { readFile, realpath, stat } from "node:fs/promises";
import path from "node:path";

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".wasm": "application/wasm",
  ".map": "application/json; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
};

export interface AppFile {
  readonly bytes: Buffer;
  readonly contentType: string;
  /** True for files whose name changes with their content. */
  readonly immutable: boolean;
}

/**
 * A file of the built app, or null. Places in the app (`/trace/ID`) are all its one page. `urlPath` is as the gate parsed it;
 * what leads out of `root`, by dots, encodings or links, is not there.
 */
export async function readAppFile(root: string, urlPath: string): Promise<AppFile | null> {
  const name = decode(urlPath);
  if (name === null) return null;
  const file = await regularFile(root, name);
  if (file !== null) {
    const contentType = CONTENT_TYPES[path.extname(file).toLowerCase()];
    if (contentType === undefined) return null;
    return { bytes: await readFile(file), contentType, immutable: name.startsWith("assets/") };
  }
  if (path.posix.extname(name) !== "" || name.startsWith("assets/")) return null;
  const page = await regularFile(root, "index.html");
  if (page === null) return null;
  return { bytes: await readFile(page), contentType: "text/html; charset=utf-8", immutable: false };
}

/** Relative, without anything that could climb; null for what no name of ours can be. */
function decode(urlPath: string): string | null {
  let name: string;
  try {
    name = decodeURIComponent(urlPath).replace(/^\/+/, "");
  } catch {
    return null;
  }
  if (name.includes("\0") || name.includes("\\")) return null;
  return name.split("/").some((step) => step === ".." || step === ".") ? null : name;
}

async function regularFile(root: string, name: string): Promise<string | null> {
  try {
    const realRoot = await realpath(root);
    const file = await realpath(path.join(realRoot, name));
    const inside = path.relative(realRoot, file);
    if (inside.startsWith("..") || path.isAbsolute(inside)) return null;
    return (await stat(file)).isFile() ? file : null;
  } catch {
    return null;
  }
}
