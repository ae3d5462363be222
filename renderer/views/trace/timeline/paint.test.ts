import { describe, expect, it } from "vitest";
import { KIND_FAMILIES } from "../../../../shared/model/kind.js";
import { toPixel } from "../palette.js";
import type { Palette } from "../palette.js";
import { deriveStructure } from "../structure.js";
import { bigTable } from "../testing/big-table.js";
import { makeTable, supportRun } from "../testing/make-table.js";
import { indexEvents } from "./events.js";
import { FAILED, foldedStrip } from "./folded-strip.js";
import { rasteriseMinimap } from "./paint-minimap.js";
import { unfolded } from "./rows.js";
import { windowAround } from "./window.js";

const palette = {
  error: "rgb(200, 0, 0)",
  kind: Object.fromEntries(KIND_FAMILIES.map((family, index) => [family, `rgb(0, ${index + 1}, 0)`])),
} as unknown as Palette;

describe("folded strip", () => {
  it("holds the calls inside a row as they ran", () => {
    const table = supportRun();
    const structure = deriveStructure(table);
    const triage = table.name.values.indexOf("triage");
    const row = table.name.index.indexOf(triage);
    const strip = foldedStrip(structure, row);
    expect([...strip.code].map((code) => KIND_FAMILIES[code])).toEqual(["llm", "memory", "llm"]);
    expect(strip.fromNs[0]).toBe(350e6);
  });

  it("stays small for a subtree of any size, and never loses a failure", () => {
    const strip = foldedStrip(deriveStructure(bigTable(50_000)), 0);
    expect(strip.code.length).toBeLessThanOrEqual(256);
    expect(strip.code).toContain(FAILED);
  });
});

describe("minimap", () => {
  it("has a line a row in the colour of its kind, and failures over all", () => {
    const structure = deriveStructure(
      makeTable([
        { name: "a", kind: "agent", startMs: 0, durationMs: 10 },
        { name: "b", kind: "tool", startMs: 5, durationMs: 5, status: "error" },
      ]),
    );
    const { pixels, width } = rasteriseMinimap(
      structure,
      unfolded(structure),
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

  it("takes a small part of a second for 1,000,000 rows", () => {
    const structure = deriveStructure(bigTable(1_000_000));
    const before = performance.now();
    rasteriseMinimap(structure, unfolded(structure), windowAround(0, structure.lastNs), 1000, 48, 2, palette);
    expect(performance.now() - before).toBeLessThan(1500);
  });
});

describe("events", () => {
  it("are sorted into the rows that they belong to", () => {
    const table = makeTable([
      { name: "a", startMs: 0 },
      { name: "b", startMs: 0 },
    ]);
    const index = indexEvents({
      ...table,
      events: { span: Uint32Array.of(1, 0, 1), atNs: Float64Array.of(5, 6, 7), name: table.name },
    });
    expect([...index.offsets]).toEqual([0, 1, 3]);
    expect([...index.atNs]).toEqual([6, 5, 7]);
  });
});
