import {
  type ByteReading,
  NO_RESOURCE,
  NO_SCOPE,
  type RecordSink,
  type ResourceContext,
  type ScopeContext,
} from "../importer.js";
import type { Literal } from "../json/literal.js";
import { giveRecord } from "../otlp-json/annotation-logs.js";
import { madeLiteral } from "../json/made-literal.js";
import { type Framing, framingOf, lengthPrefix, type Role, useOf } from "./framing.js";
import { jsonOf } from "./json.js";
import { type ItemKind, itemKind } from "./record-kind.js";
import { readRecord, type RecordKind } from "./schema.js";
import { readField } from "./wire.js";

/** So much is looked at to tell the framing. */
const SAMPLE_BYTES = 65_536;
const EXCERPT_BYTES = 100;
/** Records, and their characters, that wait for a resource or a scope that stands behind them. */
const MOST_WAITING = 20_000;
const MOST_WAITING_CHARS = 64e6;

interface Open {
  readonly role: Role;
  /** Offset in the file. */
  readonly end: number;
}
interface Waiting {
  readonly kind: "span" | "log";
  readonly literal: Literal;
  readonly scope: { context: ScopeContext };
}

/** Reads requests of OTLP as protobuf, record by record: no more than one record is held at a time. */
export class ProtobufReading implements ByteReading {
  readonly #sink: RecordSink;
  readonly #maxBytes: number;
  #framing: Framing | null = null;
  #pieces: Buffer[] = [];
  #size = 0;
  /** So many bytes must be there before it is worth to go on. */
  #wanted = SAMPLE_BYTES;
  /** Bytes that are passed over. */
  #skip = 0;
  /** Offset in the file of the first byte that is held. */
  #offset = 0;
  readonly #open: Open[] = [];
  #isLost = false;
  #resource: ResourceContext | null = null;
  #scope: { context: ScopeContext } = { context: NO_SCOPE };
  #scopeSeen = false;
  #waiting: Waiting[] = [];
  #waitingChars = 0;
  #lastKind: ItemKind = "span";

  constructor(sink: RecordSink, maxBytes: number) {
    this.#sink = sink;
    this.#maxBytes = maxBytes;
  }

