import { chromium } from "@playwright/test";
import type { Page } from "@playwright/test";
import { chromiumArguments, findChromium } from "../fixtures/chromium.js";
import { TracePage } from "../pages/trace-page.js";
import { TracesPage } from "../pages/traces-page.js";
import type { Corpus } from "./corpora.js";
import { serveWorkspace } from "./served-workspace.js";
import { figure, formatTable } from "./table.js";

export interface UiFigures {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
}

const FRAMES = 120;

/** Opens the big trace in the built app and moves about in it, beside a page that has nothing to do. */
export async function benchUi(corpus: Corpus): Promise<UiFigures[]> {
  const served = await serveWorkspace(corpus.workspace);
  const browser = await chromium.launch({ executablePath: findChromium(), args: chromiumArguments() });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto("about:blank");
    const idle = await framesWhile(page, async () => {});
    const started = performance.now();
    await page.goto(served.url);
    await page.getByRole("navigation", { name: "Main" }).waitFor();
    const painted = performance.now() - started;
    const traces = new TracesPage(page);
    await traces.rows.first().waitFor({ timeout: 120_000 });
    const listed = performance.now() - started;
    const opened = await timeOpening(page, traces);
    const zoomed = await framesWhile(page, () => wheelAbout(page));
    return [
      { what: "address to first paint", value: painted, unit: "ms" },
      { what: "address to list of traces", value: listed, unit: "ms" },
      { what: "click to tree and timeline", value: opened, unit: "ms" },
      { what: "frame while zooming, p95", value: percentile(zoomed, 0.95), unit: "ms" },
      { what: "frame of an empty page, p95", value: percentile(idle, 0.95), unit: "ms" },
      { what: "longest frame while zooming", value: Math.max(...zoomed), unit: "ms" },
    ];
  } finally {
    await browser.close();
    await served.stop();
  }
}

async function timeOpening(page: Page, traces: TracesPage): Promise<number> {
  const started = performance.now();
  await traces.openRun(/./);
  await new TracePage(page).spans.first().waitFor({ timeout: 60_000 });
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  return performance.now() - started;
}

async function wheelAbout(page: Page): Promise<void> {
  const box = await new TracePage(page).timeline.boundingBox();
  if (box === null) throw new Error("the timeline is not there");
  await page.mouse.move(box.x + box.width * 0.7, box.y + box.height * 0.5);
  for (let step = 0; step < 40; step++) {
    await page.keyboard.down("Control");
    await page.mouse.wheel(0, step < 20 ? -120 : 120);
    await page.keyboard.up("Control");
    await page.mouse.wheel(0, 60);
  }
}

/** Times between frames, ms, while something is done. */
async function framesWhile(page: Page, act: () => Promise<void>): Promise<number[]> {
  const frames = page.evaluate(
    (count) =>
      new Promise<number[]>((resolve) => {
        const deltas: number[] = [];
        let last = performance.now();
        const step = (now: number): void => {
          deltas.push(now - last);
          last = now;
          if (deltas.length < count) requestAnimationFrame(step);
          else resolve(deltas);
        };
        requestAnimationFrame(step);
      }),
    FRAMES,
  );
  await act();
  return frames;
}

function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export function formatUi(figures: readonly UiFigures[]): string {
  return formatTable(
    ["window", "measured"],
    figures.map((row) => [row.what, figure(row.value, row.unit)]),
  );
}
