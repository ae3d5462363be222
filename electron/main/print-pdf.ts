import { writeFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { BrowserWindow } from "electron";

/**
 * Prints an HTML file of ours to a PDF file, in a window that is never shown, runs no script and has a session of its own. Rejects
 * with what `signal` is aborted with.
 */
export async function printPdf(html: string, pdf: string, signal?: AbortSignal): Promise<void> {
  signal?.throwIfAborted();
  const window = new BrowserWindow({
    show: false,
    webPreferences: {
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      javascript: false,
      partition: "skein-print",
    },
  });
  const stop = (): void => window.destroy();
  signal?.addEventListener("abort", stop, { once: true });
  try {
    await window.loadURL(pathToFileURL(html).href);
    const bytes = await window.webContents.printToPDF({
      printBackground: true,
      preferCSSPageSize: true,
      generateTaggedPDF: true,
      generateDocumentOutline: true,
    });
    await writeFile(pdf, bytes, { mode: 0o600 });
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  } finally {
    signal?.removeEventListener("abort", stop);
    if (!window.isDestroyed()) window.destroy();
  }
}
