import { spawn } from "node:child_process";

/** Opens an address in the user's browser where there is a display; says whether it tried. */
export function openBrowser(url: string): boolean {
  const command = browserCommand(url);
  if (command === null) return false;
  const [name, ...args] = command;
  const child = spawn(name, args, { detached: true, stdio: "ignore" });
  // No such program: the printed address remains.
  child.on("error", () => {});
  child.unref();
  return true;
}

function browserCommand(url: string): [string, ...string[]] | null {
  if (process.platform === "darwin") return ["open", url];
  if (process.platform === "win32") return ["rundll32", "url.dll,FileProtocolHandler", url];
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  return (DISPLAY ?? "") !== "" || (WAYLAND_DISPLAY ?? "") !== "" ? ["xdg-open", url] : null;
}
