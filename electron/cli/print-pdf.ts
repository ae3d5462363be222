import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { AppError } from "../../shared/contract/errors.js";

/** Names that browsers with the needed engine have on Linux, and where they lie elsewhere. */
const NAMES = [
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "chrome",
  "microsoft-edge",
  "brave-browser",
];
const PLACES: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  darwin: [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "/Applications/Brave Browser.app/Contents/MacOS/Brave Browser",
  ],
  win32: ["Google\\Chrome\\Application\\chrome.exe", "Microsoft\\Edge\\Application\\msedge.exe"].flatMap((program) =>
    ["C:\\Program Files", "C:\\Program Files (x86)"].map((folder) => `${folder}\\${program}`),
  ),
};
const LIMIT_MS = 300_000;
const MOST_TOLD = 300;

/** A browser that can print: `CHROME_PATH`, else one that is installed; null where there is none. */
export function findBrowser(env: NodeJS.ProcessEnv = process.env): string | null {
  const told = env["CHROME_PATH"];
  if (told !== undefined && told !== "") return existsSync(told) ? told : null;
  const folders = (env["PATH"] ?? "").split(path.delimiter).filter((folder) => folder !== "");
  const named = folders.flatMap((folder) => NAMES.map((name) => path.join(folder, name)));
  return [...named, ...(PLACES[process.platform] ?? [])].find((place) => existsSync(place)) ?? null;
}

/** Prints an HTML file of ours to a PDF file with an installed browser, without a window, network or profile. NOT_FOUND; UNREADABLE. */
export async function printPdf(html: string, pdf: string, signal?: AbortSignal): Promise<void> {
  const browser = findBrowser();
  if (browser === null) {
    throw new AppError("NOT_FOUND", "A PDF needs Chromium or Chrome, and none was found.", {
      hint: "Install one, or name it in CHROME_PATH. Or write HTML, and print that in any browser.",
    });
  }
  const profile = await mkdtemp(path.join(tmpdir(), "skein-print-"));
  try {
    const told = await ended(browser, argumentsOf(html, pdf, profile), signal);
    const made = await stat(pdf).catch(() => null);
    if (told.code === 0 && made !== null && made.size > 0) return;
    throw new AppError("UNREADABLE", `${path.basename(browser)} could not print the report (${told.words}).`, {
      hint: "Name another browser in CHROME_PATH, or write HTML and print that.",
    });
  } finally {
    await rm(profile, { recursive: true, force: true, maxRetries: 3 });
  }
}

function argumentsOf(html: string, pdf: string, profile: string): string[] {
  return [
    "--headless",
    "--disable-gpu",
    "--no-first-run",
    "--disable-extensions",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    // The report is our own file, whose policy lets nothing run; root, as in a container, has no other way.
    ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
    `--user-data-dir=${profile}`,
    "--no-pdf-header-footer",
    "--generate-pdf-document-outline",
    `--print-to-pdf=${pdf}`,
    pathToFileURL(html).href,
  ];
}

function ended(
  browser: string,
  args: readonly string[],
  signal?: AbortSignal,
): Promise<{ code: number | null; words: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(browser, args, { stdio: ["ignore", "ignore", "pipe"], timeout: LIMIT_MS, signal });
    let words = "";
    child.stderr.setEncoding("utf8").on("data", (piece: string) => (words = (words + piece).slice(-MOST_TOLD)));
    child.once("error", (error) => {
      if (signal?.aborted === true) reject(new AppError("CANCELLED", "The report was cancelled."));
      else resolve({ code: null, words: error.message });
    });
    child.once("close", (code, by) => {
      // A machine without a desktop is told of with many lines that have no say in it.
      const last = words.split("\n").findLast((line) => line.trim() !== "" && !/dbus/i.test(line)) ?? "";
      resolve({ code, words: last === "" ? (by ?? `exit code ${code ?? "unknown"}`) : last });
    });
  });
}