  push(bytes: Buffer): void {
    if (this.#isLost) return;
    this.#pieces.push(bytes);
    this.#size += bytes.length;
    if (this.#size >= this.#wanted) this.#read();
  }

  finish(): void {
    if (!this.#isLost) this.#read();
    const last = this.#open.at(-1);
    const isWhole = this.#size === 0 && this.#skip === 0 && (last === undefined || last.end === Infinity);
    if (!this.#isLost && !isWhole) this.#reject("CUT_OFF", "The file ends within a record.", this.#held());
    while (this.#open.length > 0) this.#leave();
  }

  containers(): readonly string[] {
    return [this.#framing === "bare" ? "bare" : "with lengths"];
  }

  #held(): Buffer {
    const [first] = this.#pieces;
    if (first !== undefined && this.#pieces.length === 1) return first;
    const joined = Buffer.concat(this.#pieces, this.#size);
    this.#pieces = [joined];
    return joined;
  }

  #read(): void {
    const bytes = this.#held();
    this.#framing ??= framingOf(bytes.subarray(0, SAMPLE_BYTES)) ?? "bare";
    this.#wanted = 1;
    let position = 0;
    while (position < bytes.length && !this.#isLost) {
      if (this.#skip > 0) {
        const passed = Math.min(this.#skip, bytes.length - position);
        this.#skip -= passed;
        position += passed;
        continue;
      }
      const next = this.#step(bytes, position);
      if (next === null) break;
      position = next;
    }
    while (this.#skip === 0 && this.#offset + position >= (this.#open.at(-1)?.end ?? Infinity)) this.#leave();
    // A copy: a piece is the importer's only until `push` returns.
    const rest = Buffer.from(bytes.subarray(this.#isLost ? bytes.length : position));
    this.#pieces = rest.length === 0 ? [] : [rest];
    this.#size = rest.length;
    this.#offset += position;
  }

  /** Reads one field or one length; the position after it, or null where more bytes are needed. */
  #step(bytes: Buffer, position: number): number | null {
    const top = this.#open.at(-1);
    if (top !== undefined && this.#offset + position >= top.end) {
      this.#leave();
      return position;
    }
    if (top === undefined) return this.#begin(bytes, position);
    const field = readField(bytes, position);
    if (field === null) return this.#needs(bytes.length - position + 1);
    if (field === "bad" || this.#offset + field.end > top.end) return this.#broken(bytes, position);
    const use = useOf(top.role, field.number, field.wireType);
    if (use === "request" || use === "byResource" || use === "byScope") {
      this.#enter(use, this.#offset + field.end);
      return field.start;
    }
    const length = field.end - field.start;
    if (use !== "other" && length > this.#maxBytes) {
      this.#reject("RECORD_TOO_LARGE", `It is ${length} bytes long.`, bytes, position);
    } else if (use !== "other") {
      if (field.end > bytes.length) return this.#needs(field.end - position);
      const record = bytes.subarray(field.start, field.end);
      if (use === "item") this.#item(record, position);
      else this.#context(use, record, position);
      return field.end;
    }
    this.#skip = length;
    return field.start;
  }

  #begin(bytes: Buffer, position: number): number | null {
    if (this.#framing === null || this.#framing === "bare") {
      this.#enter("request", Infinity);
      return position;
    }
    const length = lengthPrefix(bytes, position, this.#framing);
    if (length === null) return this.#needs(bytes.length - position + 1);
    if (length === "bad") return this.#broken(bytes, position);
    this.#enter("request", this.#offset + length.end + length.value);
    return length.end;
  }

  #needs(bytes: number): null {
    this.#wanted = bytes;
    return null;
  }

  /** What was read is no OTLP: the request is given up, and all behind it where nothing says how long it is. */
  #broken(bytes: Buffer, position: number): number {
    const end = this.#open.find((open) => open.end !== Infinity)?.end;
    const reason = "There is something else where a field of OTLP should be.";
    const lost = `${reason} What stands behind it can't be found.`;
    this.#reject("NOT_PROTOBUF", end === undefined ? lost : reason, bytes, position);
    if (end === undefined) {
      this.#isLost = true;
      return bytes.length;
    }
    while (this.#open.length > 0 && this.#open.at(-1)?.end !== Infinity) this.#leave();
    this.#skip = end - (this.#offset + position);
    return position;
  }

  #enter(role: Role, end: number): void {
    this.#open.push({ role, end });
    if (role === "byResource") {
      this.#resource = null;
    } else if (role === "byScope") {
      this.#scope = { context: NO_SCOPE };
      this.#scopeSeen = false;
    }
  }

  #leave(): void {
    const role = this.#open.pop()?.role;
    if (role === "byScope" && this.#resource !== null) this.#flush();
    if (role === "byResource" || role === "request") this.#flush();
    if (role === "byResource") this.#resource = null;
  }

  #context(kind: "resource" | "scope", record: Buffer, position: number): void {
    const literal = this.#literal(kind, record, position);
    if (literal === null) return;
    if (kind === "resource") {
      this.#resource = this.#sink.resource(literal);
    } else {
      this.#scope.context = this.#sink.scope(literal);
      this.#scopeSeen = true;
    }
  }

  #item(record: Buffer, position: number): void {
    const kind = itemKind(record, record.length) ?? this.#lastKind;
    this.#lastKind = kind;
    if (kind === "metric") {
      this.#sink.count("metrics", 1);
      return;
    }
    const literal = this.#literal(kind, record, position);
    if (literal === null) return;
    if (this.#resource !== null && this.#scopeSeen) {
      giveRecord(this.#sink, kind, literal, this.#resource, this.#scope.context);
      return;
    }
    this.#waiting.push({ kind, literal, scope: this.#scope });
    this.#waitingChars += literal.end;
    if (this.#waiting.length > MOST_WAITING || this.#waitingChars > MOST_WAITING_CHARS) this.#flush();
  }

  #flush(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    this.#waitingChars = 0;
    for (const { kind, literal, scope } of waiting) {
      giveRecord(this.#sink, kind, literal, this.#resource ?? NO_RESOURCE, scope.context);
    }
  }

  /** A record as JSON; null where it was rejected. */
  #literal(kind: RecordKind, record: Buffer, position: number): Literal | null {
    try {
      const { message, schema } = readRecord(kind, record);
      const json = jsonOf(message, schema);
      // Replacement characters that the bytes do not hold stand for bytes that are no text.
      const isExact = !json.includes("\ufffd") || count(json, "\ufffd") === count(record, REPLACEMENT);
      const whole = isExact ? json : `${json.slice(0, -1)},"originalBytes":"${record.toString("base64")}"}`;
      return madeLiteral(whole, null);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      const code = /recursion|depth/i.test(reason) ? "TOO_DEEP" : "NOT_PROTOBUF";
      this.#reject(code, `The ${kind} can't be read: ${reason.slice(0, 200)}.`, record, 0, position);
      return null;
    }
  }

  #reject(code: string, reason: string, bytes: Buffer, at = 0, position = at): void {
    const excerpt = bytes.subarray(at, at + EXCERPT_BYTES).toString("hex");
    this.#sink.reject({ code, reason, line: null, byteOffset: this.#offset + position, excerpt });
  }
}

const REPLACEMENT = Buffer.from("\ufffd");

function count(text: string | Buffer, part: string | Buffer): number {
  let found = 0;
  for (let at = text.indexOf(part as string); at !== -1; at = text.indexOf(part as string, at + 1)) found++;
  return found;
}
