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
  /** `rg --count-matches -i` over the raw file, of all words of the query; null where there is no rg. */
  readonly ripgrepMs: number | null;
  /** What it may take at 1 GB; null without rg. */
  readonly barMs: number | null;
}

/** What a search may take at 1 GB of a corpus: so long, or so often what ripgrep takes, whichever is more. */
const BARS: Readonly<Record<string, { readonly ms: number; readonly ripgreps: number }>> = {
  history: { ms: 150, ripgreps: 1 },
  small: { ms: 600, ripgreps: 2 },
};

/**
 * Times rare and common words, a phrase and words with a field: the first page, ranked, with hits and total. Beside it
 * ripgrep over the raw file, in turn with it, so that both meet the same load.
 */
export async function benchSearch(corpus: Corpus, rounds: number): Promise<SearchFigures[]> {
  const { rare, phrase } = wordsOf(corpus);
  const questions = [
    { what: "rare word", query: rare, patterns: [rare] },
    { what: "common word", query: "refund", patterns: ["refund"] },
    { what: "phrase", query: `"${phrase}"`, patterns: [phrase] },
    { what: "words and a field", query: "refund policy kind:llm", patterns: ["refund", "policy"] },
  ];
  const served = await serveWorkspace(corpus.workspace);
  try {
    const best = questions.map(() => ({ ms: Infinity, traces: 0, ripgrepMs: null as number | null }));
    for (let round = 0; round < rounds; round++) {
      // In turn: the engine keeps what it last found, and a search is timed that goes through the texts.
      for (const [index, { query, patterns }] of questions.entries()) {
        const answer = await served.client.call("trace.list", { query, limit: 50, sort: "relevance" });
        const took = ripgrep(patterns, corpus.file);
        const { ms = Infinity, ripgrepMs = null } = best[index] ?? {};
        best[index] = {
          ms: Math.min(ms, answer.ms),
          traces: answer.total,
          ripgrepMs: took === null ? null : Math.min(took, ripgrepMs ?? Infinity),
        };
      }
    }
    const bar = BARS[corpus.kind];
    const figures = questions.map(({ what, query }, index): SearchFigures => {
      const { ms, traces, ripgrepMs } = best[index] ?? { ms: Infinity, traces: 0, ripgrepMs: null };
      const barMs = bar === undefined || ripgrepMs === null ? null : Math.max(bar.ms, bar.ripgreps * ripgrepMs);
      return { corpus: corpus.kind, what, query, ms, traces, ripgrepMs, barMs };
    });
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

/** Milliseconds, or null where there is no rg. */
function ripgrep(patterns: readonly string[], file: string): number | null {
  const started = performance.now();
  const asked = patterns.flatMap((pattern) => ["-e", pattern]);
  const run = spawnSync(RIPGREP, ["--count-matches", "-i", "-F", ...asked, file], { stdio: "ignore" });
  return run.error === undefined ? performance.now() - started : null;
}

export function formatSearches(figures: readonly SearchFigures[]): string {
  return formatTable(
    ["search", "query", "traces", "Skein", "rg -i", "bar at 1 GB"],
    figures.map((row) => [
      `${row.corpus}, ${row.what}`,
      row.query,
      String(row.traces),
      figure(row.ms, "ms"),
      figure(row.ripgrepMs, "ms"),
      figure(row.barMs, "ms"),
    ]),
  );
}
