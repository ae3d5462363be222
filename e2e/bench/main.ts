import { parseLines, readJson } from "./baselines.js";
import { BenchFolder } from "./corpora.js";
import { benchImport, benchStdin, formatImports, formatStdin, importOnce, isBuilt } from "./import-bench.js";
import type { ImportFigures, StreamFigures } from "./import-bench.js";
import { benchOpen, formatOpenings } from "./open-bench.js";
import type { OpenFigures } from "./open-bench.js";
import { parseOptions, USAGE } from "./options.js";
import type { BenchOptions } from "./options.js";
import { benchResults, formatResults } from "./results-bench.js";
import type { ResultFigures } from "./results-bench.js";
import { benchSearch, formatSearches } from "./search-bench.js";
import type { SearchFigures } from "./search-bench.js";
import type { UiFigures } from "./ui-bench.js";
import { formatViews } from "./view-figures.js";
import type { ViewFigure } from "./view-figures.js";

interface BenchReport {
  readonly node: string;
  readonly megabytes: number;
  readonly import: ImportFigures[];
  readonly search: SearchFigures[];
  readonly results: ResultFigures[];
  readonly open: OpenFigures[];
  stdin: StreamFigures | null;
  readonly ui: UiFigures[];
  readonly views: ViewFigure[];
  readonly retrieval: ViewFigure[];
}

const note = (text: string): void => void process.stderr.write(`${text}\n`);

/** Measures; each part prints its table as soon as it has it, or all of it goes out as JSON at the end. */
async function bench(options: BenchOptions, folder: BenchFolder): Promise<void> {
  const report: BenchReport = {
    node: process.version,
    megabytes: options.megabytes,
    import: [],
    search: [],
    results: [],
    open: [],
    stdin: null,
    ui: [],
    views: [],
    retrieval: [],
  };
  const print = (table: string): void => void (options.json || process.stdout.write(`\n${table}`));
  const { parts, megabytes, rounds } = options;
  if (parts.includes("import")) {
    for (const kind of options.kinds) {
      note(`import ${kind} …`);
      report.import.push(await benchImport(await folder.corpus(kind, megabytes), rounds));
    }
    print(formatImports(report.import));
  }
  if (parts.includes("search")) {
    for (const kind of (["history", "small"] as const).filter((known) => options.kinds.includes(known))) {
      note(`search ${kind} …`);
      const corpus = await folder.corpus(kind, megabytes);
      if (!parts.includes("import")) await importOnce(corpus.file, corpus.workspace);
      report.search.push(...(await benchSearch(corpus, rounds)));
      if (kind === "small") report.results.push(...(await benchResults(corpus, rounds)));
    }
    print(formatSearches(report.search));
    if (report.results.length > 0) print(formatResults(report.results));
  }
  if (parts.includes("open")) {
    note("open one trace …");
    const corpus = await folder.corpus("one-trace", megabytes);
    await importOnce(corpus.file, corpus.workspace);
    report.open.push(...(await benchOpen(corpus, rounds)));
    print(formatOpenings(report.open));
  }
  if (parts.includes("stdin")) {
    note(`${megabytes} MB through standard input …`);
    report.stdin = await benchStdin(folder.pathOf("stdin.skein"), megabytes);
    print(formatStdin(report.stdin));
  }
  if (parts.includes("ui")) {
    note("window …");
    // Loaded here alone: the other parts need no browser.
    const { benchUi, formatUi } = await import("./ui-bench.js");
    const corpus = await folder.corpus("one-trace", megabytes);
    if (!parts.includes("open")) await importOnce(corpus.file, corpus.workspace);
    report.ui.push(...(await benchUi(corpus)));
    print(formatUi(report.ui));
  }
  if (parts.includes("views")) {
    const { benchGraph } = await import("./graph-bench.js");
    const { benchNetwork } = await import("./network-bench.js");
    const { benchTimeline } = await import("./timeline-bench.js");
    for (const benchView of [benchTimeline, benchGraph, benchNetwork])
      report.views.push(...(await benchView(folder, note)));
    print(formatViews(report.views));
  }
  if (parts.includes("retrieval")) {
    const { benchRetrieval } = await import("./retrieval-bench.js");
    report.retrieval.push(...(await benchRetrieval(folder, note)));
    print(formatViews(report.retrieval));
  }
  if (options.json) process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
}

/** What runs in processes of its own; the answer goes to standard output as JSON. */
function runOwnTask([task = "", file = "", database = ""]: readonly string[]): Promise<unknown> {
  if (task === "parse") return Promise.resolve(parseLines(file));
  if (task === "read-json") return readJson(file, database);
  throw new Error(`there is no task ${task}`);
}

async function main(words: readonly string[]): Promise<number> {
  if (words[0] === "task") {
    process.stdout.write(JSON.stringify(await runOwnTask(words.slice(1))));
    return 0;
  }
  const options = parseOptions(words);
  if (options === null) {
    process.stderr.write(USAGE);
    return 2;
  }
  if (!isBuilt()) {
    note("There is no build to measure. Run `npm run build` first.");
    return 1;
  }
  const folder = new BenchFolder();
  const clean = (): never => {
    folder.remove();
    process.exit(130);
  };
  process.once("SIGINT", clean).once("SIGTERM", clean);
  try {
    await bench(options, folder);
    return 0;
  } finally {
    folder.remove();
  }
}

process.exitCode = await main(process.argv.slice(2));
