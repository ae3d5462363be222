import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { chromium } from "@playwright/test";
import type { Page } from "@playwright/test";
import { lineText, ORIGIN_MS, spanText, stringAttribute } from "../../scripts/corpora/otlp-text.js";
import { Random } from "../../scripts/random.js";
import { chromiumArguments, findChromium } from "../fixtures/chromium.js";
import type { BenchFolder } from "./corpora.js";
import { percentile, prepareForFunctions, watchFrames } from "./frames.js";
import { importOnce } from "./import-bench.js";
import { serveWorkspace } from "./served-workspace.js";
import type { ViewFigure } from "./view-figures.js";

const POINTS = 100_000;
const VECTORS_A_SPAN = 50;
const WIDTH = 12;
const GROUPS = 24;
const STEPS = 150;
const MOST_WORK_MS = 8;
const VIEWPORT = { width: 1440, height: 900 };

type Move = "pan" | "zoom" | "hover";

/** The map of 100,000 points in the built app: from the tab to the picture, and the work of the page while one moves about in it. */
export async function benchMap(folder: BenchFolder, note: (text: string) => void): Promise<ViewFigure[]> {
  note(`a map of ${POINTS.toLocaleString("en")} points …`);
  const file = folder.pathOf("map.jsonl");
  const workspace = folder.pathOf("map.skein");
  await writeVectors(file);
  await importOnce(file, workspace);
  const served = await serveWorkspace(workspace);
  const browser = await chromium.launch({ executablePath: findChromium(), args: chromiumArguments() });
  try {
    const page = await browser.newPage({ viewport: VIEWPORT });
    await page.goto(served.url);
    await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Retrieval" }).click();
    const began = performance.now();
    await page.getByRole("tab", { name: "Map" }).click();
    const picture = page.getByRole("application", { name: /^Map of 100,000/ });
    await picture.waitFor({ timeout: 300_000 });
    const what = `map of ${POINTS.toLocaleString("en")} points`;
    const figures: ViewFigure[] = [
      { what: `${what}: from the tab to the picture, made anew`, value: (performance.now() - began) / 1000, unit: "s" },
    ];
    // The address and the first texts follow the picture.
    await page.waitForTimeout(1500);
    for (const move of ["pan", "zoom", "hover"] as const) {
      const frames = await watchFrames(page, () => moveAbout(page, move));
      const value = percentile(frames.workMs, 0.95);
      figures.push({ what: `${what}: ${move}, work a frame, p95`, value, unit: "ms", atMost: MOST_WORK_MS });
    }
    figures.push({ what: "an empty page: pan, work a frame, p95", value: await emptyPage(page), unit: "ms" });
    return figures;
  } finally {
    await browser.close();
    await served.stop();
  }
}

/** The same strokes each time: a drag to and fro, a wheel in and out, a pointer that wanders. */
async function moveAbout(page: Page, move: Move): Promise<void> {
  const { width, height } = VIEWPORT;
  const middle = { x: width * 0.5, y: height * 0.55 };
  await page.mouse.move(middle.x, middle.y);
  if (move === "pan") {
    for (let step = 0; step < 5; step++) await page.mouse.wheel(0, -240);
    await page.mouse.down();
  }
  for (let step = 0; step < STEPS; step++) {
    if (move === "zoom") await page.mouse.wheel(0, step < STEPS / 2 ? -100 : 100);
    else {
      const swing = Math.abs((((step / STEPS) * 4) % 4) - 2) - 1;
      await page.mouse.move(middle.x + swing * width * 0.25, middle.y + (step % 2));
    }
    await page.waitForTimeout(8);
  }
  if (move === "pan") await page.mouse.up();
}

/** What moving the pointer costs where nothing is drawn, on this machine and now. */
async function emptyPage(page: Page): Promise<number> {
  await page.goto("about:blank");
  await prepareForFunctions(page);
  const frames = await watchFrames(page, () => moveAbout(page, "pan"));
  return percentile(frames.workMs, 0.95);
}

/** Embedding spans with 50 short vectors each, in 24 groups. Seeded. */
async function writeVectors(file: string): Promise<void> {
  const random = new Random("map");
  const to = createWriteStream(file);
  const middles = Array.from({ length: GROUPS }, () => Array.from({ length: WIDTH }, () => random.normal()));
  for (let from = 0; from < POINTS; from += VECTORS_A_SPAN) {
    const attributes = [
      stringAttribute("openinference.span.kind", "EMBEDDING"),
      stringAttribute("embedding.model_name", "small"),
    ];
    for (let at = 0; at < VECTORS_A_SPAN; at++) {
      const group = random.integer(0, GROUPS - 1);
      const numbers = (middles[group] ?? []).map((middle) => (middle + random.normal() * 0.25).toFixed(6));
      const values = numbers.map((number) => `{"doubleValue":${number}}`).join(",");
      const prefix = `embedding.embeddings.${at}.embedding`;
      attributes.push(
        stringAttribute(`${prefix}.text`, `topic${group} asks number ${from + at}`),
        `{"key":"${prefix}.vector","value":{"arrayValue":{"values":[${values}]}}}`,
      );
    }
    const spanId = random.hex(16);
    const span = { traceId: random.hex(32), spanId, parentSpanId: "", name: "CreateEmbeddings", durationMs: 90 };
    const text = spanText({ ...span, startMs: ORIGIN_MS + from * 20, attributes });
    if (!to.write(lineText("retrieval", "openinference.instrumentation.corpus", [text]))) await once(to, "drain");
  }
  to.end();
  await once(to, "close");
}
