import { ipcMain, type BrowserWindow, type IpcMainEvent, type IpcMainInvokeEvent } from "electron";
import type { z } from "zod";
import { isAppUrl } from "./app-scheme.js";

/** Only the main frame of the app's own window, showing the app's own page, is heard. */
function isTrusted(event: IpcMainEvent | IpcMainInvokeEvent, window: BrowserWindow | null): boolean {
  if (window === null || window.isDestroyed()) return false;
  // The frame is null once it has navigated away.
  const frame = event.senderFrame;
  return frame !== null && frame === window.webContents.mainFrame && isAppUrl(frame.url);
}

/** What pages may ask: every argument list is parsed, every sender checked. */
export class TrustedIpc {
  readonly #window: () => BrowserWindow | null;

  constructor(window: () => BrowserWindow | null) {
    this.#window = window;
  }

  handle<A extends z.ZodType<unknown[]>>(channel: string, args: A, answer: (...args: z.output<A>) => unknown): void {
    ipcMain.handle(channel, (event, ...given: unknown[]) => {
      if (!isTrusted(event, this.#window())) throw new Error("Not allowed");
      return answer(...args.parse(given));
    });
  }

  on<A extends z.ZodType<unknown[]>>(channel: string, args: A, listener: (...args: z.output<A>) => void): void {
    ipcMain.on(channel, (event, ...given: unknown[]) => {
      const parsed = args.safeParse(given);
      if (isTrusted(event, this.#window()) && parsed.success) listener(...parsed.data);
    });
  }
}
