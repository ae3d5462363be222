import { spawn } from "node:child_process";
import path from "node:path";
import { ensureBuilt, root, runCli, userFolder } from "./ensure-built.mjs";
import { downloadElectron, noWindowReason, presentElectron } from "./find-electron.mjs";

/**
 * `npm start [-- FILE...]`: builds what is not built and opens the window; where there can be none it serves the same app to
 * the browser.
 */
const EARLY_END_MS = 5_000;

const args = process.argv.slice(2).map((word) => {
  const isPath = !word.startsWith("-") && !/^[a-z][a-z0-9+.-]+:\/\//i.test(word);
  return isPath ? path.resolve(userFolder(), word) : word;
});

try {
  await ensureBuilt({ announce: true });
} catch (error) {
  process.stderr.write(`skein: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}

const reason = noWindowReason() ?? (await openWindow());
if (reason !== null) {
  process.stderr.write(`No desktop window (${reason}): Skein serves the same app to your browser.\n`);
  await runCli(["serve", ...args.filter((word) => !word.includes("://"))]);
}

/**
 * Runs until the window is closed.
 * @returns {Promise<string | null>} Why there is no window.
 */
async function openWindow() {
  let executable = presentElectron();
  if (executable === null) {
    process.stderr.write("Getting Electron, once…\n");
    executable = await downloadElectron();
  }
  if (executable === null) return "Electron could not be downloaded";
  const startedMs = Date.now();
  const child = spawn(executable, [root, ...args], { stdio: "inherit" });
  // Ctrl-C reaches the window by itself; this process only waits for it.
  process.on("SIGINT", () => {});
  process.on("SIGTERM", () => child.kill());
  /** @type {{ code: number | null, failure: string | null }} */
  const ended = await new Promise((resolve) => {
    child.once("error", (error) => resolve({ code: null, failure: error.message }));
    child.once("close", (code, signal) =>
      resolve({ code, failure: signal ?? (code === 0 ? null : `exit code ${code}`) }),
    );
  });
  if (ended.failure !== null && Date.now() - startedMs < EARLY_END_MS)
    return `Electron does not start here: ${ended.failure}`;
  process.exitCode = ended.code ?? 1;
  return null;
}
