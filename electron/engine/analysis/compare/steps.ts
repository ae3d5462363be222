import { SPAN_KINDS, type SpanKind } from "../../../../shared/model/kind.js";

/** The spans of one run in preorder. */
export interface StepInput {
  /** Row of the parent, or -1; always smaller than the own row. */
  readonly parent: Int32Array;
  /** Codes of SPAN_KINDS. */
  readonly kind: Uint8Array;
}

export interface Steps {
  /** Rows that are steps, ascending. */
  readonly row: Int32Array;
  /** How many steps stand over each. */
  readonly depth: Uint32Array;
}

const CALL_KINDS: ReadonlySet<SpanKind> = new Set([
  "llm",
  "tool",
  "retriever",
  "reranker",
  "embedding",
  "memory",
  "guardrail",
  "evaluator",
  "handoff",
  "message",
]);
const IS_CALL = SPAN_KINDS.map((kind) => CALL_KINDS.has(kind));
const AGENT = SPAN_KINDS.indexOf("agent");

/**
 * Which spans are steps: agents, what they call, and leaves of any kind. What a call does inside (the HTTP request of a
 * model call) is none, unless an agent works there. O(n).
 */
export function stepsOf({ parent, kind }: StepInput): Steps {
  const count = parent.length;
  const isLeaf = new Uint8Array(count).fill(1);
  for (const above of parent) if (above >= 0) isLeaf[above] = 0;
  const isInside = new Uint8Array(count);
  const below = new Uint32Array(count);
  const rows: number[] = [];
  const depths: number[] = [];
  for (let row = 0; row < count; row++) {
    const above = parent[row] ?? -1;
    const code = kind[row] ?? 0;
    const isAgent = code === AGENT;
    const inside = above >= 0 && isInside[above] === 1 && !isAgent;
    const isCall = !inside && !isAgent && (IS_CALL[code] === true || isLeaf[row] === 1);
    const depth = above >= 0 ? (below[above] ?? 0) : 0;
    const isStep = isAgent || isCall;
    isInside[row] = isCall || inside ? 1 : 0;
    below[row] = depth + (isStep ? 1 : 0);
    if (!isStep) continue;
    rows.push(row);
    depths.push(depth);
  }
  return { row: Int32Array.from(rows), depth: Uint32Array.from(depths) };
}
