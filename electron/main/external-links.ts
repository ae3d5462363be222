import { shell } from "electron";
import type { Dialogs } from "./dialogs.js";

/**
 * Opens an address in the user's browser, after showing it to them: it may come from a trace, and a trace may come from
 * anybody. False for anything but https and where the user says no.
 */
export async function openExternalLink(text: string, dialogs: Dialogs): Promise<boolean> {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  if (url.protocol !== "https:" || url.username !== "" || url.password !== "") return false;
  const agreed = await dialogs.confirm({
    message: `Open ${url.host} in the browser?`,
    detail: url.href.length > 500 ? `${url.href.slice(0, 500)}…` : url.href,
    action: "Open",
  });
  if (agreed) await shell.openExternal(url.href);
  return agreed;
}
