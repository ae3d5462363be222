import { spawnSync } from "node:child_process";
import { closeSync, openSync, readSync } from "node:fs";
import type { Corpus } from "./corpora.js";
import { serveWorkspace } from "./served-workspace.js";
import { figure, formatTable } from "./table.js";

const RIPGREP = process.env["SKEIN_RG"] ?? "rg";

export interface SearchFigures {
  readonly corpus: string;
  readonly what: string;
  readonly query: string;
  /** The first page of the list of traces, ranked, with its total; as the engine measured it. */
  readonly ms: number;
  readonly traces: number;
  /** `rg --count-matches -i` over the raw file; null where there is no rg or no such question for it. */
  readonly ripgrepMs: number | null;
}

/** Times rare and common words, a phrase and words with a field, beside ripgrep over the raw file. */
export async function benchSearch(corpus: Corpus, rounds: number): Promise<SearchFigures[]> {
  const { rare, phrase } = wordsOf(corpus);
  const questions = [
    { what: "rare word", query: rare, pattern: rare },
    { what: "common word", query: "refund", pattern: "refund" },
    { what: "phrase", query: `"${phrase}"`, pattern: phrase },
    { what: "words and a field", query: "refund policy kind:llm", pattern: null },
  ];
  const served = await serveWorkspace(corpus.workspace);
  try {
    const figures: SearchFigures[] = [];
    for (const { what, query, pattern } of questions) {
      let ms = Infinity;
      let traces = 0;
      for (let round = 0; round < rounds; round++) {
        const answer = await served.client.call("trace.list", { query, limit: 50 });
        ms = Math.min(ms, answer.ms);
        traces = answer.total;
      }
      const ripgrepMs = pattern === null ? null : ripgrep(pattern, corpus.file, rounds);
      figures.push({ corpus: corpus.kind, what, query, ms, traces, ripgrepMs });
    }
    return figures;
  } finally {
    await served.stop();
  }
}

/** Words that stand in the middle of the corpus: one that is nowhere else, and three that follow each other. */
function wordsOf(corpus: Corpus): { rare: string; phrase: string } {
  const block = Buffer.alloc(1 << 20);
  const descriptor = openSync(corpus.file, "r");
  const read = readSync(descriptor, block, 0, block.length, Math.floor(corpus.bytes / 2));
  closeSync(descriptor);
  const found = /\b([0-9a-f]{12}) ([a-z]+ [a-z]+ [a-z]+)\b/.exec(block.toString("latin1", 0, read));
  return { rare: found?.[1] ?? "nowhere", phrase: found?.[2] ?? "because policy says" };
}

function ripgrep(pattern: string, file: string, rounds: number): number | null {
  let ms: number | null = null;
  for (let round = 0; round < rounds; round++) {
    const started = performance.now();
    const run = spawnSync(RIPGREP, ["--count-matches", "-i", "-F", pattern, file], { stdio: "ignore" });
    if (run.error !== undefined) return null;
    ms = Math.min(ms ?? Infinity, performance.now() - started);
  }
  return ms;
}

export function formatSearches(figures: readonly SearchFigures[]): string {
  return formatTable(
    ["search", "query", "traces", "Skein", "rg -i"],
    figures.map((row) => [
      `${row.corpus}, ${row.what}`,
      row.query,
      String(row.traces),
      figure(row.ms, "ms"),
      figure(row.ripgrepMs, "ms"),
    ]),
  );
}
