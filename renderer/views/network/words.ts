import type { EdgeType, NodeType } from "../../../shared/contract/network.js";
import type { SpanKind } from "../../../shared/model/kind.js";
import type { IconName } from "../../ui/icons/shapes.js";

interface NodeWords {
  readonly one: string;
  readonly many: string;
  readonly icon: IconName;
  /** Whose hue it takes. */
  readonly kind: SpanKind;
}

/** What the types of nodes are called and how they are marked. */
export const NODE_WORDS: Readonly<Record<NodeType, NodeWords>> = {
  user: { one: "user", many: "users", icon: "user", kind: "other" },
  agent: { one: "agent", many: "agents", icon: "agent", kind: "agent" },
  tool: { one: "tool", many: "tools", icon: "tool", kind: "tool" },
  server: { one: "MCP server", many: "MCP servers", icon: "http", kind: "other" },
  knowledge_base: { one: "knowledge base", many: "knowledge bases", icon: "retriever", kind: "retriever" },
  memory: { one: "memory", many: "memories", icon: "memory", kind: "memory" },
  model: { one: "model", many: "models", icon: "llm", kind: "llm" },
  guardrail: { one: "guardrail", many: "guardrails", icon: "guardrail", kind: "guardrail" },
  evaluator: { one: "evaluator", many: "evaluators", icon: "evaluator", kind: "evaluator" },
};

/** What goes over an edge: "planner hands off to writer". */
export const EDGE_WORDS: Readonly<Record<EdgeType, string>> = {
  invokes: "invokes",
  hands_off: "hands off to",
  sends: "sends to",
  calls: "calls",
  serves: "serves",
  uses: "uses",
  retrieves: "retrieves from",
  remembers: "remembers in",
  guards: "guards",
  evaluates: "evaluates",
  replies: "replies to",
};

/** Those that stand after what they are about: the agent first, then what guards it; the tool first, then its server. */
export const STANDS_AFTER: ReadonlySet<EdgeType> = new Set<EdgeType>(["replies", "guards", "evaluates", "serves"]);

/** Those that end in an arrow: control or a message goes over, and nobody waits for an answer. */
export const ONE_WAY: ReadonlySet<EdgeType> = new Set<EdgeType>(["hands_off", "sends", "replies"]);
