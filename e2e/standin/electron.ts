#!/usr/bin/env node
import { existsSync, readFileSync } from "node:fs";
import inspector from "node:inspector";
import Module from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { App, guardApp } from "./app.js";
import { notInStandin } from "./allow-list.js";
import { dialog, Menu, nativeTheme, shell } from "./desktop.js";
import { DevTools } from "./devtools.js";
import { ipcMain } from "./ipc-main.js";
import { MessageChannelMain } from "./ports.js";
import { protocol } from "./schemes.js";
import { session } from "./session.js";
import { utilityProcess } from "./utility-process.js";
import { BrowserWindow, installWindows, webContents } from "./windows.js";

/**
 * An executable that takes Electron's place: `electron [switches] APP [arguments]`. Node runs the app's real main
 * process, a headless Chromium shows its real page. See README.md.
 */
const VERSION = "45.4.1";

// Electron's own arguments begin with its executable; Node's begin with Node.
process.argv.shift();
const words = process.argv.slice(1);
const switches = new Map(
  words
    .filter((word) => word.startsWith("--"))
    .map((word) => /^--([^=]+)=?(.*)$/s.exec(word))
    .map((match) => [match?.[1] ?? "", match?.[2] ?? ""]),
);
const appWord = words.find((word) => !word.startsWith("-")) ?? ".";
const chromium = process.env.SKEIN_CHROMIUM ?? "/usr/bin/chromium";
const appPath = path.resolve(appWord);
const entry = entryOf(appPath);

// Playwright waits for this line, and for the one that Chromium writes.
if (switches.has("inspect")) inspector.open(0, "127.0.0.1", false);

const devTools = new DevTools(chromium, () => process.exit(0));
const app = new App({
  appPath: entry.folder,
  version: entry.version,
  switches,
  shutDown: () => devTools.close(),
});
process.on("SIGTERM", () => app.exit(0));
process.on("SIGINT", () => app.exit(0));
installWindows({ devTools, ready: app.whenReady(), app, onAllClosed: () => app.onAllClosed() });

const electron = {
  app: guardApp(app),
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  MessageChannelMain,
  nativeTheme,
  protocol,
  session,
  shell,
  utilityProcess,
  webContents,
};

Object.defineProperty(process.versions, "electron", { value: VERSION, enumerable: true });
Object.assign(process, { type: "browser", resourcesPath: path.join(entry.folder, "resources") });
installModule(electron);

await devTools.send("Browser.getVersion");
// Like the real one, ready does not wait for what the entry does not await.
await import(pathToFileURL(entry.file).href);
app.becomeReady();

function entryOf(target: string): { file: string; folder: string; version: string } {
  const manifest = path.join(target, "package.json");
  if (!existsSync(manifest)) return { file: target, folder: path.dirname(target), version: VERSION };
  const { main, version } = JSON.parse(readFileSync(manifest, "utf8")) as { main: string; version: string };
  return { file: path.join(target, main), folder: target, version };
}

/** Makes `import ... from "electron"` and `require("electron")` mean the stand-in. */
function installModule(api: Record<string, unknown>): void {
  const guarded = new Proxy(api, {
    get(target, key) {
      if (typeof key === "symbol" || key in target || key === "default" || key === "then")
        return Reflect.get(target, key) as unknown;
      throw notInStandin(key);
    },
  });
  Object.assign(globalThis, { __electronStandin: guarded });
  const internals = Module as unknown as { _load(request: string, ...rest: unknown[]): unknown };
  const load = internals._load.bind(internals);
  internals._load = (request, ...rest) => (request === "electron" ? guarded : load(request, ...rest));
  const names = Object.keys(api).join(", ");
  const source = `const electron = globalThis.__electronStandin; export default electron; export const { ${names} } = electron;`;
  const hook = `export async function resolve(specifier, context, next) {
    if (specifier !== "electron") return next(specifier, context);
    return { url: ${JSON.stringify(`data:text/javascript,${encodeURIComponent(source)}`)}, shortCircuit: true };
  }`;
  Module.register(`data:text/javascript,${encodeURIComponent(hook)}`);
}
