/**
 * Span kinds, in the order of their codes in the store. The order is part of the file format: append, never reorder.
 * `chain` and `turn` count as workflow in searches, `message` as handoff.
 */
export const SPAN_KINDS = [
  "other",
  "agent",
  "workflow",
  "chain",
  "turn",
  "llm",
  "tool",
  "retriever",
  "reranker",
  "embedding",
  "memory",
  "guardrail",
  "evaluator",
  "plan",
  "prompt",
  "handoff",
  "message",
  "http",
  "db",
] as const;
export type SpanKind = (typeof SPAN_KINDS)[number];

/** The eight hues of the design: a kind is drawn in the hue of its family, and always with its own icon. */
export const KIND_FAMILIES = ["agent", "llm", "tool", "retriever", "rank", "memory", "guard", "chain"] as const;
export type KindFamily = (typeof KIND_FAMILIES)[number];

const FAMILY_BY_KIND: Readonly<Record<SpanKind, KindFamily>> = {
  other: "chain",
  agent: "agent",
  workflow: "chain",
  chain: "chain",
  turn: "chain",
  llm: "llm",
  tool: "tool",
  retriever: "retriever",
  reranker: "rank",
  embedding: "rank",
  memory: "memory",
  guardrail: "guard",
  evaluator: "guard",
  plan: "chain",
  prompt: "chain",
  handoff: "agent",
  message: "agent",
  http: "chain",
  db: "chain",
};

/** The hue family of a kind, as in `--kind-<family>` of the design tokens. */
export function familyOf(kind: SpanKind): KindFamily {
  return FAMILY_BY_KIND[kind];
}

/** Kinds that a search for `kind:<name>` means besides the name itself. */
export const KIND_SYNONYMS: Readonly<Record<string, readonly SpanKind[]>> = {
  workflow: ["workflow", "chain", "turn"],
  handoff: ["handoff", "message"],
};

/** Span status, in the order of the codes in the store. */
export const SPAN_STATUSES = ["unset", "ok", "error"] as const;
export type SpanStatus = (typeof SPAN_STATUSES)[number];
