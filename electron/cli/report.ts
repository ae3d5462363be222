import path from "node:path";
import { type ReportFormat, reportNameOf, type ReportRequest } from "../../shared/contract/reports.js";
import { writeReport } from "../transport/write-report.js";
import type { CommonOptions } from "./common-options.js";
import { withEngine } from "./engine.js";
import { namedIncident } from "./incident-named.js";
import type { Output } from "./output.js";
import { printPdf } from "./print-pdf.js";
import { redactionInWords } from "./redaction-in-words.js";

interface ReportOptions extends CommonOptions {
  readonly format: ReportFormat;
  readonly output: string;
  readonly redact: boolean;
  readonly force?: boolean;
}

/** `skein report INCIDENT --format FORMAT -o FILE [--redact]`: `{file, format, incident, title, items, bytes, redacted}`. */
export function report(incident: string, options: ReportOptions, output: Output): Promise<number> {
  const { format, redact } = options;
  const file = path.resolve(options.output);
  return withEngine({ workspace: options.workspace, mustExist: true }, async (client, signal) => {
    const found = namedIncident(await client.call("incident.list", {}, signal), incident);
    const request: ReportRequest = {
      incidentId: found.id,
      format,
      redact,
      name: reportNameOf(path.parse(file).name),
      file: path.basename(file),
      preview: false,
      zoneOffsetMinutes: -new Date().getTimezoneOffset(),
    };
    const done = await writeReport(client, request, file, {
      signal,
      isNew: options.force !== true,
      onProgress: (items, total) => output.progress(`${items} of ${total} items`),
      print: printPdf,
    });
    output.progressEnd();
    const answer = { file: options.output, format, incident: found.id, title: found.title, ...done };
    output.answer(answer, () => `${done.items} ${done.items === 1 ? "item" : "items"} written to ${options.output}`);
    const words =
      done.redacted === null ? "Private data was not taken out: --redact does that." : redactionInWords(done.redacted);
    output.note(words);
    return 0;
  });
}
