import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readDoubles } from "./doubles.js";

const elements = (numbers: readonly string[], blank = ""): string =>
  `[${numbers.map((number) => `${blank}{${blank}"doubleValue"${blank}:${blank}${number}${blank}}${blank}`).join()}]`;

const numbers = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => JSON.stringify(value)),
  fc.float({ noNaN: true, noDefaultInfinity: true }).map((value) => JSON.stringify(value)),
  fc.tuple(fc.boolean(), fc.maxSafeNat(), fc.nat(22)).map(([minus, digits, decimals]) => {
    const text = String(digits).padStart(decimals + 1, "0");
    const whole = text.slice(0, text.length - decimals).replace(/^0+(?=\d)/, "");
    return `${minus ? "-" : ""}${whole}${decimals === 0 ? "" : `.${text.slice(-decimals)}`}`;
  }),
  fc.constantFrom(
    "0",
    "-0",
    "-0.0",
    "1E5",
    "1.5e-7",
    "0.10000000000000000555",
    "123456789012345678901234567890",
    "5e-324",
  ),
);

describe("a list of numbers", () => {
  it("is what JSON.parse makes of it, to the last bit", () => {
    fc.assert(
      fc.property(
        fc.array(numbers, { minLength: 40, maxLength: 60 }),
        fc.constantFrom("", " ", "\n\t"),
        (list, blank) => {
          const text = elements(list, blank);
          const read = readDoubles(`"a":${text},"b"`, 4);
          const parsed = JSON.parse(text) as { doubleValue: number }[];
          expect(read).toEqual({ start: 4, end: 4 + text.length, values: parsed.map((one) => one.doubleValue) });
        },
      ),
      { seed: 11, numRuns: 500 },
    );
  });

  it.each(["01", "1.", ".5", "+1", "-", "1e", "1e+", '"NaN"', "null", "Infinity", "0x1", "1 2", "1}{", ""])(
    "that holds %s is left to be read with all else",
    (odd) => {
      const list = Array.from({ length: 60 }, () => "0.25");
      expect(readDoubles(elements(list), 0)).not.toBeNull();
      for (const place of [0, 30, 60]) expect(readDoubles(elements(list.toSpliced(place, 0, odd)), 0)).toBeNull();
    },
  );

  it("is left where it is short, is not there to its end, or holds other things", () => {
    const list = Array.from({ length: 60 }, () => "0.25");
    expect(readDoubles(elements(list.slice(0, 5)), 0)).toBeNull();
    expect(readDoubles(elements(list).slice(0, -1), 0)).toBeNull();
    for (const odd of [
      '{"intValue":"1"}',
      '{"doubleValue":1,"b":2}',
      '{"doubleValue":1}}',
      "[]",
      '"x"',
      '{"doubleValues":1}',
    ]) {
      expect(readDoubles(`[${odd},${elements(list).slice(1)}`, 0)).toBeNull();
      expect(readDoubles(`${elements(list).slice(0, -1)},${odd}]`, 0)).toBeNull();
    }
    expect(readDoubles(`${elements(list).slice(0, -1)},]`, 0)).toBeNull();
  });
});
