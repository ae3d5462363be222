import { app, session } from "electron";
import { isAppUrl } from "./app-scheme.js";

const GRANTED = new Set(["clipboard-sanitized-write"]);

/** Whatever a page tries: it stays where it is, opens nothing, embeds nothing. */
export function hardenContents(): void {
  app.on("web-contents-created", (_created, contents) => {
    contents.on("will-navigate", (event) => {
      if (!isAppUrl(event.url)) event.preventDefault();
    });
    contents.on("will-frame-navigate", (event) => {
      // The preview of a report: its page comes with the frame, from nowhere, and runs nothing.
      if (!event.isMainFrame && event.url === "about:srcdoc") return;
      if (!event.isMainFrame || !isAppUrl(event.url)) event.preventDefault();
    });
    contents.on("will-attach-webview", (event) => event.preventDefault());
    contents.setWindowOpenHandler(() => ({ action: "deny" }));
  });
}

/** Copying is all that a page may do beyond itself. Call it once the app is ready. */
export function restrictPermissions(): void {
  session.defaultSession.setPermissionRequestHandler((_contents, permission, answer) =>
    answer(GRANTED.has(permission)),
  );
  session.defaultSession.setPermissionCheckHandler((_contents, permission) => GRANTED.has(permission));
}
