/** What may only become less: escapes from the type checker and the linter, and files that are too long. */
export interface RatchetCounts {
  /** `any` in a type position. */
  readonly any: number;
  /** Comments that silence the compiler or the linter. */
  readonly suppressions: number;
  /** Lines of the files that are longer than MAX_FILE_LINES. */
  readonly longFiles: Readonly<Record<string, number>>;
}

export const MAX_FILE_LINES = 400;

const ANY = /(?::|\bas|<|,|\|)\s*any\b(?!\s*:)/g;
const SUPPRESSION =
  /(?:\/\/|\/\*)\s*(?:@ts-(?:ignore|expect-error|nocheck)|(?:eslint|oxlint)-disable|prettier-ignore|oxfmt-ignore)/g;

function withoutStrings(text: string): string {
  return text.replace(/"(?:[^"\\\n]|\\.)*"/g, '""');
}

/** Counts over source files, path to text. */
export function countRatchet(sources: ReadonlyMap<string, string>): RatchetCounts {
  let any = 0;
  let suppressions = 0;
  const longFiles: Record<string, number> = {};
  for (const [path, text] of sources) {
    const withoutComments = withoutStrings(text).replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, "");
    any += withoutComments.match(ANY)?.length ?? 0;
    suppressions += withoutStrings(text).match(SUPPRESSION)?.length ?? 0;
    const lines = text.split("\n").length - 1;
    if (lines > MAX_FILE_LINES) longFiles[path] = lines;
  }
  return { any, suppressions, longFiles };
}

/** What went up (an error) and what went down without the limit going down with it (an error too, mended by --lower). */
export function compareRatchet(counts: RatchetCounts, limits: RatchetCounts): { worse: string[]; lower: string[] } {
  const worse: string[] = [];
  const lower: string[] = [];
  const compare = (what: string, count: number, limit: number): void => {
    if (count > limit) worse.push(`${what}: ${count}, and at most ${limit} are allowed`);
    if (count < limit) lower.push(`${what}: ${count}, and the limit still says ${limit}`);
  };
  compare("`any`", counts.any, limits.any);
  compare("silenced checks", counts.suppressions, limits.suppressions);
  for (const path of new Set([...Object.keys(counts.longFiles), ...Object.keys(limits.longFiles)])) {
    const count = counts.longFiles[path];
    const limit = limits.longFiles[path];
    if (count === undefined) lower.push(`${path} is no longer too long, and still stands in the limits`);
    else compare(`lines of ${path}`, count, limit ?? MAX_FILE_LINES);
  }
  return { worse, lower };
}
