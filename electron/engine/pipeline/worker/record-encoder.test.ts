import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { HOLE_MARK, rebuildRecord, textIdsOf } from "../../db/record-text.js";
import { kindOfBytes } from "../../importers/json/byte-text.js";
import type { Doubles } from "../../importers/json/doubles.js";
import { type Literal, Scanner } from "../../importers/json/literal.js";
import { TextInterner } from "./interner.js";
import { RecordEncoder } from "./record-encoder.js";

/** Ways in which programs write the characters of a string. */
const WRITERS: Readonly<Record<string, (text: string) => string>> = {
  "JSON.stringify": (text) => JSON.stringify(text),
  "ASCII only": (text) =>
    JSON.stringify(text).replace(/[^ -~]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`),
  "ASCII only in capitals": (text) =>
    JSON.stringify(text).replace(
      /[^ -~]/g,
      (char) => `\\u${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`,
    ),
  "slashes escaped": (text) => JSON.stringify(text).replaceAll("/", "\\/"),
  "HTML escaped": (text) =>
    JSON.stringify(text).replace(/[<>&']/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`),
  "every other one escaped": (text) =>
    `"${[
      ...JSON.stringify(text)
        .slice(1, -1)
        .matchAll(/\\u....|\\.|[^\\]/gsu),
    ]
      .map(([unit], index) =>
        index % 2 === 0 && unit.length === 1 ? `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}` : unit,
      )
      .join("")}"`,
};

/** JSON text with strings by a writer and blanks between. */
function written(value: unknown, writer: (text: string) => string, blank: string): string {
  if (typeof value === "string") return writer(value);
  if (Array.isArray(value)) return `[${blank}${value.map((one) => written(one, writer, blank)).join(`${blank},`)}]`;
  if (typeof value === "object" && value !== null) {
    const members = Object.entries(value).map(
      ([key, one]) => `${writer(key)}${blank}:${blank}${written(one, writer, blank)}`,
    );
    return `{${members.join(`,${blank}`)}${blank}}`;
  }
  return JSON.stringify(value);
}

const texts = fc.oneof(
  fc.string({ unit: "binary", maxLength: 150 }),
  fc.string({
    unit: fc.constantFrom("a", "/", "\\", '"', "é", "日", "😀", "\n", "\u0000", "\u001f", "<"),
    minLength: 60,
    maxLength: 150,
  }),
  fc.string({ unit: fc.constantFrom("a", "\ud800", "\udc00", "\u007f"), minLength: 60, maxLength: 100 }),
  fc.constantFrom(`${HOLE_MARK}r1`, `${HOLE_MARK}a12`.padEnd(80, "x"), "\\u007fr1".padEnd(70, "y")),
);
const values = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    texts,
    fc.constantFrom(null, true, 1234567890123456, 1e300, -0.5),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(texts, tie("value"), { maxKeys: 4, noNullPrototype: true }),
  ),
})).value;

function literalOf(text: string): Literal {
  const window = `[ ${text} ]`;
  const holes: number[] = [];
  const end = new Scanner(window).valueEnd(2, holes);
  return { window, start: 2, end, holes, latin1: false, line: 1, depth: 1 };
}

/** The same as a reading has it that takes bytes; null for what is no UTF-8. */
function byteLiteralOf(text: string): Literal | null {
  if (!text.isWellFormed()) return null;
  const window = Buffer.from(`[ ${text} ]`, "utf8").toString("latin1");
  const holes: number[] = [];
  const doubles: Doubles[] = [];
  const end = new Scanner(window).valueEnd(2, holes, doubles);
  const bytes = kindOfBytes(window.slice(2, end), true) ?? "utf8";
  return { window, start: 2, end, holes, doubles, latin1: false, bytes, line: 1, depth: 1 };
}

/** The stored form of a record, and the record that is rebuilt from it; the same whether it came as text or as bytes. */
function stored(text: string): StoredRecord {
  const asText = storedFrom(literalOf(text));
  const bytes = byteLiteralOf(text);
  if (bytes !== null) expect(storedFrom(bytes)).toEqual(asText);
  return asText;
}

interface StoredRecord {
  readonly body: string;
  readonly rebuilt: string;
  readonly texts: Map<number, string>;
  /** Of all columns of the row, its hash among them. */
  readonly row: readonly string[];
}

