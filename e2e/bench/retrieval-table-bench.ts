import { once } from "node:events";
import { createWriteStream } from "node:fs";
import type { InputOf } from "../../shared/contract/procedure.js";
import type { retrievalContract } from "../../shared/contract/retrieval.js";
import { corpusLines } from "../../scripts/corpora/corpus.js";
import type { BenchFolder } from "./corpora.js";
import { importOnce } from "./import-bench.js";
import { serveWorkspace } from "./served-workspace.js";
import type { ViewFigure } from "./view-figures.js";

const RETRIEVALS = 100_000;
const ROUNDS = 5;
const BAR_MS = 300;

type Asked = InputOf<(typeof retrievalContract)["retrieval.list"]>;

const QUESTIONS: readonly (readonly [what: string, asked: Asked])[] = [
  ["all, latest first", {}],
  ["all, worst best score first", { sort: "best", descending: false }],
  ["score<0.4", { query: "score<0.4", sort: "best" }],
  ["used:0", { query: "used:0" }],
  ["agent:clerk knowledge:policies", { query: "agent:clerk knowledge:policies", sort: "kept" }],
];

/** The table of 100,000 retrievals with 500,000 documents: its first page with totals, and facets with histograms, both at once. */
export async function benchRetrievalTable(folder: BenchFolder, note: (text: string) => void): Promise<ViewFigure[]> {
  note(`${RETRIEVALS} retrievals …`);
  const file = folder.pathOf("retrievals.jsonl");
  const workspace = folder.pathOf("retrievals.skein");
  await writeRuns(file);
  const began = performance.now();
  await importOnce(file, workspace);
  const importSeconds = (performance.now() - began) / 1000;
  const served = await serveWorkspace(workspace);
  try {
    const figures: ViewFigure[] = [{ what: `import of ${RETRIEVALS} retrievals`, value: importSeconds, unit: "s" }];
    for (const [what, asked] of QUESTIONS) {
      let best = Infinity;
      let total = 0;
      for (let round = 0; round < ROUNDS; round++) {
        const started = performance.now();
        const query = asked.query ?? "";
        const [list] = await Promise.all([
          served.client.call("retrieval.list", { ...asked, limit: 200 }),
          served.client.call("retrieval.facets", { query }),
        ]);
        best = Math.min(best, performance.now() - started);
        total = list.total;
      }
      figures.push({ what: `table of ${total}: ${what}`, value: best, unit: "ms", atMost: BAR_MS });
    }
    return figures;
  } finally {
    await served.stop();
  }
}

async function writeRuns(file: string): Promise<void> {
  const to = createWriteStream(file);
  let lines = 0;
  for (const line of corpusLines("retrievals")) {
    if (!to.write(line)) await once(to, "drain");
    lines += 1;
    if (lines === RETRIEVALS) break;
  }
  to.end();
  await once(to, "close");
}
