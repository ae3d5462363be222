import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CodecError, decodeMessage, encodeMessage, type EncodedMessage } from "./codec.js";

function joined({ parts, bytes }: EncodedMessage): Uint8Array {
  const whole = new Uint8Array(bytes);
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  expect(offset).toBe(bytes);
  return whole;
}

const roundTrip = (value: unknown): unknown => decodeMessage(joined(encodeMessage(value)));

const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => (Object.is(value, -0) ? 0 : value));
const typedArray = fc.oneof(
  fc.float64Array(),
  fc.float32Array(),
  fc.int32Array(),
  fc.uint32Array(),
  fc.uint16Array(),
  fc.uint8Array(),
);
const key = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.constantFrom("__proto__", "constructor", "toJSON", "arrays", "value", ""),
);
const { value: anything } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    number,
    fc.string({ unit: "binary" }),
    fc.boolean(),
    fc.constant(null),
    typedArray,
    fc.array(tie("value")),
    fc.dictionary(key, tie("value")),
  ),
}));

describe("a message", () => {
  it("arrives as it was sent, typed arrays at every place, whatever the keys", () => {
    fc.assert(
      fc.property(anything, (value) => {
        const before = structuredClone(value);
        expect(roundTrip(value)).toEqual(normal(value));
        expect(value, "sending changes nothing").toEqual(before);
      }),
      { numRuns: 500 },
    );
  });

  it("is read from bytes at any place of a bigger buffer", () => {
    fc.assert(
      fc.property(anything, fc.nat(15), (value, shift) => {
        const bytes = joined(encodeMessage(value));
        const shifted = new Uint8Array(bytes.length + shift).subarray(shift);
        shifted.set(bytes);
        expect(decodeMessage(shifted)).toEqual(normal(value));
      }),
    );
  });

  it("keeps NaN, infinities and negative zero in typed arrays", () => {
    const column = Float64Array.of(Number.NaN, -0, Number.POSITIVE_INFINITY, 5e-324);
    expect(roundTrip({ column })).toEqual({ column });
  });

  it("sends a part of a bigger array alone", () => {
    const part = Float64Array.of(1, 2, 3, 4).subarray(1, 3);
    const arrived = roundTrip(part) as Float64Array;
    expect(arrived).toEqual(Float64Array.of(2, 3));
    expect(encodeMessage(part).bytes).toBeLessThan(200);
  });

  it("leaves out properties that are undefined", () => {
    expect(roundTrip({ a: undefined, b: 1 })).toEqual({ b: 1 });
  });

  it.each([
    ["NaN outside a typed array", { cost: Number.NaN }],
    ["an infinity", [Number.POSITIVE_INFINITY]],
    ["a bigint", { at: 1n }],
    ["a date", { at: new Date(0) }],
    ["a map", new Map()],
    ["undefined in a list", [1, undefined]],
    ["a function", { run: () => {} }],
    ["a typed array of another kind", { at: new BigInt64Array(1) }],
  ])("with %s is refused by name and not sent wrong", (_what, value) => {
    expect(() => encodeMessage(value)).toThrow(CodecError);
  });

  it("that is malformed is refused, whatever its bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        expect(() => decodeMessage(bytes)).toThrow(CodecError);
      }),
    );
  });

  it.each([
    ["a prototype", { value: { a: 1 }, arrays: [["u8", 0, "__proto__"]] }],
    ["an inherited property", { value: { a: {} }, arrays: [["u8", 0, "a", "constructor", "x"]] }],
    ["a place that is taken", { value: { a: 1 }, arrays: [["u8", 0, "a"]] }],
    ["more bytes than there are", { value: null, arrays: [["f64", 1e9]] }],
    ["an unknown kind", { value: null, arrays: [["constructor", 0]] }],
    ["a negative length", { value: null, arrays: [["u8", -1]] }],
  ])("that puts an array at %s is refused", (_what, header) => {
    const json = new TextEncoder().encode(JSON.stringify(header));
    const bytes = new Uint8Array(4 + json.length);
    new DataView(bytes.buffer).setUint32(0, json.length, true);
    bytes.set(json, 4);
    expect(() => decodeMessage(bytes)).toThrow(CodecError);
  });
});

/** As JSON gives it: objects of the ordinary prototype. */
function normal(value: unknown): unknown {
  if (ArrayBuffer.isView(value) || typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(normal);
  const copy = {};
  for (const [name, item] of Object.entries(value)) {
    Object.defineProperty(copy, name, { value: normal(item), enumerable: true, writable: true, configurable: true });
  }
  return copy;
}
