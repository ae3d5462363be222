import { describe, expect, it } from "vitest";
import { isRejection, NO_RESOURCE, NO_SCOPE } from "../importer.js";
import { anyValue, otlpAttributes } from "../common/any-value.js";
import { normaliseId } from "../common/ids.js";
import { otlpSpanFacts } from "./span-facts.js";
import { timeNs } from "../common/times.js";

const TRACE = "5b8efff798038103d269b633813fc60c";
const SPAN = "eee19b7ec3c1b174";
const base64 = (hex: string): string => Buffer.from(hex, "hex").toString("base64");
const bytes = (hex: string): number[] => [...Buffer.from(hex, "hex")];

describe("ids", () => {
  it.each<[string, unknown]>([
    ["hex", TRACE],
    ["hex in capitals", TRACE.toUpperCase()],
    ["hex with blanks around", ` ${TRACE} `],
    ["base64 of the bytes", base64(TRACE)],
    ["base64 for URLs, without padding", base64(TRACE).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "")],
    ["base64 of the hex text", Buffer.from(TRACE).toString("base64")],
    ["base64 of the hex text in capitals", Buffer.from(TRACE.toUpperCase()).toString("base64")],
    ["a UUID", TRACE.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5")],
    ["with 0x", `0x${TRACE}`],
    ["a list of bytes", bytes(TRACE)],
    ["a Buffer of Node", { type: "Buffer", data: bytes(TRACE) }],
  ])("of a trace: %s", (_name, value) => {
    expect(normaliseId(value, 16)).toBe(TRACE);
  });

  it.each<[string, unknown, string]>([
    ["hex", SPAN, SPAN],
    ["base64", base64(SPAN), SPAN],
    ["bytes", bytes(SPAN), SPAN],
    ["shorter hex is padded", "1b2c3d4e5f", "0000001b2c3d4e5f"],
    ["somebody's own text is kept", "span-1", "span-1"],
    ["short digits are kept", "17", "17"],
    ["a number", 17, "17"],
  ])("of a span: %s", (_name, value, expected) => {
    expect(normaliseId(value, 8)).toBe(expected);
  });

  it.each<[string, unknown]>([
    ["zeros", "0".repeat(32)],
    ["few zeros", "0"],
    ["zeros as base64", base64("0".repeat(32))],
    ["zeros as bytes", bytes("0".repeat(32))],
    ["a UUID of zeros", "00000000-0000-0000-0000-000000000000"],
    ["nothing", ""],
    ["null", null],
    ["absent", undefined],
    ["an object", { a: 1 }],
    ["a list of texts", ["a"]],
    ["true", true],
  ])("none: %s", (_name, value) => {
    expect(normaliseId(value, 16)).toBe("");
  });

  it("64-bit trace ids meet their padded form", () => {
    expect(normaliseId("d269b633813fc60c", 16)).toBe(normaliseId("0000000000000000d269b633813fc60c", 16));
  });
});

describe("times", () => {
  const ns = 1_700_000_000_123_456_789n;
  it.each<[string, unknown, bigint | null]>([
    ["digits", "1700000000123456789", ns],
    ["ISO with nine digits", "2023-11-14T22:13:20.123456789Z", ns],
    ["ISO with a zone", "2023-11-14T23:13:20.123456789+01:00", ns],
    ["ISO without a zone is UTC", "2023-11-14T22:13:20.123456789", ns],
    ["ISO with a blank and milliseconds", "2023-11-14 22:13:20.5", 1_700_000_000_500_000_000n],
    ["a Long object", { low: 0x9a5b9d15 | 0, high: 395_812_504, unsigned: true }, (395_812_504n << 32n) + 0x9a5b9d15n],
    ["microseconds", 1_700_000_000_123_456, 1_700_000_000_123_456_000n],
    ["milliseconds", 1_700_000_000_123, 1_700_000_000_123_000_000n],
    ["seconds", 1_700_000_000, 1_700_000_000_000_000_000n],
    ["milliseconds as digits", "1700000000123", 1_700_000_000_123_000_000n],
    ["zero", "0", null],
    ["the number zero", 0, null],
    ["less than zero", -5, null],
    ["beyond 64 bits", "99999999999999999999", null],
    ["beyond 63 bits", "9999999999999999999", null],
    ["nonsense", "yesterday", null],
    ["nothing", "", null],
    ["absent", undefined, null],
    ["not a number", Number.NaN, null],
  ])("%s", (_name, value, expected) => {
    // A Long keeps what a double holds of it.
    const read = timeNs(value);
    if (typeof value === "object" && expected !== null) expect(Number(read)).toBe(Number(expected));
    else expect(read).toBe(expected);
  });
});

