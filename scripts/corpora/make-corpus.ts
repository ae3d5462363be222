import { createWriteStream } from "node:fs";
import { finished } from "node:stream/promises";
import { CORPUS_KINDS, isCorpusKind, writeCorpus } from "./corpus.js";

const USAGE = `usage: make-corpus KIND SIZE_MB OUT|- [SEED]\n  KIND  ${CORPUS_KINDS.join(", ")}\n  -     standard output\n`;

async function main(): Promise<number> {
  const [kind = "", size = "", out = "", seed = "1"] = process.argv.slice(2);
  const megabytes = Number(size);
  if (!isCorpusKind(kind) || !(megabytes > 0) || out === "" || !Number.isInteger(Number(seed))) {
    process.stderr.write(USAGE);
    return 2;
  }
  // A reader that has seen enough closes the pipe; that is no failure.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 1));
  const started = performance.now();
  const to = out === "-" ? process.stdout : createWriteStream(out);
  const figures = await writeCorpus(kind, megabytes * 1e6, to, Number(seed));
  if (to !== process.stdout) {
    to.end();
    await finished(to);
  }
  const seconds = (performance.now() - started) / 1000;
  process.stderr.write(
    `${kind}: ${(figures.bytes / 1e6).toFixed(1)} MB, ${figures.lines} lines, ${(figures.bytes / 1e6 / seconds).toFixed(0)} MB/s\n`,
  );
  return 0;
}

process.exitCode = await main();
