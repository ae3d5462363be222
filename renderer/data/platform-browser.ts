import type { Platform } from "./platform.js";
import { filesOfDrop, pickWithInput } from "./browser-files.js";
import { downloadRows, downloadWorkspace } from "./download.js";
import { offerUploads } from "./upload.js";

const nothing = (): void => {};

/** An ordinary browser tab: files are uploaded to the server that served the page, nothing else is there. */
export function browserPlatform(): Platform {
  return {
    kind: "browser",
    workspace: null,
    downloadWorkspace,
    pickFiles: async () => offerUploads(await pickWithInput({ folder: false })),
    pickFolder: async () => offerUploads(await pickWithInput({ folder: true })),
    dropFiles: async (transfer) => offerUploads(await filesOfDrop(transfer)),
    saveRows: downloadRows,
    setTheme: () => Promise.resolve(),
    openExternal(url) {
      const allowed = url.startsWith("https://") && window.confirm(`Open this address?\n\n${url}`);
      if (allowed) window.open(url, "_blank", "noopener,noreferrer");
      return Promise.resolve(allowed);
    },
    onOpenFiles: () => nothing,
    onOpenPath: () => nothing,
    onCommand: () => nothing,
  };
}
