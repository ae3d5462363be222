import type { Reading, RecordSink } from "../importer.js";
import type { Literal } from "./literal.js";
import type { Step, TextChunk, Visitor, WalkProblem } from "./visitor.js";
import { JsonWalker } from "./walker.js";

/** A reading of JSON documents: walks them and counts how they are laid out. A format says what each value in them is. */
export abstract class JsonReading implements Reading, Visitor {
  protected readonly sink: RecordSink;
  readonly #walker: JsonWalker;
  #documents = 0;
  #arrays = 0;

  /** @param asBytes values come as bytes: see `Literal.bytes` */
  constructor(sink: RecordSink, maxRecordLength: number, asBytes = false) {
    this.sink = sink;
    this.#walker = new JsonWalker(this, { maxValueLength: maxRecordLength, asBytes });
  }

  push(chunk: TextChunk): void {
    this.#walker.push(chunk);
  }
  finish(): void {
    this.#walker.finish();
  }
  containers(): readonly string[] {
    if (this.#arrays > 0) return ["array"];
    return [this.#documents > 1 ? "lines" : "one document"];
  }

  /** Called once for each value of depth 0. */
  protected countDocument(container: "object" | "array" | "scalar"): void {
    if (container === "array") this.#arrays++;
    else this.#documents++;
  }

  abstract enter(key: string | null, depth: number, container: "object" | "array" | "scalar"): Step;
  abstract take(key: string | null, depth: number, literal: Literal): void;
  abstract leave(depth: number): void;
  abstract broken(problem: WalkProblem): void;
}
