import fc from "fast-check";
import { expect, test } from "vitest";
import { firstEndingAfter, gallopPast, trackOf } from "./track.js";

test("the first row that ends after a time is found as by looking at each", () => {
  const ends = fc.array(fc.integer({ min: 0, max: 100 }), { maxLength: 50 });
  fc.assert(
    fc.property(ends, fc.integer({ min: -1, max: 101 }), fc.nat(49), (list, atNs, from) => {
      const track = trackOf(Uint32Array.from(list.keys()), (row) => list[row] ?? 0);
      const naive = list.findIndex((end) => end > atNs);
      expect(firstEndingAfter(track, atNs)).toBe(naive < 0 ? list.length : naive);
      if (from >= list.length) return;
      expect(gallopPast(track, atNs, from)).toBe(Math.max(from, firstEndingAfter(track, atNs, from)));
    }),
  );
});