describe("values", () => {
  it.each<[string, unknown, unknown]>([
    ["a text", { stringValue: "a" }, "a"],
    ["an empty text", { stringValue: "" }, ""],
    ["an integer as digits", { intValue: "42" }, 42],
    ["an integer as number", { intValue: 42 }, 42],
    ["an integer beyond 2^53", { intValue: "9223372036854775807" }, "9223372036854775807"],
    ["an integer as Long", { intValue: { low: -1, high: 0, unsigned: false } }, 4_294_967_295],
    ["a double", { doubleValue: 0.5 }, 0.5],
    ["a double as text", { doubleValue: "0.5" }, 0.5],
    ["no number", { doubleValue: "NaN" }, null],
    ["true", { boolValue: true }, true],
    ["true as text", { boolValue: "true" }, true],
    ["false", { boolValue: false }, false],
    ["a list", { arrayValue: { values: [{ stringValue: "a" }, { intValue: "1" }] } }, ["a", 1]],
    ["an empty list", { arrayValue: {} }, []],
    ["a map", { kvlistValue: { values: [{ key: "a", value: { intValue: 1 } }] } }, { a: 1 }],
    ["bytes", { bytesValue: "AQI=" }, "AQI="],
    ["snake case", { string_value: "a" }, "a"],
    ["snake case inside", { array_value: { values: [{ int_value: "3" }] } }, [3]],
    ["nothing", {}, null],
    ["null", null, null],
    ["a plain value", "a", "a"],
    ["a plain map", { a: { b: [1] } }, { a: { b: [1] } }],
  ])("%s", (_name, value, expected) => {
    expect(anyValue(value)).toEqual(expected);
  });

  it("attributes are a list or a plain map; of a repeated key the last wins; what has no key is no attribute", () => {
    const list = [{ key: "a", value: { intValue: 1 } }, { key: "a", value: { intValue: 2 } }, { value: {} }, 7, null];
    expect([...otlpAttributes(list)]).toEqual([["a", 2]]);
    expect([...otlpAttributes({ a: 1, b: { stringValue: "x" }, c: { d: null } })]).toEqual([
      ["a", 1],
      ["b", "x"],
      ["c", { d: null }],
    ]);
    expect(otlpAttributes(undefined).size).toBe(0);
    expect(otlpAttributes("text").size).toBe(0);
  });
});

describe("a span", () => {
  const facts = (value: unknown): Exclude<ReturnType<typeof otlpSpanFacts>, { reason: string }> => {
    const read = otlpSpanFacts(value, NO_RESOURCE, NO_SCOPE);
    if (isRejection(read)) throw new Error(read.reason);
    return read;
  };

  it("in snake case with names for codes is the same as in camel case with numbers", () => {
    const camel = facts({
      traceId: TRACE,
      spanId: SPAN,
      parentSpanId: "0000000000000001",
      name: "a",
      kind: 3,
      startTimeUnixNano: "1700000000000000000",
      endTimeUnixNano: "1700000000000000001",
      status: { code: 2, message: "no" },
      attributes: [{ key: "k", value: { stringValue: "v" } }],
      events: [{ name: "e", timeUnixNano: "1700000000000000000", attributes: [] }],
      links: [{ traceId: TRACE, spanId: SPAN }],
    });
    const snake = facts({
      trace_id: base64(TRACE),
      span_id: base64(SPAN),
      parent_span_id: base64("0000000000000001"),
      name: "a",
      kind: "SPAN_KIND_CLIENT",
      start_time_unix_nano: "1700000000000000000",
      end_time_unix_nano: "1700000000000000001",
      status: { code: "STATUS_CODE_ERROR", message: "no" },
      attributes: [{ key: "k", value: { string_value: "v" } }],
      events: [{ name: "e", time_unix_nano: "1700000000000000000", attributes: [] }],
      links: [{ trace_id: TRACE.toUpperCase(), span_id: SPAN.toUpperCase() }],
    });
    expect(snake).toEqual(camel);
  });

  it.each<[unknown, number]>([
    [undefined, 0],
    [2, 2],
    ["2", 2],
    ["SPAN_KIND_SERVER", 2],
    ["SpanKind.SERVER", 2],
    ["server", 2],
    [9, 0],
    ["whatever", 0],
    [{}, 0],
  ])("kind %j is %j", (kind, expected) => {
    expect(facts({ name: "a", kind }).otelKind).toBe(expected);
  });

  it.each<[unknown, number, string | null]>([
    [{}, 0, null],
    [undefined, 0, null],
    [{ code: 1 }, 1, null],
    [{ code: "STATUS_CODE_ERROR", message: "m" }, 2, "m"],
    [{ code: "Error", description: "d" }, 2, "d"],
    ["ERROR", 2, null],
    [2, 2, null],
    [{ code: 7 }, 0, null],
  ])("status %j", (status, code, message) => {
    expect(facts({ name: "a", status })).toMatchObject({ statusCode: code, statusMessage: message });
  });

  it.each([undefined, null, "", "0", "root", "0000000000000000"])("parent %j is none", (parentSpanId) => {
    expect(facts({ name: "a", parentSpanId }).parentSpanId).toBeNull();
  });

  it.each<[unknown, string]>([
    [17, "NOT_A_SPAN"],
    [null, "NOT_A_SPAN"],
    [[], "NOT_A_SPAN"],
    [{}, "NOT_A_SPAN"],
    [{ name: 7 }, "NOT_A_SPAN"],
    [{ name: "a", attributes: "text" }, "BAD_ATTRIBUTES"],
  ])("%j is rejected as %s", (value, code) => {
    expect(otlpSpanFacts(value, NO_RESOURCE, NO_SCOPE)).toMatchObject({ code });
  });

  it("what is odd in it costs no more than itself", () => {
    expect(
      facts({ name: "a", kind: [], status: [], events: 7, links: [7, { traceId: 5 }], attributes: null }),
    ).toMatchObject({ otelKind: 0, statusCode: 0, events: [], links: [{ traceId: "5", spanId: "" }] });
  });
});
