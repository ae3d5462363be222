import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { root } from "./ensure-built.mjs";

const packageFolder = path.join(root, "node_modules/electron");
const DOWNLOAD_LIMIT_MS = 180_000;

/**
 * Electron's executable where it is on this machine. Its package brings none: the first start downloads it.
 * @returns {string | null}
 */
export function presentElectron() {
  const named = process.env.ELECTRON_EXEC_PATH;
  if (named !== undefined && existsSync(named)) return named;
  try {
    const name = readFileSync(path.join(packageFolder, "path.txt"), "utf8").trim();
    const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? path.join(packageFolder, "dist");
    const executable = path.join(folder, name);
    return existsSync(executable) ? executable : null;
  } catch {
    return null;
  }
}

/**
 * Downloads Electron's executable, once, with a limit.
 * @returns {Promise<string | null>} Null where it can't be had.
 */
export async function downloadElectron() {
  const child = spawn(process.execPath, [path.join(packageFolder, "install.js")], {
    cwd: root,
    stdio: "ignore",
    timeout: DOWNLOAD_LIMIT_MS,
  });
  const code = await new Promise((resolve) => {
    child.once("error", () => resolve(1));
    child.once("close", resolve);
  });
  return code === 0 ? presentElectron() : null;
}

/**
 * Why no window can open here, whatever is installed.
 * @returns {string | null}
 */
export function noWindowReason() {
  if (process.platform !== "linux") return null;
  if (!process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return "there is no display";
  // Its sandbox can't work then, and without it hostile traces are not to be opened.
  if (process.getuid?.() === 0) return "Electron does not run as root";
  return null;
}
