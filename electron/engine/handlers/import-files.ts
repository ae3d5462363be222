import type { Dirent } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { basename, join, relative } from "node:path";
import type { FileRef } from "../../../shared/contract/files.js";
import type { SkippedFile } from "../../../shared/contract/sources.js";

/** Files to read, and those that a folder holds besides, with the reason why they are not read. */
export interface ImportFiles {
  readonly files: readonly FileRef[];
  readonly skipped: readonly SkippedFile[];
}

/** The files of what was given: a folder stands for the regular files below it, by path. */
export async function expandFolders(refs: readonly FileRef[]): Promise<ImportFiles> {
  const files: FileRef[] = [];
  const skipped: SkippedFile[] = [];
  for (const ref of refs) {
    const entry = ref.kind === "path" ? await stat(ref.path).catch(() => null) : null;
    if (ref.kind === "stream" || entry?.isDirectory() !== true) files.push(ref);
    else await walk(ref.path, ref.path, files, skipped);
  }
  return { files, skipped };
}

async function walk(root: string, folder: string, files: FileRef[], skipped: SkippedFile[]): Promise<void> {
  const nameOf = (path: string): string => join(basename(root), relative(root, path));
  let entries: Dirent[];
  try {
    entries = await readdir(folder, { withFileTypes: true });
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? String(error.code) : "it can't be read";
    skipped.push({ name: nameOf(folder), reason: `The folder can't be read (${reason}).` });
    return;
  }
  for (const child of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, child.name);
    const reason = whySkipped(child.name) ?? whyNoFile(child);
    if (reason !== null) skipped.push({ name: nameOf(path), reason });
    else if (child.isDirectory()) await walk(root, path, files, skipped);
    else files.push({ kind: "path", path, name: nameOf(path) });
  }
}

/** Why a file of a folder or of an archive is not read, by its name; null where it is. */
export function whySkipped(name: string): string | null {
  if (name === "__MACOSX" || name === "Thumbs.db") return "The system made it, not a tracer.";
  if (name.startsWith(".")) return "It is hidden.";
  if (/\.skein($|\.)/.test(name)) return "It is a workspace of Skein's, or belongs to one.";
  if (/^agent-.+\.meta\.json$/.test(name))
    return "It is Claude Code's note on a sub-agent, whose session lies beside it.";
  return null;
}

function whyNoFile(entry: Dirent): string | null {
  if (entry.isSymbolicLink()) return "It is a symbolic link. Give it by name to import what it leads to.";
  return entry.isFile() || entry.isDirectory() ? null : "It is no regular file.";
}
