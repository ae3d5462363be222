import { chromium } from "@playwright/test";
import { findChromium, chromiumArguments } from "../fixtures/chromium.js";
import { NetworkPage } from "../pages/network-page.js";
import type { Client } from "../../shared/contract/client.js";
import type { SkeinContract } from "../../shared/contract/index.js";
import type { BenchFolder } from "./corpora.js";
import { importOnce } from "./import-bench.js";
import { serveWorkspace } from "./served-workspace.js";
import type { ViewFigure } from "./view-figures.js";

/** Makes a little over 1,000,000 spans of `small`. */
const MEGABYTES = 1_255;
const MOST_ANSWER_MS = 300;
const MOST_DRAWN_MS = 1000;
const ROUNDS = 5;

type Ask = (client: Client<SkeinContract>) => Promise<unknown>;
const EDGE = { from: "agent:planner", to: "tool:search", type: "calls" } as const;

const QUESTIONS: readonly { readonly what: string; readonly ask: Ask; readonly atMost?: number }[] = [
  { what: "answer, all runs", ask: (client) => client.call("network.get", {}), atMost: MOST_ANSWER_MS },
  {
    what: "answer, status:error",
    ask: (client) => client.call("network.get", { query: "status:error" }),
    atMost: MOST_ANSWER_MS,
  },
  {
    what: "two searches compared",
    ask: (client) => client.call("network.compare", { query: "status:error", other: "-status:error" }),
  },
  { what: "messages of an edge", ask: (client) => client.call("network.messages", EDGE) },
  { what: "messages with a word", ask: (client) => client.call("network.messages", { ...EDGE, find: "refund" }) },
];

/** The network over 1,000,000 spans: the engine's answers through the wire, and the picture in the built app. */
export async function benchNetwork(folder: BenchFolder, note: (text: string) => void): Promise<ViewFigure[]> {
  note("network: a workspace of 1,000,000 spans …");
  const corpus = await folder.corpus("small", MEGABYTES);
  await importOnce(corpus.file, corpus.workspace);
  const served = await serveWorkspace(corpus.workspace);
  try {
    const { spans, nodes, edges } = await served.client.call("network.get", {});
    const over = `network of ${spans.toLocaleString("en")} spans (${nodes.length} nodes, ${edges.length} edges)`;
    const figures: ViewFigure[] = [];
    for (const { what, ask, atMost } of QUESTIONS) {
      const value = await best(() => ask(served.client));
      figures.push({ what: `${over}: ${what}`, value, unit: "ms", ...(atMost === undefined ? {} : { atMost }) });
    }
    note("network: drawn …");
    const value = await drawn(served.url);
    figures.push({ what: `${over}: from click to picture, answer included`, value, unit: "ms", atMost: MOST_DRAWN_MS });
    return figures;
  } finally {
    await served.stop();
  }
}

async function best(work: () => Promise<unknown>): Promise<number> {
  let ms = Infinity;
  for (let round = 0; round < ROUNDS; round++) {
    const started = performance.now();
    await work();
    ms = Math.min(ms, performance.now() - started);
  }
  return ms;
}

/** From the click on the rail to the first node on the screen, ms; the best of some times. */
async function drawn(url: string): Promise<number> {
  const browser = await chromium.launch({ executablePath: findChromium(), args: chromiumArguments() });
  try {
    let ms = Infinity;
    for (let round = 0; round < ROUNDS; round++) {
      // A page of its own each time: one that has drawn the network before has kept the answer.
      const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
      await page.goto(url);
      await page.getByRole("table", { name: "Traces" }).waitFor();
      const started = performance.now();
      await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Network" }).click();
      await new NetworkPage(page).ready();
      ms = Math.min(ms, performance.now() - started);
      await page.close();
    }
    return ms;
  } finally {
    await browser.close();
  }
}
