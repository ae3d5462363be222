import { z } from "zod";
import { AppError, errorData } from "../../shared/contract/errors.js";
import type { FileRequest } from "../../shared/contract/export.js";
import { askForDownload } from "./session.js";

const prepared = z.union([z.object({ path: z.string(), name: z.string() }), z.object({ error: errorData })]);

/** Has the server make a file of a statement's rows, or of what a query selects, and the browser fetch it. The file's name. Rejects with `AppError`. */
export async function downloadRows(request: FileRequest, signal: AbortSignal): Promise<string> {
  const answer = prepared.parse(await askForDownload("/export", request, signal));
  if ("error" in answer) throw AppError.from(answer.error);
  const link = document.createElement("a");
  link.href = answer.path;
  link.download = answer.name;
  link.click();
  return answer.name;
}
