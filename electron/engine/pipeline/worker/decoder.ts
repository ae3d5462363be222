import { createHash } from "node:crypto";
import type { SpanEventFacts, SpanFacts } from "../../../../shared/model/facts.js";
import { ownerOf } from "../../conventions/registry.js";
import {
  type Importer,
  isRejection,
  type RecordSink,
  type Rejection,
  type ResourceContext,
  type ScopeContext,
} from "../../importers/importer.js";
import { forgetJson } from "../../conventions/json-text.js";
import { fill } from "../../db/record-text.js";
import { exactValue } from "../../importers/exact-value.js";
import { asText } from "../../importers/json/byte-text.js";
import type { Literal } from "../../importers/json/literal.js";
import { type Batch, BatchBuilder } from "../batch.js";
import type { DIRECT_TABLES } from "../../db/tables.js";
import { AnnotationWriter } from "./annotation-writer.js";
import type { TextInterner } from "./interner.js";
import type { Interpreter } from "./interpreter.js";
import { MeaningIndex } from "./meaning-index.js";
import { type EncodedRecord, RecordEncoder } from "./record-encoder.js";
import { SpanWriter } from "./span-writer.js";

export interface DecoderStart {
  readonly source: number;
  readonly firstRecord: number;
  readonly meanings: readonly (readonly [number, string])[];
  readonly interpreter: Interpreter;
}

/** What is known of a file when it has been read. Spans still have to be compared with what is stored. */
export interface DecodedFile {
  readonly read: number;
  readonly rejected: number;
  readonly logs: number;
  /** Of the logs: those that name a span, and are kept for it. */
  readonly spanLogs: number;
  readonly metrics: number;
  /** Records of annotations. */
  readonly annotations: number;
  readonly containers: readonly string[];
  readonly conventions: readonly { readonly id: string; readonly spans: number }[];
  readonly unownedKeys: readonly { readonly key: string; readonly spans: number; readonly example: string }[];
  readonly mayHaveAliases: boolean;
}

const EXCERPT_LENGTH = 300;
const MOST_KEYS = 5000;
const EXAMPLE_LENGTH = 200;
/** Values are read by functions that call themselves; what is nested deeper than any program writes is rejected. */
const DEEPEST = 1000;
const TOO_DEEP: Rejection = { code: "TOO_DEEP", reason: `It is nested more than ${DEEPEST} levels deep.` };
/** Trace ids shorter than this are no more than a word of their own file: "1", "trace-1". */
const SHORTEST_ID = 8;

/** Takes what an importer finds and makes batches of it. One a file; knows nothing of threads or of the database. */
export class Decoder implements RecordSink {
  readonly #importer: Importer;
  readonly #interner: TextInterner;
  readonly #encoder: RecordEncoder;
  readonly #meanings: MeaningIndex;
  readonly #writer: SpanWriter;
  readonly #rejects = new BatchBuilder<(typeof DIRECT_TABLES)["reject"]>("reject");
  readonly #spanLogs = new BatchBuilder<(typeof DIRECT_TABLES)["span_log"]>("span_log");
  readonly #annotations = new AnnotationWriter();
  readonly #start: DecoderStart;
  readonly #resources = new Map<string, ResourceContext>();
  readonly #scopes = new Map<string, ScopeContext>();
  readonly #conventions = new Map<string, number>();
  readonly #unowned = new Map<string, { spans: number; example: string }>();
  #seed: string | null = null;
  #anonymous = 0;
  read = 0;
  rejected = 0;
  logs = 0;
  spanLogs = 0;
  metrics = 0;
  annotations = 0;

  constructor(importer: Importer, interner: TextInterner, start: DecoderStart) {
    this.#importer = importer;
    this.#interner = interner;
    this.#start = start;
    this.#encoder = new RecordEncoder(interner, start.source, start.firstRecord);
    this.#meanings = new MeaningIndex(start.meanings);
    this.#writer = new SpanWriter(interner, this.#meanings, start.interpreter);
  }

