import { execFileSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import type { Page } from "@playwright/test";
import { prepareForFunctions } from "./frames.js";

const PACKAGE = "speedscope@1.25.0";
const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".woff2": "font/woff2",
};

/** A released speedscope, served on this machine. */
export interface Speedscope {
  readonly url: string;
  stop(): void;
}

/** Gets speedscope from the package registry into a folder; null where that cannot be reached. */
export async function serveSpeedscope(folder: string): Promise<Speedscope | null> {
  try {
    const packed = execFileSync("npm", ["pack", PACKAGE, "--silent", "--pack-destination", folder], {
      cwd: folder,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
      shell: process.platform === "win32",
    }).trim();
    execFileSync("tar", ["-xzf", packed.split("\n").at(-1) ?? ""], { cwd: folder });
  } catch {
    return null;
  }
  const root = join(folder, "package/dist/release");
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? "/", "http://localhost").pathname;
    const file = join(root, path === "/" ? "index.html" : path);
    readFile(file).then(
      (bytes) => {
        response.setHeader("content-type", TYPES[extname(file)] ?? "application/octet-stream");
        response.end(bytes);
      },
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, stop: () => void server.close() };
}

const OPEN_LIMIT_MS = 180_000;

/** Chooses a profile in speedscope; gives ms from the choice to the first painted flame graph. */
export async function openProfile(page: Page, url: string, file: string): Promise<number> {
  await page.goto(url);
  await page.locator("input[type=file]").waitFor({ state: "attached" });
  await prepareForFunctions(page);
  await page.evaluate(() => {
    const state = { chosenMs: Number.NaN, paintedMs: Number.NaN };
    Reflect.set(window, "profileOpened", state);
    addEventListener("change", () => (state.chosenMs = performance.now()), { capture: true, once: true });
    const step = (): void => {
      // The flame graph has canvases of its own, beside the one that the start page has too.
      if (document.querySelectorAll("canvas").length < 2) requestAnimationFrame(step);
      else requestAnimationFrame(() => (state.paintedMs = performance.now()));
    };
    requestAnimationFrame(step);
  });
  await page.setInputFiles("input[type=file]", file);
  const answer = await page.waitForFunction(
    () => {
      const { chosenMs, paintedMs } = Reflect.get(window, "profileOpened") as { chosenMs: number; paintedMs: number };
      return Number.isNaN(paintedMs) ? null : paintedMs - chosenMs;
    },
    null,
    { timeout: OPEN_LIMIT_MS },
  );
  return (await answer.jsonValue()) ?? Number.NaN;
}
