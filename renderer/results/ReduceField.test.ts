import { expect, it } from "vitest";
import { sampleOf } from "./ReduceField.js";

it("takes whole numbers that an export may be asked for", () => {
  expect(["0", " 100 ", "10000000"].map(sampleOf)).toEqual([0, 100, 10_000_000]);
  expect(["", "1.5", "-1", "ten", "10000001"].map(sampleOf)).toEqual([null, null, null, null, null]);
});
