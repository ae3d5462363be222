import { existsSync, readdirSync, rmSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { PassThrough } from "node:stream";
import { writeCorpus } from "../../scripts/corpora/corpus.js";
import type { BaselineFigures } from "./baselines.js";
import { CLI, runNode, runTask } from "./child.js";
import type { Corpus } from "./corpora.js";
import { figure, formatTable } from "./table.js";

export interface ImportFigures {
  readonly corpus: string;
  readonly megabytes: number;
  readonly spans: number;
  readonly importSeconds: number;
  readonly parseSeconds: number;
  readonly readJsonSeconds: number;
  /** Import over parse: at most 2 on `history`, 3.5 on the others. */
  readonly timesParse: number;
  /** read_json over import: at least 2.5. */
  readonly timesFaster: number;
  readonly peakMegabytes: number | null;
  readonly storeMegabytes: number;
  readonly storeOfRaw: number;
}

interface ImportAnswer {
  readonly sources: readonly { readonly read: number; readonly stored: number; readonly status: string }[];
  readonly seconds: number;
}

/** True where the built command line is there to be measured. */
export function isBuilt(): boolean {
  return existsSync(CLI);
}

/** Best of several imports into fresh workspaces, beside the two baselines. Leaves the last workspace for others. */
export async function benchImport(corpus: Corpus, rounds: number): Promise<ImportFigures> {
  let parse: BaselineFigures | null = null;
  let readJson: BaselineFigures | null = null;
  let importSeconds = Infinity;
  let peak: number | null = null;
  let spans = 0;
  // In turn, so that whatever else the machine does slows all three alike.
  for (let round = 0; round < rounds; round++) {
    parse = faster(parse, (await runTask<BaselineFigures>("parse", corpus.file)).answer);
    readJson = faster(
      readJson,
      (await runTask<BaselineFigures>("read-json", corpus.file, `${corpus.workspace}.base`)).answer,
    );
    removeWorkspace(corpus.workspace);
    const { answer, peakBytes } = await importOnce(corpus.file, corpus.workspace);
    importSeconds = Math.min(importSeconds, answer.seconds);
    if (peakBytes !== null) peak = Math.max(peak ?? 0, peakBytes);
    spans = answer.sources.reduce((sum, source) => sum + source.stored, 0);
  }
  if (parse === null || readJson === null) throw new Error("no round was run");
  if (spans !== parse.spans) throw new Error(`${corpus.kind}: ${spans} of ${parse.spans} spans were stored`);
  const store = sizeOf(corpus.workspace);
  return {
    corpus: corpus.kind,
    megabytes: corpus.bytes / 1e6,
    spans,
    importSeconds,
    parseSeconds: parse.seconds,
    readJsonSeconds: readJson.seconds,
    timesParse: importSeconds / parse.seconds,
    timesFaster: readJson.seconds / importSeconds,
    peakMegabytes: peak === null ? null : peak / 1e6,
    storeMegabytes: store / 1e6,
    storeOfRaw: store / corpus.bytes,
  };
}

/** Imports through the built command line; the seconds are those that it measured in its own process. */
export async function importOnce(
  file: string,
  workspace: string,
): Promise<{ answer: ImportAnswer; peakBytes: number | null }> {
  const result = await runNode([CLI, "import", file, "--workspace", workspace, "--json"]);
  return { answer: JSON.parse(result.stdout) as ImportAnswer, peakBytes: result.peakBytes };
}

function faster(best: BaselineFigures | null, next: BaselineFigures): BaselineFigures {
  return best === null || next.seconds < best.seconds ? next : best;
}

/** The workspace and whatever lies beside it under its name. */
function removeWorkspace(workspace: string): void {
  const folder = dirname(workspace);
  for (const name of readdirSync(folder)) {
    if (name.startsWith(basename(workspace))) rmSync(join(folder, name), { recursive: true, force: true });
  }
}

export interface StreamFigures {
  readonly megabytes: number;
  readonly seconds: number;
  readonly spans: number;
  readonly peakMegabytes: number | null;
}

/** Feeds a corpus of any size through standard input, without a file: what counts is the peak of memory. */
export async function benchStdin(workspace: string, megabytes: number): Promise<StreamFigures> {
  const pipe = new PassThrough({ highWaterMark: 4 << 20 });
  const running = runNode([CLI, "import", "-", "--workspace", workspace, "--json"], pipe);
  const [result] = await Promise.all([
    running,
    writeCorpus("small", megabytes * 1e6, pipe).then(() => {
      pipe.end();
    }),
  ]);
  const answer = JSON.parse(result.stdout) as ImportAnswer;
  const spans = answer.sources.reduce((sum, source) => sum + source.stored, 0);
  const peakMegabytes = result.peakBytes === null ? null : result.peakBytes / 1e6;
  return { megabytes, seconds: answer.seconds, spans, peakMegabytes };
}

export function formatStdin(row: StreamFigures): string {
  return formatTable(
    ["standard input", "spans", "Skein", "peak", "bar"],
    [
      [
        figure(row.megabytes, "MB"),
        String(row.spans),
        figure(row.megabytes / row.seconds, "MB/s"),
        figure(row.peakMegabytes, "MB"),
        "< 1000 MB",
      ],
    ],
  );
}

function sizeOf(workspace: string): number {
  return [workspace, `${workspace}.wal`].reduce((sum, file) => sum + (existsSync(file) ? statSync(file).size : 0), 0);
}

export function formatImports(figures: readonly ImportFigures[]): string {
  const rate = (row: ImportFigures, seconds: number): string => figure(row.megabytes / seconds, "MB/s");
  return formatTable(
    ["import", "MB", "spans", "Skein", "JSON.parse", "ratio", "bar", "read_json", "faster", "bar", "peak", "store/raw"],
    figures.map((row) => [
      row.corpus,
      figure(row.megabytes),
      String(row.spans),
      rate(row, row.importSeconds),
      rate(row, row.parseSeconds),
      `${figure(row.timesParse)} x`,
      row.corpus === "history" ? "<= 2 x" : "<= 3.5 x",
      rate(row, row.readJsonSeconds),
      `${figure(row.timesFaster)} x`,
      ">= 2.5 x",
      figure(row.peakMegabytes, "MB"),
      row.storeOfRaw.toFixed(3),
    ]),
  );
}
