import { describe, expect, it } from "vitest";
import { KIND_FAMILIES } from "../../../../shared/model/kind.js";
import { toPixel } from "../palette.js";
import type { SpanTable } from "../../../../shared/model/span-table.js";
import type { Palette } from "../palette.js";
import { deriveStructure } from "../structure.js";
import { bigTable } from "../testing/big-table.js";
import { makeTable, supportRun } from "../testing/make-table.js";
import { indexEvents } from "./events.js";
import { drawTrace } from "./drawn.js";
import { applyFolds, NO_FOLDS } from "./folds.js";
import { foldedStrip } from "./folded-strip.js";
import { ownTime } from "./own-time.js";
import { rasteriseMinimap } from "./paint-minimap.js";
import { colourRows } from "./row-colours.js";
import { REAL_TIME } from "./time-scale.js";
import { windowAround } from "./window.js";

const palette = {
  error: "rgb(200, 0, 0)",
  ramp: [],
  kind: Object.fromEntries(KIND_FAMILIES.map((family, index) => [family, `rgb(0, ${index + 1}, 0)`])),
} as unknown as Palette;
const drawn = (table: SpanTable) => {
  const structure = deriveStructure(table);
  return drawTrace(structure, REAL_TIME, colourRows(structure, "kind"));
};

describe("folded strip", () => {
  it("holds the calls inside a row as they ran", () => {
    const table = supportRun();
    const triage = table.name.values.indexOf("triage");
    const row = table.name.index.indexOf(triage);
    const strip = foldedStrip(drawn(table), row);
    expect([...strip.code].map((code) => KIND_FAMILIES[code])).toEqual(["llm", "memory", "llm"]);
    expect(strip.fromNs[0]).toBe(350e6);
  });

  it("stays small for a subtree of any size, and never loses a failure", () => {
    const big = drawn(bigTable(50_000));
    const strip = foldedStrip(big, 0);
    expect(strip.code.length).toBeLessThanOrEqual(256);
    expect(strip.code).toContain(big.colours.failed);
  });
});

describe("minimap", () => {
  it("has a line a row in the colour of its kind, and failures over all", () => {
    const trace = drawn(
      makeTable([
        { name: "a", kind: "agent", startMs: 0, durationMs: 10 },
        { name: "b", kind: "tool", startMs: 5, durationMs: 5, status: "error" },
      ]),
    );
    const { pixels, width } = rasteriseMinimap(
      trace,
      applyFolds(trace.structure, NO_FOLDS),
      windowAround(0, 10e6),
      100,
      48,
      1,
      palette,
    );
    expect(pixels[4 * width + 50]).toBe(toPixel(palette.kind.agent));
    expect(pixels[10 * width + 80]).toBe(toPixel(palette.error));
    expect(pixels[10 * width + 20]).toBe(0);
  });

  it("never loses a failure among 1,000,000 rows", () => {
    const trace = drawn(bigTable(1_000_000));
    const { structure } = trace;
    const { pixels } = rasteriseMinimap(
      trace,
      applyFolds(structure, NO_FOLDS),
      windowAround(0, structure.lastNs),
      1000,
      48,
      2,
      palette,
    );
    expect(pixels).toContain(toPixel(palette.error));
  });
});

describe("events", () => {
  it("are sorted into the rows that they belong to", () => {
    const table = makeTable([
      { name: "a", startMs: 0 },
      { name: "b", startMs: 0 },
    ]);
    const events = { span: Uint32Array.of(1, 0, 1), atNs: Float64Array.of(5, 6, 7), name: table.name };
    const index = indexEvents({ ...table, events }, REAL_TIME);
    expect([...index.offsets]).toEqual([0, 1, 3]);
    expect([...index.atNs]).toEqual([6, 5, 7]);
  });
});

describe("own time", () => {
  it("is what no child covers, and stays inside the span", () => {
    const trace = drawn(
      makeTable([
        {
          name: "parent",
          startMs: 0,
          durationMs: 100,
          inside: [
            { name: "late", startMs: 60, durationMs: 80 },
            { name: "early", startMs: 10, durationMs: 20 },
            { name: "beside", startMs: 20, durationMs: 20 },
          ],
        },
      ]),
    );
    expect([...ownTime(trace, 0)].map((ns) => ns / 1e6)).toEqual([0, 10, 40, 60]);
  });

  it("has a bounded number of pieces", () => {
    const trace = drawn(bigTable(100_000));
    expect(ownTime(trace, 0).length).toBeLessThanOrEqual(800);
  });
});