  resource(literal: Literal): ResourceContext {
    const key = sliceOf(literal);
    const known = this.#resources.get(key);
    if (known !== undefined) return known;
    const encoded = this.#encoder.encode(literal);
    const value = parse(literal, encoded);
    const record = this.#encoder.reserveId();
    this.#encoder.write(record, "resource", encoded, { resource: null, scope: null, line: literal.line });
    const context = { record, attributes: this.#importer.resourceAttributes(value) };
    remember(this.#resources, key, context);
    return context;
  }

  scope(literal: Literal): ScopeContext {
    const key = sliceOf(literal);
    const known = this.#scopes.get(key);
    if (known !== undefined) return known;
    const encoded = this.#encoder.encode(literal);
    const value = parse(literal, encoded);
    const record = this.#encoder.reserveId();
    this.#encoder.write(record, "scope", encoded, { resource: null, scope: null, line: literal.line });
    const context = { record, ...this.#importer.scopeOf(value) };
    remember(this.#scopes, key, context);
    return context;
  }

  span(literal: Literal, resource: ResourceContext, scope: ScopeContext): void {
    this.read++;
    this.#beginRecord();
    if (literal.depth > DEEPEST) {
      this.#reject({ ...TOO_DEEP, line: literal.line, byteOffset: null, excerpt: excerptOf(literal) });
      return;
    }
    const encoded = this.#encoder.encode(literal);
    const value = parse(literal, encoded);
    const facts = value instanceof SyntaxError ? notJson(value) : this.#facts(value, literal, resource, scope);
    if (isRejection(facts)) {
      this.#reject({ ...facts, line: literal.line, byteOffset: null, excerpt: excerptOf(literal) });
      return;
    }
    const record = this.#encoder.reserveId();
    const hash = this.#encoder.write(record, "span", encoded, {
      resource: resource.record,
      scope: scope.record,
      line: literal.line,
    });
    this.#note(this.#identified(facts, literal), record, hash);
  }

  log(literal: Literal, resource: ResourceContext, scope: ScopeContext): void {
    this.#beginRecord();
    const text = sliceOf(literal);
    // Looked at before it is encoded: the texts of a log that is not kept are not kept either.
    const value = literal.depth > DEEPEST ? undefined : parseText(text, literal.latin1);
    if (value === undefined || value instanceof SyntaxError) {
      const problem = value === undefined ? TOO_DEEP : notJson(value);
      this.reject({ ...problem, line: literal.line, byteOffset: null, excerpt: excerptOf(literal) });
      return;
    }
    this.logs++;
    const facts = this.#importer.logFacts?.(value) ?? null;
    if (facts === null || facts.traceId.length < SHORTEST_ID) return;
    this.spanLogs++;
    const record = this.#encoder.reserveId();
    const [low, high] = this.#encoder.write(record, "log", this.#encoder.encode(literal), {
      resource: resource.record,
      scope: scope.record,
      line: literal.line,
    });
    const columns = this.#spanLogs.columns;
    columns.source.number(this.#start.source);
    columns.record.number(record);
    columns.trace_id.text(facts.traceId);
    columns.span_id.text(facts.spanId);
    columns.record_hash.halves(low, high);
    this.#spanLogs.endRow();
  }

  annotation(literal: Literal): void {
    this.#beginRecord();
    const reject = (problem: Rejection): void =>
      this.reject({ ...problem, line: literal.line, byteOffset: null, excerpt: excerptOf(literal) });
    if (literal.depth > DEEPEST) return reject(TOO_DEEP);
    const encoded = this.#encoder.encode(literal);
    const value = parse(literal, encoded);
    const list = value instanceof SyntaxError ? notJson(value) : (this.#importer.annotations?.(value) ?? []);
    if (isRejection(list)) return reject(list);
    this.annotations++;
    const record = this.#encoder.reserveId();
    this.#encoder.write(record, "annotation", encoded, { resource: null, scope: null, line: literal.line });
    this.#annotations.write(list, { record, source: this.#start.source, format: this.#importer.id });
  }

  /** Derives a stored span again, with the events that its logs are: no record is written. */
  derive(
    value: unknown,
    literal: Pick<Literal, "window" | "start" | "end">,
    resource: ResourceContext,
    scope: ScopeContext,
    place: DerivedPlace,
    events: readonly SpanEventFacts[] = [],
  ): void {
    this.read++;
    this.#beginRecord();
    const facts = this.#importer.spanFacts(exactValue(this.#importer, value, literal), resource, scope);
    if (isRejection(facts)) return;
    const identified = {
      ...withTraceId(facts, place.traceId),
      spanId: place.spanId,
      events: events.length === 0 ? facts.events : [...facts.events, ...events],
    };
    this.#note(identified, place.record, place.hash, place.source);
  }

  #beginRecord(): void {
    this.#interner.beginRecord();
    forgetJson();
  }

  #note(facts: SpanFacts, record: number, hash: readonly [number, number], source = this.#start.source): void {
    const meaning = this.#writer.write(facts, { record, source, hash });
    for (const id of meaning.speakers) this.#conventions.set(id, (this.#conventions.get(id) ?? 0) + 1);
    for (const [key, value] of facts.attributes) {
      if (ownerOf(key) !== null) continue;
      const known = this.#unowned.get(key);
      if (known !== undefined) known.spans++;
      else if (this.#unowned.size < MOST_KEYS) this.#unowned.set(key, { spans: 1, example: exampleOf(value) });
    }
  }

  #facts(value: unknown, literal: Literal, resource: ResourceContext, scope: ScopeContext): SpanFacts | Rejection {
    return this.#importer.spanFacts(exactValue(this.#importer, value, literal), resource, scope);
  }

