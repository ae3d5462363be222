import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { deriveStructure } from "../structure.js";
import { makeTable } from "../testing/make-table.js";
import { idleScale, idleStretches } from "./idle.js";
import { compressedScale, REAL_TIME } from "./time-scale.js";

const call = (startMs: number, durationMs: number) => ({ name: "call", kind: "tool" as const, startMs, durationMs });

describe("idle time", () => {
  it("is where no call runs, whoever waits meanwhile", () => {
    const structure = deriveStructure(
      makeTable([
        {
          name: "session",
          kind: "workflow",
          startMs: 0,
          durationMs: 100,
          inside: [
            { name: "planner", kind: "agent", startMs: 0, durationMs: 90, inside: [call(40, 10), call(10, 20)] },
          ],
        },
      ]),
    );
    expect(idleStretches(structure).map(({ fromNs, toNs }) => [fromNs / 1e6, toNs / 1e6])).toEqual([
      [0, 10],
      [30, 40],
      [50, 100],
    ]);
  });

  it("is compressed until most of what is shown is work", () => {
    const hour = 3_600_000;
    const structure = deriveStructure(makeTable([call(0, 1000), call(hour, 1000), call(hour + 1050, 1000)]));
    const scale = idleScale(structure);
    expect(scale.gaps.length).toBe(1);
    const shownNs = scale.toShown(structure.lastNs);
    expect(shownNs).toBeLessThan(3.2e9);
    // The short pause is left as it was.
    expect(scale.toShown((hour + 1050) * 1e6) - scale.toShown((hour + 1000) * 1e6)).toBeCloseTo(50e6);
  });

  it("leaves a busy trace, one without length and an empty one alone", () => {
    for (const spans of [[call(0, 10), call(10, 10)], [call(5, 0)], []]) {
      expect(idleScale(deriveStructure(makeTable(spans)))).toBe(REAL_TIME);
    }
  });
});

describe("a compressed scale", () => {
  it("turns every time there and back, in order", () => {
    const lengths = fc.array(fc.integer({ min: 1, max: 1e6 }), { minLength: 2, maxLength: 20 });
    fc.assert(
      fc.property(lengths, fc.array(fc.integer({ min: -1e6, max: 3e7 }), { minLength: 2 }), (steps, times) => {
        let at = 0;
        const edges = steps.map((step) => (at += step));
        const stretches = edges.flatMap((toNs, index) =>
          index % 2 === 1 ? [{ fromNs: edges[index - 1] ?? 0, toNs }] : [],
        );
        const scale = compressedScale(stretches, 0.5);
        const shown = times.toSorted((a, b) => a - b).map((ns) => scale.toShown(ns));
        for (let index = 1; index < shown.length; index++) {
          expect(shown[index]).toBeGreaterThanOrEqual(shown[index - 1] ?? 0);
        }
        for (const ns of times) expect(scale.toReal(scale.toShown(ns))).toBeCloseTo(ns, 1);
      }),
    );
  });
});
