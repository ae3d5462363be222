import { NO_RESOURCE, NO_SCOPE, type Reading, type RecordSink } from "../importer.js";
import type { Literal } from "../json/literal.js";
import type { Step, TextChunk, Visitor, WalkProblem } from "../json/visitor.js";
import { JsonWalker } from "../json/walker.js";

/** Reads Zipkin's spans: each object is one, alone, on lines, in a list, or in a list of traces. */
export class ZipkinReading implements Reading, Visitor {
  readonly #sink: RecordSink;
  readonly #walker: JsonWalker;
  #objects = 0;
  #lists = 0;

  constructor(sink: RecordSink, maxRecordLength: number) {
    this.#sink = sink;
    this.#walker = new JsonWalker(this, { maxValueLength: maxRecordLength });
  }

  push(chunk: TextChunk): void {
    this.#walker.push(chunk);
  }
  finish(): void {
    this.#walker.finish();
  }
  containers(): readonly string[] {
    if (this.#lists > 0) return ["array"];
    return [this.#objects > 1 ? "lines" : "one document"];
  }

  enter(_key: string | null, depth: number, container: "object" | "array" | "scalar"): Step {
    if (container !== "array") {
      if (depth === 0) this.#objects++;
      return "take";
    }
    if (depth === 0) this.#lists++;
    // A list of spans, or a list of such lists; what lies deeper is no span.
    return depth <= 1 ? "descend" : "take";
  }

  take(_key: string | null, _depth: number, literal: Literal): void {
    this.#sink.span(literal, NO_RESOURCE, NO_SCOPE);
  }

  leave(): void {
    // Nothing is shared by the spans of a list.
  }

  broken(problem: WalkProblem): void {
    this.#sink.reject(problem);
  }
}
