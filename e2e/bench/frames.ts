import type { CDPSession, Page } from "@playwright/test";

/** What a page's main thread did while something went on. */
export interface FrameWork {
  /** ms of work on the main thread, a frame. */
  readonly workMs: readonly number[];
  /** Share of the frames that a screen of 60 Hz would have shown and this page did not. */
  readonly dropped: number;
}

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** µs. */
  readonly ts: number;
  readonly dur?: number;
  /** The same in time of the thread, which another process that takes the core does not lengthen. */
  readonly tdur?: number;
}

const FRAME_MS = 1000 / 60;
const CATEGORIES = [
  "devtools.timeline",
  "disabled-by-default-devtools.timeline",
  "disabled-by-default-devtools.timeline.frame",
];

/** Functions go into the page as text; a name that the bundler keeps for them must be there too. */
export async function prepareForFunctions(page: Page): Promise<void> {
  await page.evaluate("globalThis.__name ??= (made) => made");
}

/** Traces a page while `act` runs, and sums up the tasks of its main thread by frame. */
export async function watchFrames(page: Page, act: () => Promise<void>): Promise<FrameWork> {
  await prepareForFunctions(page);
  const session = await page.context().newCDPSession(page);
  const events: TraceEvent[] = [];
  session.on("Tracing.dataCollected", ({ value }) => void events.push(...(value as unknown as TraceEvent[])));
  await session.send("Tracing.start", {
    transferMode: "ReportEvents",
    traceConfig: { includedCategories: CATEGORIES, excludedCategories: ["*"] },
  });
  const frames = await countFrames(page, act);
  await endTracing(session);
  return { workMs: workByFrame(events), dropped: frames };
}

async function endTracing(session: CDPSession): Promise<void> {
  const done = new Promise<void>((resolve) => void session.once("Tracing.tracingComplete", () => resolve()));
  await session.send("Tracing.end");
  await done;
  await session.detach();
}

/** Shows by the page's own animation frames how many fell out while `act` ran. */
async function countFrames(page: Page, act: () => Promise<void>): Promise<number> {
  await page.evaluate(() => {
    const state = { count: 0, startMs: performance.now(), on: true };
    Reflect.set(window, "framesWatched", state);
    const step = (): void => {
      state.count++;
      if (state.on) requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  });
  await act();
  const { count, ms } = await page.evaluate(() => {
    const state = Reflect.get(window, "framesWatched") as { count: number; startMs: number; on: boolean };
    state.on = false;
    return { count: state.count, ms: performance.now() - state.startMs };
  });
  return Math.max(0, 1 - count / (ms / FRAME_MS));
}

/** Sums the tasks of the main thread that made the most frames, from one frame's beginning to the next. */
function workByFrame(events: readonly TraceEvent[]): number[] {
  const begins = new Map<string, number[]>();
  for (const event of events) {
    if (event.name !== "BeginMainThreadFrame") continue;
    const thread = `${event.pid} ${event.tid}`;
    begins.set(thread, [...(begins.get(thread) ?? []), event.ts]);
  }
  const [thread, starts = []] = [...begins].sort((a, b) => b[1].length - a[1].length)[0] ?? [];
  const tasks = events
    .filter((event) => event.name === "RunTask" && `${event.pid} ${event.tid}` === thread)
    .sort((a, b) => a.ts - b.ts);
  starts.sort((a, b) => a - b);
  const work = starts.map(() => 0);
  let frame = -1;
  for (const task of tasks) {
    // A frame begins inside a task: what that task does belongs to the frame.
    while (frame + 1 < starts.length && (starts[frame + 1] ?? 0) < task.ts + (task.dur ?? 0)) frame++;
    if (frame >= 0) work[frame] = (work[frame] ?? 0) + (task.tdur ?? task.dur ?? 0) / 1000;
  }
  return work;
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** Counts what a canvas draws in one frame while `act` runs: rectangles, paths, lines and words. Slows the page: not for timing. */
export async function countMarks(page: Page, act: () => Promise<void>): Promise<number> {
  await prepareForFunctions(page);
  await page.evaluate(() => {
    const state = { now: 0, most: 0 };
    Reflect.set(window, "marksCounted", state);
    const { prototype } = CanvasRenderingContext2D;
    for (const name of ["fillRect", "fill", "stroke", "fillText"] as const) {
      const draw = Reflect.get(prototype, name) as (...words: unknown[]) => unknown;
      Reflect.set(prototype, name, function (this: unknown, ...words: unknown[]) {
        state.now++;
        return Reflect.apply(draw, this, words);
      });
    }
    const step = (): void => {
      state.most = Math.max(state.most, state.now);
      state.now = 0;
      requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  });
  await act();
  return page.evaluate(() => (Reflect.get(window, "marksCounted") as { most: number }).most);
}