  /**
   * Gives spans without an id one that is theirs: from the content of the file's first record and their place in it, so
   * that a file that has grown keeps them, in any workspace. Very short trace ids are made the file's own in this way.
   */
  #identified(facts: SpanFacts, literal: Literal): SpanFacts {
    const seed = (this.#seed ??= sha256(sliceOf(asText(literal))));
    const isShort = facts.traceId.length < SHORTEST_ID;
    if (!isShort && facts.spanId !== "") return facts;
    const ordinal = facts.spanId === "" ? this.#anonymous++ : 0;
    const traceId = isShort ? scopedTraceId(seed, facts.traceId) : facts.traceId;
    const spanId = facts.spanId === "" ? sha256(`${seed}:${ordinal}`).slice(0, 16) : facts.spanId;
    return { ...withTraceId(facts, traceId), spanId };
  }

  reject(problem: Rejection & { line: number | null; byteOffset: number | null; excerpt: string }): void {
    this.read++;
    this.#reject(problem);
  }

  #reject(problem: Rejection & { line: number | null; byteOffset: number | null; excerpt: string }): void {
    this.rejected++;
    const columns = this.#rejects.columns;
    columns.source.number(this.#start.source);
    columns.line.number(problem.line);
    columns.byte_offset.number(problem.byteOffset);
    columns.code.text(problem.code);
    columns.reason.text(problem.reason);
    columns.excerpt.text(problem.excerpt.slice(0, EXCERPT_LENGTH).toWellFormed());
    this.#rejects.endRow();
  }

  count(signal: "logs" | "metrics", records: number): void {
    this[signal] += records;
  }

  /** Batches of at least `rows` rows or `bytes` bytes; with 0 all that is there. */
  *takeBatches(rows: number, bytes: number): Generator<Batch> {
    const builders: BatchBuilder[] = [
      this.#interner.builder,
      this.#encoder.builder,
      this.#meanings.builder,
      this.#rejects,
      this.#spanLogs,
      this.#annotations.builder,
      ...(Object.values(this.#writer.builders) as unknown as BatchBuilder[]),
    ];
    for (const builder of builders) {
      if (builder.rows > 0 && (builder.rows >= rows || builder.bytes >= bytes)) yield builder.take();
    }
  }

  summary(containers: readonly string[]): DecodedFile {
    return {
      read: this.read,
      rejected: this.rejected,
      logs: this.logs,
      spanLogs: this.spanLogs,
      metrics: this.metrics,
      annotations: this.annotations,
      containers,
      conventions: [...this.#conventions].map(([id, spans]) => ({ id, spans })),
      unownedKeys: [...this.#unowned].map(([key, entry]) => ({ key, ...entry })),
      mayHaveAliases: this.#interner.mayHaveAliases,
    };
  }
}

export interface DerivedPlace {
  readonly record: number;
  readonly source: number;
  readonly traceId: string;
  readonly spanId: string;
  readonly hash: readonly [number, number];
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

function scopedTraceId(seed: string, traceId: string): string {
  return (traceId === "" ? seed : sha256(`${seed}/${traceId}`)).slice(0, 32);
}

/** The facts under another trace id; links within the trace stay within it. */
function withTraceId(facts: SpanFacts, traceId: string): SpanFacts {
  if (facts.traceId === traceId) return facts;
  const links = facts.links.map((link) => (link.traceId === facts.traceId ? { ...link, traceId } : link));
  return { ...facts, traceId, links };
}

/** The value of a literal, its long strings put in; a SyntaxError where it is no JSON. */
function parse(literal: Literal, encoded: EncodedRecord): unknown {
  const value = parseText(encoded.lean ?? encoded.body, literal.latin1);
  return encoded.values === null || value instanceof SyntaxError ? value : fill(value, encoded.values);
}

/** The value of a text, which may be bytes as chars; a SyntaxError where it is no JSON. */
function parseText(text: string, latin1: boolean): unknown {
  try {
    return JSON.parse(latin1 ? Buffer.from(text, "latin1").toString("utf8") : text);
  } catch (error) {
    if (error instanceof SyntaxError) return error;
    throw error;
  }
}

function notJson(error: SyntaxError): Rejection {
  return { code: "NOT_JSON", reason: `The record is no JSON: ${error.message.slice(0, 200)}` };
}

function sliceOf({ window, start, end }: Literal): string {
  return window.slice(start, end);
}

function excerptOf(literal: Literal): string {
  const { window, start, end } = asText(literal);
  return window.slice(start, Math.min(end, start + EXCERPT_LENGTH));
}

function exampleOf(value: unknown): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.slice(0, EXAMPLE_LENGTH).toWellFormed();
}

const MOST_CONTEXTS = 10_000;
function remember<T>(map: Map<string, T>, key: string, value: T): void {
  if (map.size >= MOST_CONTEXTS) map.clear();
  // A string of its own: a slice would keep its whole window of the input alive.
  map.set(Buffer.from(key, "utf8").toString("utf8"), value);
}
