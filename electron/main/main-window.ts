import { BrowserWindow, nativeTheme } from "electron";
import { APP_URL } from "./app-scheme.js";
import { BUILT } from "./paths.js";

/** `--surface` of both themes: what shows before the first paint. */
const BACKGROUND = { dark: "#131518", light: "#ffffff" } as const;

/** The window before it shows anything. It appears with its first paint. */
export function createMainWindow(): BrowserWindow {
  const window = new BrowserWindow({
    width: 1440,
    height: 900,
    minWidth: 720,
    minHeight: 480,
    show: false,
    name: "main",
    windowStatePersistence: true,
    backgroundColor: nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light,
    webPreferences: {
      preload: BUILT.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
    },
  });
  window.once("ready-to-show", () => window.show());
  // The title names the workspace; the page has no say in it.
  window.on("page-title-updated", (event) => event.preventDefault());
  window.webContents.on("render-process-gone", (_event, details) => {
    if (details.reason !== "clean-exit") window.webContents.reload();
  });
  return window;
}

/** Shows the app's start page, anew where one was shown: nothing of another workspace stays. */
export async function loadApp(window: BrowserWindow): Promise<void> {
  await window.loadURL(APP_URL);
}
