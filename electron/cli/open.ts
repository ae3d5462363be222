import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { AppError } from "../../shared/contract/errors.js";
import { parseLink, type WorkspaceLink } from "../../shared/model/link.js";
import type { CommonOptions } from "./common-options.js";
import { withEngine } from "./engine.js";
import { openBrowser } from "./open-browser.js";
import { serve } from "./serve.js";
import { splitFiles } from "./serve-command.js";

interface OpenFlags extends CommonOptions {
  readonly port?: number;
  readonly open: boolean;
}

/** `skein open LINK|FILE`: serves the app at the place that a link names, or with a workspace or a file opened. */
export async function openItem(target: string, flags: OpenFlags): Promise<number> {
  const link = linkOf(target);
  if (link === null) checkThere(target);
  else await checkWorkspace(link.workspaceId, flags);
  const serving = await serve({
    ...splitFiles(link === null ? [target] : [], flags.workspace),
    ...(flags.port === undefined ? {} : { port: flags.port }),
    readOnly: flags.readOnly === true,
    open: false,
    allowedHosts: [],
  });
  const url = link === null ? serving.url : placeIn(serving.url, link.path);
  if (link !== null) process.stdout.write(`${url}\n`);
  if (flags.open) openBrowser(url);
  await serving.done;
  return 0;
}

/** Null for a file. Throws INVALID_INPUT for a link that is none of Skein's. */
export function linkOf(target: string): WorkspaceLink | null {
  const link = parseLink(target);
  // A drive letter is no scheme.
  if (link !== null || !/^[a-z][a-z0-9+.-]+:/i.test(target) || existsSync(target)) return link;
  throw new AppError("INVALID_INPUT", `${target} is no link of Skein's.`, {
    hint: "A link looks like skein://WORKSPACE-ID/trace/TRACE-ID.",
  });
}

/** The app's address with the place of a link; the token stays in the fragment. */
export function placeIn(url: string, path: string): string {
  const place = new URL(url);
  const { pathname, search } = new URL(path, place);
  place.pathname = pathname;
  place.search = search;
  return place.href;
}

function checkThere(file: string): void {
  if (existsSync(file)) return;
  throw new AppError("NOT_FOUND", `There is no file ${resolve(file)}.`, { hint: "Check the path." });
}

async function checkWorkspace(id: string, flags: OpenFlags): Promise<void> {
  if (flags.workspace === undefined) {
    throw new AppError("INVALID_INPUT", "A link needs the workspace that it leads into.", {
      hint: "Add --workspace FILE.",
    });
  }
  const choice = { ...flags, mustExist: true };
  const info = await withEngine(choice, (client) => client.call("workspace.info", {}));
  if (info.id === id) return;
  throw new AppError("NOT_FOUND", `The link leads into another workspace than ${info.name}.`, {
    hint: "Name the workspace that the link was copied from.",
  });
}
