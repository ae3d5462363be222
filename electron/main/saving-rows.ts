import path from "node:path";
import { createClient } from "../../shared/contract/client.js";
import { AppError } from "../../shared/contract/errors.js";
import { type FileRequest, fileNameOf } from "../../shared/contract/export.js";
import { contract } from "../../shared/contract/index.js";
import { reportNameOf } from "../../shared/contract/reports.js";
import type { SavedRows } from "../../shared/contract/shell.js";
import type { EngineHost } from "../transport/engine-host.js";
import { writeExport, writeTraces } from "../transport/write-export.js";
import { writeReport } from "../transport/write-report.js";
import type { Dialogs } from "./dialogs.js";
import { printPdf } from "./print-pdf.js";

/** Writes rows of a statement, the report of an incident, or what a query selects, to a file that the user names, one at a time. */
export class SavingRows {
  readonly #host: EngineHost;
  readonly #dialogs: Dialogs;
  #present: AbortController | null = null;

  constructor(host: EngineHost, dialogs: Dialogs) {
    this.#host = host;
    this.#dialogs = dialogs;
  }

  async save(request: FileRequest): Promise<SavedRows> {
    const chosen = await this.#dialogs.placeRows(fileNameOf(request));
    if (chosen === null) return { name: null };
    this.stop();
    const mine = new AbortController();
    this.#present = mine;
    const client = createClient(contract, async () => {
      await this.#host.settled();
      return this.#host.openChannel();
    });
    try {
      const { signal } = mine;
      const file = path.basename(chosen);
      const onProgress = (done: number, total: number): void => this.#dialogs.showProgress(done / Math.max(1, total));
      if ("sql" in request) await writeExport(client, { ...request, file }, chosen, signal);
      else if ("incidentId" in request) {
        const name = reportNameOf(path.parse(chosen).name);
        await writeReport(client, { ...request, name, file }, chosen, { signal, onProgress, print: printPdf });
      } else {
        await writeTraces(client, { ...request, file }, chosen, { signal, onProgress });
      }
      return { name: file };
    } catch (error) {
      const told = error instanceof AppError ? error : new AppError("INTERNAL", "The rows could not be saved.");
      return { name: null, error: told.toData() };
    } finally {
      this.#dialogs.showProgress(null);
      client.close();
    }
  }

  stop(): void {
    this.#present?.abort();
  }
}
