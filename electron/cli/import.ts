import type { ErrorData } from "../../shared/contract/errors.js";
import type { ImportedFile } from "../../shared/contract/sources.js";
import type { CommonOptions } from "./common-options.js";
import { withEngine } from "./engine.js";
import { type Output, sentences } from "./output.js";
import { table } from "./terminal-text.js";

/** `skein import FILE... | DIR | -`. 0 if anything was stored or already there, else 1. */
export function importFiles(files: readonly string[], options: CommonOptions, output: Output): Promise<number> {
  return withEngine({ workspace: options.workspace }, async (client, signal) => {
    let sources: readonly ImportedFile[] = [];
    let seconds = 0;
    for await (const step of client.subscribe("import.run", { files: [...files] }, signal)) {
      if (step.type === "progress") {
        output.progress(`${step.phase}: ${Math.round(step.bytesRead / 1e6)} MB, ${step.spans} spans`);
      } else if (step.type === "done") {
        sources = step.sources;
        seconds = step.seconds;
      }
    }
    output.progressEnd();
    output.answer({ sources, seconds }, () => inWords(sources, seconds));
    for (const { name, error } of sources) {
      if (error !== undefined) output.note(sentences(`${name}: ${error.message}`, error.hint));
    }
    const isTaken = sources.some((source) => source.status !== "refused");
    if (!isTaken && output.json) output.error(whyNothing(sources));
    return isTaken ? 0 : 1;
  });
}

function inWords(sources: readonly ImportedFile[], seconds: number): string {
  const rows = sources.map((source) => [
    source.name,
    source.format ?? "",
    source.status,
    source.read,
    source.stored,
    source.merged,
    source.duplicates,
    source.rejected,
    source.traces,
  ]);
  const heads = ["file", "format", "status", "read", "stored", "merged", "duplicates", "rejected", "traces"];
  return `${table(heads, rows)}\n${seconds.toFixed(2)} s`;
}

/** The one error of an import of which nothing was taken: the first file's. */
function whyNothing(sources: readonly ImportedFile[]): ErrorData {
  const [first] = sources;
  const error: ErrorData = first?.error ?? { code: "NO_TRACES", message: "There was nothing to import." };
  const others = sources.length > 1 ? ` (None of the ${sources.length} files was taken.)` : "";
  return { ...error, message: `${first?.name ?? ""}: ${error.message}${others}` };
}
