import type { Client } from "../../shared/contract/client.js";
import type { SkeinContract } from "../../shared/contract/index.js";
import type { Corpus } from "./corpora.js";
import { serveWorkspace } from "./served-workspace.js";
import { figure, formatTable } from "./table.js";

/** What stands around the hits of a search, over all spans of a workspace. */
export interface ResultFigures {
  readonly what: string;
  readonly query: string;
  readonly spans: number;
  /** From the call to the answer, through the wire. */
  readonly ms: number;
  /** What it may take over 1,000,000 spans; null where nothing is asked. */
  readonly barMs: number | null;
}

type Ask = (client: Client<SkeinContract>, query: string) => Promise<unknown>;

const VIEWS = ["spans", "traces", "conversations"] as const;

/** A structural query, by its spans and by its traces. */
const STRUCTURE = "agent:planner >> tool:search(status:error)";

const structure =
  (view: (typeof VIEWS)[number]): Ask =>
  (client, query) =>
    client.call("search.run", { query, in: view, limit: 50 });

/** As the window asks: both at once. */
const around =
  (view: (typeof VIEWS)[number]): Ask =>
  (client, query) =>
    Promise.all([
      client.call("search.facets", { query, in: view }),
      client.call("search.histogram", { query, in: view }),
    ]);

const values: Ask = (client, query) => {
  const [field = "", prefix = ""] = query.split(":");
  return client.call("search.values", { field, prefix });
};

const QUESTIONS: readonly { what: string; query: string; barMs: number | null; ask: Ask }[] = [
  { what: "structure, spans", query: STRUCTURE, barMs: 500, ask: structure("spans") },
  { what: "structure, traces", query: STRUCTURE, barMs: 500, ask: structure("traces") },
  ...VIEWS.flatMap((view) =>
    ["", "kind:llm", "kind:llm status:error"].map((query) => ({
      what: `facets and histogram, ${view}`,
      query,
      barMs: 300,
      ask: around(view),
    })),
  ),
  ...["agent:", "tool:s", "model:", "kind:l", "name:exec", "conversation:conv-1"].map((query) => ({
    what: "completion",
    query,
    barMs: 50,
    ask: values,
  })),
  {
    what: "conversations with a word",
    query: "refund",
    barMs: null,
    ask: (client, query) => client.call("conversation.list", { query, limit: 50, sort: "relevance" }),
  },
];

export async function benchResults(corpus: Corpus, rounds: number): Promise<ResultFigures[]> {
  const served = await serveWorkspace(corpus.workspace);
  try {
    const { spans } = await served.client.call("search.stats", { query: "" });
    const figures: ResultFigures[] = [];
    for (const { what, query, barMs, ask } of QUESTIONS) {
      let ms = Infinity;
      for (let round = 0; round < rounds; round++) {
        const started = performance.now();
        await ask(served.client, query);
        ms = Math.min(ms, performance.now() - started);
      }
      figures.push({ what, query, spans, ms, barMs });
    }
    return figures;
  } finally {
    await served.stop();
  }
}

export function formatResults(figures: readonly ResultFigures[]): string {
  return formatTable(
    ["around the result", "query", "spans", "Skein", "bar at 1,000,000 spans"],
    figures.map((row) => [row.what, row.query, String(row.spans), figure(row.ms, "ms"), figure(row.barMs, "ms")]),
  );
}
