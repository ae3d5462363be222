import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Page } from "@playwright/test";

const FONT_PATH = "/pictured-font/";
const WEIGHTS = { 400: "Roboto-Regular", 500: "Roboto-Medium", 600: "Roboto-Bold" } as const;
const require = createRequire(import.meta.url);
const fonts = join(dirname(require.resolve("roboto-fontface/package.json")), "fonts/roboto");

/** The main version of the browser that drew the pictures. */
const drawnBy = fileURLToPath(new URL("pictures/browser.txt", import.meta.url));

/** Why pictures of this browser can't be compared; null where they can. */
export function whyNotComparable(browserVersion: string): string | null {
  if (process.platform !== "linux") return "The pictures were drawn on Linux: letters are drawn otherwise elsewhere.";
  const major = browserVersion.split(".")[0] ?? "";
  const drawn = existsSync(drawnBy) ? readFileSync(drawnBy, "utf8").trim() : major;
  return drawn === major ? null : `The pictures were drawn by Chromium ${drawn}, and this is ${major}.`;
}

/** Notes by which browser the pictures are drawn anew. */
export function noteBrowser(browserVersion: string): void {
  writeFileSync(drawnBy, `${browserVersion.split(".")[0] ?? ""}\n`);
}

/** Gives the page one typeface, whatever the machine has. To be called before it is loaded. */
export async function pinFont(page: Page, origin: string): Promise<void> {
  await page.route(`${origin}${FONT_PATH}*`, (route) => {
    const name = new URL(route.request().url()).pathname.slice(FONT_PATH.length);
    return route.fulfill({ path: join(fonts, name), contentType: "font/woff2" });
  });
  const faces = Object.entries(WEIGHTS).map(
    ([weight, file]) =>
      `@font-face { font-family: Pictured; font-weight: ${weight}; src: url(${FONT_PATH}${file}.woff2) format("woff2"); }`,
  );
  const css = `${faces.join("\n")}\n:root { --font: Pictured, sans-serif !important; --mono: Pictured, monospace !important; }`;
  await page.addInitScript((text) => {
    document.addEventListener("DOMContentLoaded", () => {
      const style = document.createElement("style");
      style.textContent = text;
      document.head.append(style);
    });
  }, css);
}
