import { constants } from "node:fs";
import { chmod, copyFile, readdir, rename, rm } from "node:fs/promises";
import path from "node:path";

/**
 * The files of a workspace: the database and what lies beside it under the same name (its log of changes, a write-ahead
 * log that a crash left). All of these expect that no engine has the workspace open.
 */
export async function filesOfWorkspace(workspacePath: string): Promise<string[]> {
  const folder = path.dirname(workspacePath);
  const base = path.basename(workspacePath);
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile() && (entry.name === base || entry.name.startsWith(`${base}.`)))
    .map((entry) => path.join(folder, entry.name))
    .sort();
}

/** What was kept of a file before it was brought up from an older Skein. */
const KEPT_COPY = /\.v\d+\.bak$/;
const PART = ".part";

/**
 * Replaces what was at the target, as the user agreed to in the dialog. What was there stays until the copy is whole. What was
 * kept of an earlier version stays with the original.
 */
export async function copyWorkspace(from: string, to: string): Promise<void> {
  if (path.resolve(from) === path.resolve(to)) return;
  const files = (await filesOfWorkspace(from)).filter((file) => !KEPT_COPY.test(file));
  const targets = files.map((file) => to + path.basename(file).slice(path.basename(from).length));
  try {
    for (const [index, file] of files.entries()) {
      const part = `${targets[index] ?? ""}${PART}`;
      await copyFile(file, part, constants.COPYFILE_FICLONE);
      await chmod(part, 0o600);
    }
  } catch (error) {
    for (const target of targets) await rm(`${target}${PART}`, { force: true });
    throw error;
  }
  for (const file of await filesOfWorkspace(to)) if (!file.endsWith(PART)) await rm(file, { force: true });
  for (const target of targets) await rename(`${target}${PART}`, target);
}

/** Renames where it can, copies to another disk where it must. */
export async function moveWorkspace(from: string, to: string): Promise<void> {
  if (path.resolve(from) === path.resolve(to)) return;
  await removeWorkspace(to);
  const files = await filesOfWorkspace(from);
  const targetOf = (file: string): string => to + path.basename(file).slice(path.basename(from).length);
  try {
    for (const file of files) await rename(file, targetOf(file));
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EXDEV")) throw error;
    await copyWorkspace(from, to);
    await removeWorkspace(from);
  }
}

export async function removeWorkspace(workspacePath: string): Promise<void> {
  for (const file of await filesOfWorkspace(workspacePath)) await rm(file, { force: true });
}
