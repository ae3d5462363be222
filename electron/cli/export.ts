import { basename, resolve } from "node:path";
import type { Exported, TraceExport } from "../../shared/contract/export.js";
import { writeTraces } from "../transport/write-export.js";
import type { CommonOptions } from "./common-options.js";
import { withEngine } from "./engine.js";
import type { Output } from "./output.js";
import { redactionInWords } from "./redaction-in-words.js";

interface ExportOptions extends CommonOptions, Pick<TraceExport, "format" | "in" | "annotations" | "redact" | "seed"> {
  readonly output: string;
  readonly force?: boolean;
  readonly reduce?: number;
}

/** `skein export ['QUERY'] --format FORMAT -o FILE`: `{file, format, spans, traces, annotations, left, redacted}`. */
export function exportTraces(query: string | undefined, options: ExportOptions, output: Output): Promise<number> {
  const { format, seed, annotations, reduce, redact } = options;
  const request: TraceExport = {
    query: query ?? "",
    in: options.in,
    format,
    annotations,
    redact,
    seed,
    file: basename(options.output),
    zoneOffsetMinutes: -new Date().getTimezoneOffset(),
    ...(reduce === undefined ? {} : { reduce }),
  };
  return withEngine({ ...options, mustExist: true }, async (client, signal) => {
    const done = await writeTraces(client, request, resolve(options.output), {
      signal,
      isNew: options.force !== true,
      onProgress: (spans, total) => output.progress(`${spans} of ${total} spans`),
    });
    output.progressEnd();
    output.answer({ file: options.output, format, ...done }, () => inWords(done, options.output));
    if (done.left !== null) {
      output.note(
        `${done.left.traces} traces without errors that no incident points to (${done.left.spans} spans) were left out.`,
      );
    }
    if (done.redacted !== null) output.note(redactionInWords(done.redacted));
    return 0;
  });
}

function inWords({ spans, traces }: Exported, file: string): string {
  return `${spans} ${spans === 1 ? "span" : "spans"} of ${traces} ${traces === 1 ? "trace" : "traces"} written to ${file}`;
}
