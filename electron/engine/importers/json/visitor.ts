import type { Literal } from "./literal.js";

/** What to do with a value that the walker has come to. */
export type Step = "descend" | "take" | "skip";

/**
 * Directs a walk through JSON of any size. Keys are those of the objects that were descended into; in an array the
 * key is null. Depth 0 is a document.
 */
export interface Visitor {
  /** A value starts. `container` tells whether it can be descended into. */
  enter(key: string | null, depth: number, container: "object" | "array" | "scalar"): Step;
  /** A value that was to be taken. */
  take(key: string | null, depth: number, literal: Literal): void;
  /** A container that was descended into has ended, or was given up. */
  leave(depth: number): void;
  /** Something is no JSON, or too long. The walk goes on at the next record of a list that is open, or the next document. */
  broken(problem: WalkProblem): void;
}
export interface WalkProblem {
  readonly code: "NOT_JSON" | "CUT_OFF" | "RECORD_TOO_LARGE";
  readonly reason: string;
  readonly line: number;
  readonly byteOffset: number;
  readonly excerpt: string;
}
export interface WalkOptions {
  /** Longest value that may be taken, in UTF-16 units. */
  readonly maxValueLength: number;
  /** Values are taken as bytes where they are valid UTF-8: see `Literal.bytes`. */
  readonly asBytes?: boolean;
}

/** A piece of the input as text. `latin1` where each char of it is a byte; its values are decoded one by one. */
export interface TextChunk {
  readonly text: string;
  readonly latin1: boolean;
  readonly bytes: number;
}
