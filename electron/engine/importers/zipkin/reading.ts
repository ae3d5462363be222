import { NO_RESOURCE, NO_SCOPE } from "../importer.js";
import type { Literal } from "../json/literal.js";
import { JsonReading } from "../json/json-reading.js";
import type { Step, WalkProblem } from "../json/visitor.js";

/** Reads Zipkin's spans: each object is one, alone, on lines, in a list, or in a list of traces. */
export class ZipkinReading extends JsonReading {
  enter(_key: string | null, depth: number, container: "object" | "array" | "scalar"): Step {
    if (container !== "array") {
      if (depth === 0) this.countDocument(container);
      return "take";
    }
    if (depth === 0) this.countDocument(container);
    // A list of spans, or a list of such lists; what lies deeper is no span.
    return depth <= 1 ? "descend" : "take";
  }

  take(_key: string | null, _depth: number, literal: Literal): void {
    this.sink.span(literal, NO_RESOURCE, NO_SCOPE);
  }

  leave(): void {
    // Nothing is shared by the spans of a list.
  }

  broken(problem: WalkProblem): void {
    this.sink.reject(problem);
  }
}
