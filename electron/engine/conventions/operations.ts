import type { SpanKind } from "../../../shared/model/kind.js";

/**
 * Kinds of `gen_ai.operation.name`, standard and met in the wild. Operations that only manage (create an agent, fetch
 * a stored response) are `other`: nothing was run or inferred.
 */
const KIND_BY_OPERATION: ReadonlyMap<string, SpanKind> = new Map<string, SpanKind>([
  ["chat", "llm"],
  ["generate_content", "llm"],
  ["text_completion", "llm"],
  ["completion", "llm"],
  ["generate", "llm"],
  ["call_llm", "llm"],
  ["llm_request", "llm"],
  ["llm_call", "llm"],
  ["llm", "llm"],
  ["embeddings", "embedding"],
  ["embedding", "embedding"],
  ["retrieval", "retriever"],
  ["retriever", "retriever"],
  ["vector_db_retrieve", "retriever"],
  ["rerank", "reranker"],
  ["fetch_response", "other"],
  ["create_agent", "other"],
  ["invoke_agent", "agent"],
  ["agent", "agent"],
  ["agent_call", "agent"],
  ["invoke_workflow", "workflow"],
  ["invoke_swarm", "workflow"],
  ["invoke_graph", "workflow"],
  ["handle_conversation_turn", "turn"],
  ["plan", "plan"],
  ["execute_tool", "tool"],
  ["tool", "tool"],
  ["tool_call", "tool"],
  ["handoff", "handoff"],
  ["agent_step", "chain"],
  ["invoke_node", "chain"],
  ["execute_node", "chain"],
  ["execute_event_loop_cycle", "chain"],
  ["execute_task", "chain"],
  ["prompt", "prompt"],
  ["search_memory", "memory"],
  ["create_memory", "memory"],
  ["update_memory", "memory"],
  ["upsert_memory", "memory"],
  ["delete_memory", "memory"],
  ["create_memory_store", "memory"],
  ["delete_memory_store", "memory"],
  ["run_guardrail", "guardrail"],
]);

export function kindOfOperation(operation: string): SpanKind | null {
  return KIND_BY_OPERATION.get(operation.toLowerCase()) ?? null;
}

/** Kinds of MCP methods: a tool call, a read resource, a prompt, a model's turn; all the rest is traffic. */
export function kindOfMcpMethod(method: string): SpanKind {
  if (method === "tools/call") return "tool";
  if (method === "resources/read") return "retriever";
  if (method === "prompts/get") return "prompt";
  return method === "sampling/createMessage" ? "llm" : "other";
}
