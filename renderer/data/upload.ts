import type { OfferedFile } from "../../shared/contract/shell.js";
import { offerFiles, sendFile } from "./session.js";

const offered = new Map<string, File>();
const sending = new Map<string, AbortController>();
/** As many as one offer may hold. */
const OFFER_FILES = 10_000;

/** Offers files to the server and keeps hold of them; their bytes go when the engine reads them. */
export async function offerUploads(files: readonly File[]): Promise<OfferedFile[]> {
  const result: OfferedFile[] = [];
  for (let start = 0; start < files.length; start += OFFER_FILES) {
    const some = files.slice(start, start + OFFER_FILES);
    const tokens = await offerFiles(some);
    for (const [index, file] of some.entries()) {
      const token = tokens[index];
      if (token === undefined) continue;
      offered.set(token, file);
      result.push({ token, name: file.webkitRelativePath || file.name, bytes: file.size });
    }
  }
  return result;
}

/** The engine reads a file now. Another tab's tokens are not ours to send. */
export function sendWanted(token: string): void {
  const file = offered.get(token);
  if (file === undefined) return;
  offered.delete(token);
  const controller = new AbortController();
  sending.set(token, controller);
  sendFile(token, file, controller.signal)
    // A file that was cut off is told by the import, which knows its name.
    .catch(() => {})
    .finally(() => sending.delete(token));
}

/** The engine reads it no further. */
export function stopSending(token: string): void {
  sending.get(token)?.abort();
}
