import type { Attributes, SpanFacts } from "../../../shared/model/facts.js";
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
  span(literal: Literal, resource: ResourceContext, scope: ScopeContext): void;
  reject(rejection: Rejection & { line: number | null; byteOffset: number | null; excerpt: string }): void;
  /** Records of other signals that were passed over. */
  count(signal: "logs" | "metrics", records: number): void;
}

/** A reading of one file: takes its text piece by piece. */
export interface Reading {
  push(chunk: TextChunk): void;
  finish(): void;
  /** How the records were laid out, as far as seen: "json lines", "one document", ... */
  containers(): readonly string[];
}

/** One file format: one folder, one line in the registry. */
export interface Importer {
  /** Stable: stored with the data. */
  readonly id: string;
  readonly label: string;
  detect(sample: Sample): Confidence;
  open(sink: RecordSink, options: { maxRecordLength: number }): Reading;
  /** Facts of a parsed span record; also used when stored records are derived again. */
  spanFacts(value: unknown, resource: ResourceContext, scope: ScopeContext): SpanFacts | Rejection;
  resourceAttributes(value: unknown): Attributes;
  scopeOf(value: unknown): { name: string | null; version: string | null };
}

export const NO_RESOURCE: ResourceContext = { record: null, attributes: new Map() };
export const NO_SCOPE: ScopeContext = { record: null, name: null, version: null };

export function isRejection(value: SpanFacts | Rejection): value is Rejection {
  return "reason" in value;
}