function storedFrom(literal: Literal): StoredRecord {
  const interner = new TextInterner(1);
  const encoder = new RecordEncoder(interner, 1, 1);
  const encoded = encoder.encode(literal);
  encoder.write(encoder.reserveId(), "span", encoded, { resource: null, scope: null, line: 1 });
  const row = encoder.builder.take().columns.map((column) => Buffer.from(column.data).toString("latin1"));
  const body = encoded.pieces ?? encoded.body;
  const known = storedTexts(interner);
  const textOf = (id: number): string => {
    const whole = known.get(id) ?? "absent";
    return whole.includes(HOLE_MARK) ? rebuildRecord(whole, textOf) : whole;
  };
  return { body, rebuilt: encoded.encoding === 1 ? rebuildRecord(body, textOf) : body, texts: known, row };
}

function storedTexts(interner: TextInterner): Map<number, string> {
  const { rows, columns } = interner.builder.take();
  const ids = new BigInt64Array(columns[0]?.data ?? new ArrayBuffer(0));
  const bodies = Buffer.from(columns[3]?.data ?? new ArrayBuffer(0));
  const ends = new Uint32Array(columns[3]?.ends ?? new ArrayBuffer(0));
  return new Map(
    Array.from({ length: rows }, (_, row) => [
      Number(ids[row]),
      bodies.subarray(row === 0 ? 0 : ends[row - 1], ends[row]).toString("utf8"),
    ]),
  );
}

describe("a stored record is rebuilt byte for byte", () => {
  it.each(Object.keys(WRITERS))("as %s writes it", (name) => {
    fc.assert(
      fc.property(values, fc.constantFrom("", " ", "\n  ", "\r\n\t"), (value, blank) => {
        const writer = WRITERS[name] ?? JSON.stringify;
        const text = written(value, writer, blank);
        if (!/^["{[]/.test(text)) return;
        expect(stored(text).rebuilt).toBe(text);
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ["digits that no double holds", '{"a":12345678901234567890,"b":1.0,"c":-0,"d":1E400,"e":0.10}'],
    ["a key that is there twice", `{"a":"${"x".repeat(70)}","a":"${"x".repeat(70)}"}`],
    ["odd blanks", `{ "a"\t:\r\n "${"x".repeat(70)}"\n , "b" :[ 1 ,2 ]\t}`],
    ["a lone surrogate", `{"a":"${"x".repeat(70)}\\ud83d"}`],
    ["a marker that was there before", `{"a":"${"x".repeat(70)}","b":"${HOLE_MARK}r1"}`],
    ["an escaped marker", `{"a":"${"x".repeat(70)}","b":"\\u007Fr1"}`],
    ["a raw tab in a string", `{"a":"${"x".repeat(70)}\tb"}`],
    ["a list of numbers too long for one row", `{"a":[${Array.from({ length: 40_000 }, (_, n) => n / 7).join()}]}`],
    [
      "more holes than fit into one row",
      `{"a":[${Array.from({ length: 9000 }, (_, n) => `"${n} ${"x".repeat(70)}"`).join()}]}`,
    ],
    ["a string too long for one row", `{"a":"${"so on and 😀 ".repeat(20_000)}"}`],
    [
      "a vector",
      `{"é":[${Array.from({ length: 400 }, (_, n) => `{"doubleValue": ${n / 7}}`).join()}],"b":"日${"x".repeat(70)}"}`,
    ],
    ["no JSON at all inside", `{"a":"${"x".repeat(70)}","b":tru,,}`],
  ])("with %s", (_name, text) => {
    expect(stored(text).rebuilt).toBe(text);
  });
});

describe("a long string is stored once", () => {
  const long = "Was there a refund / é 日本 😀? ".repeat(4);

  it.each(["JSON.stringify", "ASCII only", "slashes escaped"])("as %s writes it, in however many places", (name) => {
    const quoted = WRITERS[name]?.(long) ?? "";
    const { body, texts: known } = stored(`{"a":${quoted},"b":[${quoted}],"c":${JSON.stringify(long)}}`);
    expect([...known.values()]).toEqual([long]);
    expect(textIdsOf(body)).toEqual([1, 1, 1]);
    expect(body.length).toBeLessThan(60);
  });

  it("but not a short one, a key, or one that no known writer escapes", () => {
    const { body, texts: known } = stored(`{"${long}":"short","b":"${"\\u0041".repeat(80)}"}`);
    expect(known.size).toBe(0);
    expect(textIdsOf(body)).toEqual([]);
  });
});
