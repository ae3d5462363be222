import { z } from "zod";
import { AppError, errorData } from "../../shared/contract/errors.js";
import type { FileRequest } from "../../shared/contract/export.js";
import type { workspaceCopyRequest } from "../../shared/contract/workspace.js";
import { askForDownload } from "./session.js";

const prepared = z.union([z.object({ path: z.string(), name: z.string() }), z.object({ error: errorData })]);

/** Has the browser fetch a copy of the whole workspace. The file's name. Rejects with `AppError`. */
export function downloadWorkspace(signal: AbortSignal): Promise<string> {
  return download({ workspace: "copy" } satisfies z.input<typeof workspaceCopyRequest>, signal);
}

/** Has the server make a file of a statement's rows, or of what a query selects, and the browser fetch it. The file's name. Rejects with `AppError`. */
export function downloadRows(request: FileRequest, signal: AbortSignal): Promise<string> {
  return download(request, signal);
}

async function download(request: unknown, signal: AbortSignal): Promise<string> {
  const answer = prepared.parse(await askForDownload("/export", request, signal));
  if ("error" in answer) throw AppError.from(answer.error);
  const link = document.createElement("a");
  link.href = answer.path;
  link.download = answer.name;
  link.click();
  return answer.name;
}
