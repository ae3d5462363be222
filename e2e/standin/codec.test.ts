import { expect, it } from "vitest";
import { pack, unpack } from "./codec.js";

it("brings back what structured cloning would, as far as the app sends it", () => {
  const value = {
    text: "ä\u{1f9f6}",
    nothing: undefined,
    list: [1, null, { deep: true }],
    big: 2n ** 64n,
    date: new Date(1_000),
    bytes: new Uint8Array([0, 127, 255]),
    doubles: new Float64Array([Number.NaN, 1.5, -0]),
  };
  expect(unpack(pack(value))).toEqual(value);
});

it("keeps a view's own part of a larger buffer", () => {
  const view = new Uint8Array([1, 2, 3, 4]).subarray(1, 3);
  expect(unpack(pack(view))).toEqual(new Uint8Array([2, 3]));
});

it("refuses functions, as cloning does", () => {
  expect(() => pack({ call: () => {} })).toThrow(/could not be cloned/);
});
