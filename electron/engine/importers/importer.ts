import type { AnnotationFacts } from "../../../shared/model/annotation.js";
import type { Attributes, SpanEventFacts, SpanFacts } from "../../../shared/model/facts.js";
import type { Literal } from "./json/literal.js";
import type { TextChunk } from "./json/visitor.js";

/** What detection may look at: the beginning of a file, unpacked. Made once; detection is cheap and pure. */
export interface Sample {
  readonly fileName: string;
  /** Up to the first 64 kB. */
  readonly bytes: Uint8Array;
  readonly text: string;
  /** The first JSON value, where the sample holds it whole. */
  readonly first: unknown;
}
/** 0 no, 1 possible, 2 typical, 3 unmistakable. */
export type Confidence = 0 | 1 | 2 | 3;

/** Resource and scope that spans share. Their facts are decoded once. */
export interface ResourceContext {
  readonly record: number | null;
  readonly attributes: Attributes;
}
export interface ScopeContext {
  readonly record: number | null;
  readonly name: string | null;
  readonly version: string | null;
}

/** A record that could not be understood. */
export interface Rejection {
  readonly code: string;
  readonly reason: string;
}

/**
 * Where an importer puts what it found. Everything is counted here, so that nothing is lost without a word: a span
 * record is stored, merged, a duplicate, or rejected.
 */
export interface RecordSink {
  resource(literal: Literal): ResourceContext;
  scope(literal: Literal): ScopeContext;
  /** A span record, as bytes where its reading takes these. */
  span(literal: Literal, resource: ResourceContext, scope: ScopeContext): void;
  /** A log record. All are counted; one that names its span is kept, and becomes an event of that span. */
  log(literal: Literal, resource: ResourceContext, scope: ScopeContext): void;
  /** Annotations of spans and traces, wherever these are: in this file, another one, or one that comes later. */
  annotation(literal: Literal): void;
  reject(rejection: Rejection & { line: number | null; byteOffset: number | null; excerpt: string }): void;
  /** Records of other signals that were passed over. */
  count(signal: "logs" | "metrics", records: number): void;
}

/** What a log record says about the span that it belongs to. Ids are normalised. */
export interface LogFacts {
  readonly traceId: string;
  readonly spanId: string;
  readonly event: SpanEventFacts;
}

/** A reading of one file: takes its text piece by piece. */
export interface Reading {
  push(chunk: TextChunk): void;
  finish(): void;
  /** How the records were laid out, as far as seen: "json lines", "one document", ... */
  containers(): readonly string[];
}

/** A reading of one file that is no text: takes its bytes piece by piece. A piece is valid until `push` has returned. */
export interface ByteReading {
  push(bytes: Buffer): void;
  finish(): void;
  containers(): readonly string[];
}

export interface ReadingOptions {
  /** A record longer than this is rejected: in UTF-16 units, or bytes where the file is no text. */
  readonly maxRecordLength: number;
}

/** One file format: one folder, one line in the registry. */
interface Format {
  /** Stable: stored with the data. */
  readonly id: string;
  readonly label: string;
  detect(sample: Sample): Confidence;
  /** Facts of a parsed span record; also used when stored records are derived again. */
  spanFacts(value: unknown, resource: ResourceContext, scope: ScopeContext): SpanFacts | Rejection;
  /** Facts of a parsed log record; null where it names no span. Absent: the format has no logs. */
  logFacts?(value: unknown): LogFacts | null;
  /** What a parsed annotation record says. Absent: the format has no annotations. */
  annotations?(value: unknown): readonly AnnotationFacts[] | Rejection;
  /** Its ids are bare integers that a number can't hold: spans are read with such integers as strings of digits. */
  readonly bareIds?: true;
  resourceAttributes(value: unknown): Attributes;
  scopeOf(value: unknown): { name: string | null; version: string | null };
}
/** A format of text. */
export interface TextImporter extends Format {
  open(sink: RecordSink, options: ReadingOptions): Reading;
  readonly openBytes?: undefined;
}
/** A format that is no text. Its readings make a JSON literal of each record. */
export interface ByteImporter extends Format {
  openBytes(sink: RecordSink, options: ReadingOptions): ByteReading;
  readonly open?: undefined;
}
export type Importer = TextImporter | ByteImporter;

export const NO_RESOURCE: ResourceContext = { record: null, attributes: new Map() };
export const NO_SCOPE: ScopeContext = { record: null, name: null, version: null };

export function isRejection(value: SpanFacts | readonly AnnotationFacts[] | Rejection): value is Rejection {
  return "reason" in value;
}
