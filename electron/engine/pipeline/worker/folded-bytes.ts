import { foldedForm } from "../../../../shared/base/fold.js";
import { textOf } from "../../importers/json/byte-text.js";

const NEXT_BEYOND_ASCII = /[\x80-\xff]/g;
const KNOWN_RUNS_LIMIT = 4096;
/** By the bytes of a run: its folded form as bytes; null where lowering A to Z alone gives the same. */
const knownRuns = new Map<string, string | null>();

/**
 * `foldedForm` of a text that comes as its UTF-8, one char a byte, and gives the same. What is ASCII in a text of other
 * characters too is lowered several times faster in this form.
 */
export function foldedBytes(bytes: string): string | null {
  const runs: number[] = [];
  let isOther = false;
  NEXT_BEYOND_ASCII.lastIndex = 0;
  while (NEXT_BEYOND_ASCII.test(bytes)) {
    const first = NEXT_BEYOND_ASCII.lastIndex - 1;
    let end = first + 1;
    while (bytes.charCodeAt(end) > 127) end++;
    // With the character before it, which may carry the run's first accent.
    const start = Math.max(0, first - 1);
    runs.push(start, end);
    isOther ||= foldedRun(bytes.slice(start, end)) !== null;
    NEXT_BEYOND_ASCII.lastIndex = end;
  }
  if (!isOther) return null;
  let folded = "";
  let from = 0;
  for (let at = 0; at < runs.length; at += 2) {
    const start = runs[at] ?? 0;
    const end = runs[at + 1] ?? 0;
    const run = bytes.slice(start, end);
    folded += bytes.slice(from, start).toLowerCase() + (foldedRun(run) ?? lowered(run));
    from = end;
  }
  return folded + bytes.slice(from).toLowerCase();
}

/** Of the chars of a run only the first can be ASCII. */
function lowered(run: string): string {
  return (run.charCodeAt(0) < 128 ? run.charAt(0).toLowerCase() : run.charAt(0)) + run.slice(1);
}

function foldedRun(run: string): string | null {
  let folded = knownRuns.get(run);
  if (folded === undefined) {
    const form = foldedForm(textOf(run));
    folded = form === null ? null : Buffer.from(form, "utf8").toString("latin1");
    if (run.length <= 12) {
      if (knownRuns.size >= KNOWN_RUNS_LIMIT) knownRuns.clear();
      knownRuns.set(run, folded);
    }
  }
  return folded;
}
