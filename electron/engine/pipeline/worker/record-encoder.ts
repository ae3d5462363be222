import { hash } from "node:crypto";
import { textOf } from "../../importers/json/byte-text.js";
import type { Doubles } from "../../importers/json/doubles.js";
import type { Literal } from "../../importers/json/literal.js";
import { BatchBuilder } from "../batch.js";
import { HOLE_MARK, holdsMark, MOST_BODY } from "../../db/record-text.js";
import { type DIRECT_TABLES, RECORD_ENCODINGS, RECORD_KINDS } from "../../db/tables.js";
import { type TextInterner, wordAt } from "./interner.js";
import { unescaped, unescapedBytes } from "./text-opener.js";

const WHOLE = RECORD_ENCODINGS.indexOf("whole");
const HOLES = RECORD_ENCODINGS.indexOf("holes");
const BYTES = RECORD_ENCODINGS.indexOf("bytes");

/** A record in the form that is stored, and the values of its holes for the decoder. */
export interface EncodedRecord {
  readonly body: string;
  /** The same in pieces, where it is too long for one row. */
  readonly pieces: string | null;
  readonly encoding: number;
  /** No char of the body is above 127; false where that is not known. */
  readonly isAscii: boolean;
  /** The body to be parsed, where its long lists of numbers are out of it too. */
  readonly lean: string | null;
  /** Marker to text, or list of numbers; null when there are none. */
  readonly values: ReadonlyMap<string, unknown> | null;
}

const PLAIN = { pieces: null, isAscii: false, lean: null, values: null };

/**
 * Turns literals into stored records: long strings become texts, all else stays as it stood. A string that none of the
 * known ways of escaping gives back stays in the record.
 */
export class RecordEncoder {
  readonly builder = new BatchBuilder<(typeof DIRECT_TABLES)["record"]>("record");
  readonly #interner: TextInterner;
  readonly #source: number;
  #next: number;

  constructor(interner: TextInterner, source: number, firstId: number) {
    this.#interner = interner;
    this.#source = source;
    this.#next = firstId;
  }

  get nextId(): number {
    return this.#next;
  }
  /** Reserves a number for a record that is written later. */
  reserveId(): number {
    return this.#next++;
  }

  encode(literal: Literal): EncodedRecord {
    const { window, start, end, holes, bytes, doubles = [] } = literal;
    if (literal.latin1 && !isAscii(window, start, end)) {
      return { ...PLAIN, body: window.slice(start, end), encoding: BYTES };
    }
    const whole = window.slice(start, end);
    if (holdsMark(whole)) return { ...PLAIN, body: bytes === "utf8" ? textOf(whole) : whole, encoding: WHOLE };
    const values = new Map<string, unknown>();
    const cuts: Cut[] = [];
    for (let index = 0; index < holes.length; index += 3) {
      const open = holes[index] ?? 0;
      const close = holes[index + 1] ?? 0;
      const unescape = bytes === undefined ? unescaped : unescapedBytes;
      const inner = unescape(window, open - 1, close + 1, holes[index + 2] === 1);
      if (inner === null) continue;
      const marker = `${HOLE_MARK}${inner.escaping}${this.#interner.internFormed(inner.text, inner.bytes)}`;
      values.set(marker, inner.text);
      cuts.push({ start: open, end: close, marker });
    }
    const found = cuts.length === 0 ? whole : withCuts(literal, cuts);
    const body = bytes === "utf8" ? textOf(found) : found;
    const pieces = this.#piecesOf(body);
    const lean =
      doubles.length === 0
        ? null
        : withCuts(
            literal,
            [...cuts, ...cutsOf(doubles, values)].sort((a, b) => a.start - b.start),
          );
    return {
      body,
      pieces,
      encoding: cuts.length > 0 || pieces !== null ? HOLES : WHOLE,
      isAscii: bytes !== undefined && body.length === found.length,
      lean: lean !== null && bytes === "utf8" ? textOf(lean) : lean,
      values: values.size === 0 ? null : values,
    };
  }

  /** The store handles 2,048 rows at once, so no row may be of any size. */
  #piecesOf(body: string): string | null {
    if (body.length <= MOST_BODY) return null;
    let pieces = "";
    for (let from = 0; from < body.length;) {
      const to = pieceEnd(body, from + PIECE_LENGTH);
      pieces += `"${HOLE_MARK}p${this.#interner.internPiece(body.slice(from, to))}"`;
      from = to;
    }
    return pieces;
  }

  /** Writes a record under a reserved number; returns the two halves of its hash. */
  write(id: number, kind: (typeof RECORD_KINDS)[number], record: EncodedRecord, place: RecordPlace): [number, number] {
    const { body } = this.builder.columns;
    const bytes = record.isAscii ? body.peekBytes(record.body) : body.peekText(record.body);
    const digest = hash("sha256", bytes, "binary");
    if (record.pieces === null) body.endText(bytes);
    else body.text(record.pieces);
    const low = wordAt(digest, 0);
    const high = wordAt(digest, 4) & 0x7fffffff;
    const columns = this.builder.columns;
    columns.id.number(id);
    columns.source.number(this.#source);
    columns.kind.number(RECORD_KINDS.indexOf(kind));
    columns.encoding.number(record.encoding);
    columns.resource.number(place.resource);
    columns.scope.number(place.scope);
    columns.line.number(place.line);
    columns.hash.halves(low, high);
    this.builder.endRow();
    return [low, high];
  }
}

/** A place of a window, and what stands for it in the body. */
interface Cut {
  readonly start: number;
  readonly end: number;
  readonly marker: string;
}

function withCuts({ window, start, end }: Literal, cuts: readonly Cut[]): string {
  let body = "";
  let from = start;
  for (const cut of cuts) {
    body += window.slice(from, cut.start) + cut.marker;
    from = cut.end;
  }
  return body + window.slice(from, end);
}

/** The places of lists of numbers, whose markers are for the reader at hand and never stored. Adds them to `values`. */
function cutsOf(doubles: readonly Doubles[], values: Map<string, unknown>): Cut[] {
  return doubles.map((list, index) => {
    const marker = `${HOLE_MARK}d${index}`;
    values.set(marker, list.values);
    return { start: list.start, end: list.end, marker: `"${marker}"` };
  });
}

export interface RecordPlace {
  readonly resource: number | null;
  readonly scope: number | null;
  readonly line: number | null;
}

const PIECE_LENGTH = 32_768;
/** Longest marker of a hole, with its quotes. */
const MARKER_LENGTH = 24;

/** The end of a piece at a place or a little before it: neither within a marker nor within a character of two units. */
function pieceEnd(body: string, at: number): number {
  if (at >= body.length) return body.length;
  const mark = body.indexOf(HOLE_MARK, at - MARKER_LENGTH);
  const end = mark !== -1 && mark <= at ? mark - 1 : at;
  const code = body.charCodeAt(end);
  return code >= 0xdc00 && code <= 0xdfff ? end - 1 : end;
}

function isAscii(window: string, start: number, end: number): boolean {
  for (let position = start; position < end; position++) if (window.charCodeAt(position) > 127) return false;
  return true;
}
