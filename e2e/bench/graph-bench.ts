import { chromium } from "@playwright/test";
import type { Page } from "@playwright/test";
import { chromiumArguments, findChromium } from "../fixtures/chromium.js";
import { TracePage } from "../pages/trace-page.js";
import type { BenchFolder } from "./corpora.js";
import { importOnce } from "./import-bench.js";
import { runSpans, writeRun } from "./long-run.js";
import { serveWorkspace } from "./served-workspace.js";
import type { ViewFigure } from "./view-figures.js";

interface GraphFigures {
  /** From the key that asks for the graph to the first picture of it on the screen. */
  readonly firstPictureMs: number;
  /** The longest stretch in which the page could not answer, until half a second after that. */
  readonly longestTaskMs: number;
  /** The same while it is dragged and zoomed. */
  readonly longestMovingMs: number;
}

/** Spans that hold about so many calls: some are agents. */
const RUNS = [
  { calls: 2500, spans: 2850 },
  { calls: 100_000, spans: 113_500 },
] as const;
const FIRST_PICTURE_MS = 1000;
const FOLDED_PICTURE_MS = 2000;
const LONGEST_TASK_MS = 200;
const MODES = { "as it ran": "", aggregated: "&graph=aggregated" } as const;

const ROUNDS = 3;

/** Opens the graph of generated runs in the built app; each figure is the best of some rounds, each in a page of its own. */
export async function benchGraph(folder: BenchFolder, note: (text: string) => void): Promise<ViewFigure[]> {
  const browser = await chromium.launch({ executablePath: findChromium(), args: chromiumArguments() });
  const figures: ViewFigure[] = [];
  try {
    for (const run of RUNS) {
      note(`graph of ${run.calls} calls …`);
      const file = folder.pathOf(`graph-${run.calls}.jsonl`);
      await writeRun(file, [...runSpans(run.spans)]);
      await importOnce(file, `${file}.skein`);
      const served = await serveWorkspace(`${file}.skein`);
      try {
        const [traceId] = (await served.client.call("trace.list", { limit: 1 })).traceId;
        for (const mode of Object.keys(MODES) as (keyof typeof MODES)[]) {
          const rounds: GraphFigures[] = [];
          for (let round = 0; round < ROUNDS; round++) {
            const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
            await page.goto(served.url);
            await page.getByRole("navigation", { name: "Main" }).waitFor();
            await page.goto(`${new URL(served.url).origin}/trace/${traceId}?split=transcript${MODES[mode]}`);
            rounds.push(await measure(page));
            await page.close();
          }
          figures.push(...figuresOf(`graph of ${run.calls.toLocaleString("en-US")} calls, ${mode}`, run.calls, rounds));
        }
      } finally {
        await served.stop();
      }
    }
  } finally {
    await browser.close();
  }
  return figures;
}

function figuresOf(what: string, calls: number, rounds: readonly GraphFigures[]): ViewFigure[] {
  const best = (read: (round: GraphFigures) => number): number => Math.min(...rounds.map(read));
  const small = calls <= 2500;
  return [
    {
      what: `${what}: first picture`,
      value: best((round) => round.firstPictureMs),
      unit: "ms",
      atMost: small ? FIRST_PICTURE_MS : FOLDED_PICTURE_MS,
    },
    {
      what: `${what}: longest task`,
      value: best((round) => round.longestTaskMs),
      unit: "ms",
      ...(small ? { atMost: LONGEST_TASK_MS } : {}),
    },
    {
      what: `${what}: longest task while moved`,
      value: best((round) => round.longestMovingMs),
      unit: "ms",
      ...(small ? { atMost: LONGEST_TASK_MS } : {}),
    },
  ];
}

async function measure(page: Page): Promise<GraphFigures> {
  const trace = new TracePage(page);
  await trace.spans.first().waitFor({ timeout: 120_000 });
  // What the page still does for the timeline is not the graph's.
  await page.waitForTimeout(1500);
  const opened = await page.evaluate(async () => {
    const tasks: number[] = [];
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) tasks.push(entry.duration);
    }).observe({ entryTypes: ["longtask"] });
    const started = performance.now();
    document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "2", bubbles: true, cancelable: true }));
    while (document.querySelector('[aria-label="Graph"] canvas[data-painted]') === null) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    await new Promise((resolve) => requestAnimationFrame(resolve));
    const firstPictureMs = performance.now() - started;
    await new Promise((resolve) => setTimeout(resolve, 500));
    return { firstPictureMs, longestTaskMs: Math.max(0, ...tasks) };
  });
  return { ...opened, longestMovingMs: await move(page, trace) };
}

/** Drags the graph about and zooms it to both ends; the longest task meanwhile, ms. */
async function move(page: Page, trace: TracePage): Promise<number> {
  const box = await trace.graph.boundingBox();
  if (box === null) throw new Error("the graph is not there");
  const [x, y] = [box.x + box.width / 2, box.y + box.height * 0.7];
  const tasks = page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const tasks: number[] = [];
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) tasks.push(entry.duration);
        }).observe({ entryTypes: ["longtask"] });
        setTimeout(() => resolve(Math.max(0, ...tasks)), 3000);
      }),
  );
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (let step = 1; step <= 30; step++) await page.mouse.move(x - step * 20, y);
  await page.mouse.up();
  for (let step = 0; step < 40; step++) await page.mouse.wheel(0, step < 20 ? 100 : -100);
  return tasks;
}
