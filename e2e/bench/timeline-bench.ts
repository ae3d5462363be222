import { mkdirSync } from "node:fs";
import { chromium } from "@playwright/test";
import type { Browser, Page } from "@playwright/test";
import { chromiumArguments, findChromium } from "../fixtures/chromium.js";
import { TracePage } from "../pages/trace-page.js";
import { TracesPage } from "../pages/traces-page.js";
import type { BenchFolder } from "./corpora.js";
import { countMarks, percentile, prepareForFunctions, watchFrames } from "./frames.js";
import type { FrameWork } from "./frames.js";
import { importOnce } from "./import-bench.js";
import { runSpans, writeProfile, writeRun } from "./long-run.js";
import { openRectangles } from "./rectangles-page.js";
import { serveWorkspace } from "./served-workspace.js";
import { openProfile, serveSpeedscope } from "./speedscope.js";
import type { ViewFigure } from "./view-figures.js";

const SPANS = 100_000;
const HUGE_SPANS = 1_000_000;
const MOST_WORK_MS = 8;
const MOST_DROPPED = 1;
const STEPS = 150;
const VIEWPORT = { width: 1440, height: 900 };

type Move = "pan" | "zoom" | "scroll";

/** Opens a generated run of 100,000 spans (and one of 1,000,000) in the built app, moves about in it, and does the same beside it. */
export async function benchTimeline(folder: BenchFolder, note: (text: string) => void): Promise<ViewFigure[]> {
  const spans = [...runSpans(SPANS)];
  const run = folder.pathOf("run.jsonl");
  await writeRun(run, spans);
  const browser = await chromium.launch({ executablePath: findChromium(), args: chromiumArguments() });
  try {
    const figures: ViewFigure[] = [];
    const { answer } = await importOnce(run, `${run}.skein`);
    const big = await measureRun(browser, `${run}.skein`, "100,000 spans");
    figures.push(...big.figures);
    note("speedscope …");
    const profile = folder.pathOf("run.speedscope.json");
    await writeProfile(profile, spans);
    figures.push(...(await benchSpeedscope(browser, folder, profile, answer.seconds * 1000, big)));
    note("1,000,000 spans …");
    const huge = folder.pathOf("huge.jsonl");
    await writeRun(huge, [...runSpans(HUGE_SPANS)]);
    await importOnce(huge, `${huge}.skein`);
    figures.push(...(await measureRun(browser, `${huge}.skein`, "1,000,000 spans")).figures);
    return figures;
  } finally {
    await browser.close();
  }
}

interface RunFigures {
  readonly figures: readonly ViewFigure[];
  readonly openMs: number;
  readonly pan: FrameWork;
}

/** Opens the one run of a workspace and moves about in it; beside it a page that draws as many rectangles. */
export async function measureRun(browser: Browser, workspace: string, what: string): Promise<RunFigures> {
  const served = await serveWorkspace(workspace);
  const page = await browser.newPage({ viewport: VIEWPORT });
  try {
    await page.goto(served.url);
    const traces = new TracesPage(page);
    await traces.rows.first().waitFor({ timeout: 120_000 });
    const { firstMs: openMs, wholeMs } = await timeOpening(page, traces);
    const figures: ViewFigure[] = [
      {
        what: `${what}, click to tree and timeline`,
        value: openMs,
        unit: "ms",
        ...(what.startsWith("100") ? { atMost: 500 } : {}),
      },
      { what: `${what}, click to the last of its spans`, value: wholeMs, unit: "ms" },
    ];
    await alone(page, "1");
    const timeline = await moves(page, "Timeline", ["pan", "zoom", "scroll"], `${what}, timeline`);
    figures.push(...timeline.figures);
    await alone(page, "3");
    const lanes = await moves(page, "Swimlanes", ["pan", "zoom"], `${what}, swimlanes`);
    figures.push(...lanes.figures);
    const marks = Math.max(timeline.marks, lanes.marks);
    const base = await rectangles(browser, marks);
    figures.push(
      {
        what: `page that draws ${marks} rectangles, work a frame, p95`,
        value: percentile(base.workMs, 0.95),
        unit: "ms",
      },
      { what: "its dropped frames", value: base.dropped * 100, unit: "%" },
    );
    const bound = base.dropped * 100 + MOST_DROPPED;
    const withBound = figures.map((one) =>
      one.what.endsWith("dropped frames") && one.what.startsWith(what) ? { ...one, atMost: bound } : one,
    );
    return { figures: withBound, openMs, pan: timeline.pan };
  } finally {
    await page.close();
    await served.stop();
  }
}

/** Leaves one view on the page, by its key. */
async function alone(page: Page, key: string): Promise<void> {
  await page.keyboard.press(key);
  await page.waitForTimeout(300);
  if ((await page.getByRole("button", { name: "One view" }).count()) > 0) await page.keyboard.press("\\");
  await page.waitForTimeout(1500);
}

async function moves(
  page: Page,
  region: "Timeline" | "Swimlanes",
  kinds: readonly Move[],
  what: string,
): Promise<{ figures: ViewFigure[]; marks: number; pan: FrameWork }> {
  const figures: ViewFigure[] = [];
  let pan: FrameWork = { workMs: [], dropped: Number.NaN };
  for (const kind of kinds) {
    const frames = await watchFrames(page, () => move(page, region, kind));
    if (kind === "pan") pan = frames;
    figures.push(
      {
        what: `${what}, ${kind}, work a frame, p95`,
        value: percentile(frames.workMs, 0.95),
        unit: "ms",
        atMost: MOST_WORK_MS,
      },
      { what: `${what}, ${kind}, dropped frames`, value: frames.dropped * 100, unit: "%" },
    );
  }
  return { figures, marks: await marksOf(page, region), pan };
}

