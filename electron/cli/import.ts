import { groupRotated } from "../../shared/base/rotation.js";
import type { ErrorData } from "../../shared/contract/errors.js";
import type { ImportedFile, SkippedFile } from "../../shared/contract/sources.js";
import type { CommonOptions } from "./common-options.js";
import { withEngine } from "./engine.js";
import { type Output, sentences } from "./output.js";
import { table } from "./terminal-text.js";

/** `skein import FILE... | DIR | -`. 0 if anything was stored or already there, else 1. */
export function importFiles(files: readonly string[], options: CommonOptions, output: Output): Promise<number> {
  return withEngine(options, async (client, signal) => {
    let sources: readonly ImportedFile[] = [];
    let skipped: readonly SkippedFile[] = [];
    let seconds = 0;
    for await (const step of client.subscribe("import.run", { files: [...files] }, signal)) {
      if (step.type === "progress") {
        output.progress(`${step.phase}: ${Math.round(step.bytesRead / 1e6)} MB, ${step.spans} spans`);
      } else if (step.type === "done") {
        sources = step.sources;
        skipped = step.skipped ?? [];
        seconds = step.seconds;
      }
    }
    output.progressEnd();
    const answer = { sources: withGroups(sources), seconds, ...(skipped.length === 0 ? {} : { skipped }) };
    output.answer(answer, () => inWords(sources, seconds));
    const told = new Set<string | undefined>();
    for (const { name, error } of sources) {
      if (error === undefined) continue;
      // A folder may hold many files that are wrong in one way: what to do about them is said once.
      output.note(sentences(`${name}: ${error.message}`, told.has(error.hint) ? undefined : error.hint));
      told.add(error.hint);
    }
    for (const { name, reason } of skipped) output.note(`${name} was skipped. ${reason}`);
    const isTaken = sources.some((source) => source.status !== "refused");
    if (!isTaken && output.json) output.error(whyNothing(sources));
    return isTaken ? 0 : 1;
  });
}

/** Each source, with the name that rotated files share. */
function withGroups(sources: readonly ImportedFile[]): readonly (ImportedFile & { group?: string })[] {
  const groups = new Map(
    groupRotated(sources).flatMap(({ group, files }) => files.map((file) => [file, group] as const)),
  );
  return sources.map((source) => {
    const group = groups.get(source);
    return group == null ? source : { ...source, group };
  });
}

const COUNTS = ["read", "stored", "merged", "duplicates", "rejected", "traces"] as const;

function inWords(sources: readonly ImportedFile[], seconds: number): string {
  const rows = groupRotated(sources).flatMap(({ group, files }) => {
    const lines = files.map((file) => [
      group === null ? file.name : `  ${file.name}`,
      file.format ?? "",
      file.status,
      ...COUNTS.map((count) => file[count]),
    ]);
    return group === null ? lines : [[`${group} (${files.length} files, rotated)`], ...lines];
  });
  const heads = ["file", "format", "status", ...COUNTS];
  return `${table(heads, rows)}\n${seconds.toFixed(2)} s`;
}

/** The one error of an import of which nothing was taken: the first file's. */
function whyNothing(sources: readonly ImportedFile[]): ErrorData {
  const [first] = sources;
  const error: ErrorData = first?.error ?? { code: "NO_TRACES", message: "There was nothing to import." };
  const others = sources.length > 1 ? ` (None of the ${sources.length} files was taken.)` : "";
  return { ...error, message: `${first?.name ?? ""}: ${error.message}${others}` };
}
