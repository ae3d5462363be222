import type { Kind } from "../../lib/kinds.js";
import type { IconName } from "./shapes.js";

const ICON_BY_KIND: Readonly<Record<Kind, IconName>> = {
  other: "other",
  agent: "agent",
  workflow: "workflow",
  chain: "workflow",
  turn: "workflow",
  llm: "llm",
  tool: "tool",
  retriever: "retriever",
  reranker: "reranker",
  embedding: "embedding",
  memory: "memory",
  guardrail: "guardrail",
  evaluator: "evaluator",
  plan: "plan",
  prompt: "prompt",
  handoff: "arrow-right",
  message: "nav-conversations",
  http: "http",
  db: "db",
};

/** The drawing of a span kind. */
export function iconOfKind(kind: Kind): IconName {
  return ICON_BY_KIND[kind];
}
