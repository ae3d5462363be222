import type { Literal } from "../json/literal.js";
import { JsonWalker } from "../json/walker.js";
import type { Step, Visitor } from "../json/visitor.js";

/** Takes the elements of the `spans` of one object. */
class SpansVisitor implements Visitor {
  readonly spans: Literal[] = [];

  enter(key: string | null, depth: number, container: "object" | "array" | "scalar"): Step {
    if (depth === 0) return "descend";
    if (depth === 2) return "take";
    return key === "spans" && container === "array" ? "descend" : "skip";
  }
  take(_key: string | null, _depth: number, literal: Literal): void {
    this.spans.push(literal);
  }
  leave(): void {}
  broken(): void {}
}

/** The spans that stand inside a trace, as they are written there. The trace must be JSON. */
export function spansOfTrace(trace: Literal): readonly Literal[] {
  const visitor = new SpansVisitor();
  const walker = new JsonWalker(visitor, { maxValueLength: Number.MAX_SAFE_INTEGER });
  const text = trace.window.slice(trace.start, trace.end);
  walker.push({ text, latin1: trace.latin1, bytes: Buffer.byteLength(text, trace.latin1 ? "latin1" : "utf8") });
  walker.finish();
  return visitor.spans.map((span) => ({ ...span, line: trace.line + span.line - 1 }));
}