/** How much one frame of the view draws, counted after all that is timed. */
function marksOf(page: Page, region: "Timeline" | "Swimlanes"): Promise<number> {
  return countMarks(page, () => move(page, region, "pan"));
}

/** The same strokes each time, as fast as the page takes them: a drag to and fro, a wheel in and out, a scroll down and up. */
async function move(page: Page, region: string, kind: Move): Promise<void> {
  const box = await page.getByRole("region", { name: region }).boundingBox();
  if (box === null) throw new Error(`${region} is not there`);
  const middle = { x: box.x + box.width * 0.65, y: box.y + box.height * 0.5 };
  if (kind === "scroll") await page.mouse.move(box.x + 60, middle.y);
  else await page.mouse.move(middle.x, middle.y);
  if (kind === "pan") {
    for (let step = 0; step < 8; step++) await page.mouse.wheel(0, -240);
    await page.mouse.down();
  }
  for (let step = 0; step < STEPS; step++) {
    const there = step < STEPS / 2;
    if (kind === "pan") {
      const swing = Math.abs((((step / STEPS) * 4) % 4) - 2) - 1;
      await page.mouse.move(middle.x + swing * box.width * 0.25, middle.y + (step % 2));
    } else if (kind === "zoom") await page.mouse.wheel(0, there ? -100 : 100);
    else await page.mouse.wheel(0, there ? 200 : -200);
    await page.waitForTimeout(8);
  }
  if (kind === "pan") {
    await page.mouse.up();
    await page.keyboard.press("0");
  }
}

async function rectangles(browser: Browser, count: number): Promise<FrameWork> {
  const page = await browser.newPage({ viewport: VIEWPORT });
  await openRectangles(page, count);
  const frames = await watchFrames(page, async () => {
    for (let step = 0; step < STEPS; step++) {
      await page.mouse.move(300 + step * 4, 400);
      await page.waitForTimeout(8);
    }
  });
  await page.close();
  return frames;
}

/**
 * From the click that opens a run to the frame in which tree and bars are painted, and to the one in which no span is missing,
 * as the page itself sees it.
 */
async function timeOpening(page: Page, traces: TracesPage): Promise<{ firstMs: number; wholeMs: number }> {
  await prepareForFunctions(page);
  await page.evaluate(() => {
    const state = { clickedMs: Number.NaN, firstMs: Number.NaN, wholeMs: Number.NaN };
    Reflect.set(window, "runOpened", state);
    addEventListener("dblclick", (event) => (state.clickedMs = event.timeStamp), { capture: true });
    const note = (what: "firstMs" | "wholeMs"): void => {
      requestAnimationFrame(() => setTimeout(() => (state[what] = performance.now() - state.clickedMs)));
    };
    let seen = 0;
    const step = (): void => {
      const tree = document.querySelector('[role="treegrid"][aria-label="Spans"]');
      const rows = tree === null ? 0 : Number(tree.getAttribute("aria-rowcount"));
      if (rows > 0 && seen === 0) note("firstMs");
      if (rows > seen) note("wholeMs");
      seen = rows;
      requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  });
  await traces.openRun(/./);
  await new TracePage(page).spans.first().waitFor({ timeout: 120_000 });
  await page.waitForFunction(
    (most) => document.querySelector(`[role="treegrid"][aria-rowcount="${most}"]`) === null,
    2000,
  );
  await page.waitForTimeout(1000);
  return page.evaluate(() => Reflect.get(window, "runOpened") as { firstMs: number; wholeMs: number });
}

async function benchSpeedscope(
  browser: Browser,
  folder: BenchFolder,
  profile: string,
  importMs: number,
  skein: RunFigures,
): Promise<ViewFigure[]> {
  const home = folder.pathOf("speedscope");
  mkdirSync(home, { recursive: true });
  const served = await serveSpeedscope(home);
  let openMs = Number.NaN;
  let pan: FrameWork = { workMs: [], dropped: Number.NaN };
  if (served !== null) {
    const page = await browser.newPage({ viewport: VIEWPORT });
    openMs = await openProfile(page, served.url, profile);
    await page.waitForTimeout(1000);
    pan = await watchFrames(page, async () => {
      const middle = { x: 700, y: 500 };
      await page.mouse.move(middle.x, middle.y);
      await page.keyboard.down("Control");
      for (let step = 0; step < 8; step++) await page.mouse.wheel(0, -240);
      await page.keyboard.up("Control");
      await page.mouse.down();
      for (let step = 0; step < STEPS; step++) {
        const swing = Math.abs((((step / STEPS) * 4) % 4) - 2) - 1;
        await page.mouse.move(middle.x + swing * 350, middle.y + (step % 2));
        await page.waitForTimeout(8);
      }
      await page.mouse.up();
    });
    await page.close();
    served.stop();
  }
  return [
    { what: "speedscope, file chosen to flame graph", value: openMs, unit: "ms" },
    { what: "Skein, import and open of the same spans", value: importMs + skein.openMs, unit: "ms" },
    { what: "Skein, click to tree and timeline", value: skein.openMs, unit: "ms" },
    { what: "speedscope, pan, work a frame, p95", value: percentile(pan.workMs, 0.95), unit: "ms" },
    { what: "speedscope, pan, dropped frames", value: pan.dropped * 100, unit: "%" },
    {
      what: "Skein, pan of the same spans, work a frame, p95",
      value: percentile(skein.pan.workMs, 0.95),
      unit: "ms",
      ...(served === null ? {} : { atMost: percentile(pan.workMs, 0.95) }),
    },
  ];
}
