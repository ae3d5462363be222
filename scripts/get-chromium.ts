import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { CHROMIUM_HINT, inContainer, lookForChromium } from "../e2e/fixtures/chromium.js";

const DOWNLOAD_LIMIT_MS = 240_000;
const APT_LIMIT_MS = 420_000;

function run(command: string, args: readonly string[], limitMs: number): boolean {
  console.log(`> ${command} ${args.join(" ")}`);
  const result = spawnSync(command, args, {
    stdio: ["ignore", "inherit", "inherit"],
    timeout: limitMs,
    shell: process.platform === "win32",
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive", PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: "20000" },
  });
  return result.status === 0;
}

/** Packages are installed only where nobody's machine is changed by it: as root, in a container or on a CI machine. */
function mayUseApt(): boolean {
  const isThrowAway = inContainer() || process.env["CI"] !== undefined;
  return process.platform === "linux" && process.getuid?.() === 0 && isThrowAway && existsSync("/usr/bin/apt-get");
}

/**
 * A Chrome or Chromium that starts: one that is there, else Playwright's download (one attempt), else Debian's package.
 * @throws with the line to run where none can be had.
 */
export function getChromium(): string {
  const present = lookForChromium();
  if (present !== null) return present;
  console.log("No Chrome or Chromium is here: trying Playwright's download.");
  run("npx", ["--no-install", "playwright", "install", "chromium"], DOWNLOAD_LIMIT_MS);
  const downloaded = lookForChromium();
  if (downloaded !== null) return downloaded;
  if (mayUseApt()) {
    console.log("Trying the distribution's own package.");
    run("apt-get", ["update", "-q"], APT_LIMIT_MS);
    run("apt-get", ["install", "-q", "-y", "--no-install-recommends", "chromium"], APT_LIMIT_MS);
    const installed = lookForChromium();
    if (installed !== null) return installed;
  }
  throw new Error(`No Chrome or Chromium was found, and none could be got. ${CHROMIUM_HINT}`);
}
