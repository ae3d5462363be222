import type { Corpus } from "./corpora.js";
import { serveWorkspace } from "./served-workspace.js";
import { figure, formatTable } from "./table.js";

export interface OpenFigures {
  readonly call: string;
  readonly rows: number;
  /** From the call to the parsed answer, over the socket. */
  readonly ms: number;
}

/** Times what a window asks for when it opens the one big trace. */
export async function benchOpen(corpus: Corpus, rounds: number): Promise<OpenFigures[]> {
  const served = await serveWorkspace(corpus.workspace);
  try {
    const { client } = served;
    const [traceId] = (await client.call("trace.list", { sort: "spans", limit: 1 })).traceId;
    if (traceId === undefined) throw new Error("the workspace has no trace");
    const calls: [string, () => Promise<number>][] = [
      ["trace.get", async () => (await client.call("trace.get", { traceId })).spans],
      ["trace.spans", async () => (await client.call("trace.spans", { traceId })).spanId.length],
      ["trace.transcript, first page", async () => (await client.call("trace.transcript", { traceId })).entries.length],
      ["trace.find, common word", async () => (await client.call("trace.find", { traceId, query: "refund" })).total],
    ];
    const figures: OpenFigures[] = [];
    for (const [call, run] of calls) {
      let ms = Infinity;
      let rows = 0;
      for (let round = 0; round < rounds; round++) {
        const started = performance.now();
        rows = await run();
        ms = Math.min(ms, performance.now() - started);
      }
      figures.push({ call, rows, ms });
    }
    return figures;
  } finally {
    await served.stop();
  }
}

export function formatOpenings(figures: readonly OpenFigures[]): string {
  return formatTable(
    ["open a trace", "rows", "best"],
    figures.map((row) => [row.call, String(row.rows), figure(row.ms, "ms")]),
  );
}
