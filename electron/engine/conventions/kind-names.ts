import type { SpanKind } from "../../../shared/model/kind.js";

/** Beginnings of span names, lower-case, and the kind that they tell. The first that fits is taken. */
const BEGINNINGS: readonly (readonly [string, SpanKind])[] = [
  ["invoke_agent", "agent"],
  ["create_agent", "other"],
  ["agent run", "agent"],
  ["agent_run [", "agent"],
  ["invoke_workflow", "workflow"],
  ["handle_conversation_turn", "turn"],
  ["workflow.run", "workflow"],
  ["haystack.pipeline.run", "workflow"],
  ["execute_tool", "tool"],
  ["running tool", "tool"],
  ["ai.toolcall", "tool"],
  ["tools/call ", "tool"],
  ["tool: ", "tool"],
  ["function_tool", "tool"],
  ["text_completion ", "llm"],
  ["generate_content ", "llm"],
  ["call_llm", "llm"],
  ["chat ", "llm"],
  ["embeddings ", "embedding"],
  ["createembeddings", "embedding"],
  ["ai.embed", "embedding"],
  ["retrieval ", "retriever"],
  ["rerank", "reranker"],
  ["plan ", "plan"],
  ["search_memory", "memory"],
  ["create_memory", "memory"],
  ["update_memory", "memory"],
  ["upsert_memory", "memory"],
  ["delete_memory", "memory"],
  ["run_guardrail", "guardrail"],
  ["guardrail", "guardrail"],
  ["handoff to ", "handoff"],
  ["goto ", "handoff"],
  ["execute_event_loop_cycle", "chain"],
  ["execute_agent_loop_cycle", "chain"],
  ["cycle ", "chain"],
];

const ENDINGS: readonly (readonly [string, SpanKind])[] = [
  [".agent", "agent"],
  ["._agent_run", "agent"],
  [".workflow", "workflow"],
  [".kickoff", "workflow"],
  [".chat", "llm"],
  [".completion", "llm"],
  [".llm", "llm"],
  [".llm_call", "llm"],
  [".embed", "embedding"],
  [".retrieve", "retriever"],
  [".tool", "tool"],
  [".handoff", "handoff"],
  [".task", "chain"],
  ["prompttemplate", "prompt"],
  ["outputparser", "chain"],
];

const WHOLE: ReadonlyMap<string, SpanKind> = new Map<string, SpanKind>([
  ["langgraph", "workflow"],
  ["invocation", "workflow"],
]);

/** The kind that a span's name tells by itself, or null. */
export function kindOfName(name: string): SpanKind | null {
  const lower = name.toLowerCase();
  const whole = WHOLE.get(lower);
  if (whole !== undefined) return whole;
  for (const [beginning, kind] of BEGINNINGS) if (lower.startsWith(beginning)) return kind;
  for (const [ending, kind] of ENDINGS) if (lower.endsWith(ending)) return kind;
  if (/^step \d/.test(lower)) return "chain";
  if (lower.includes("retriever") && !lower.includes(" ")) return "retriever";
  return /^Chat[A-Z]\w+$/.test(name) ? "llm" : null;
}

const AGENT_BEGINNINGS = ["invoke_agent ", "create_agent ", "agent run "];
const AGENT_ENDINGS = [".agent", "._agent_run", ".run", ".invoke"];
const TOOL_BEGINNINGS = ["execute_tool ", "tools/call ", "Tool: ", "tool: ", "running tool: ", "running tool "];
const TOOL_ENDINGS = [".tool", ".run"];

function strip(name: string, beginnings: readonly string[], endings: readonly string[]): string {
  for (const beginning of beginnings) if (name.startsWith(beginning)) return name.slice(beginning.length).trim();
  for (const ending of endings) if (name.endsWith(ending)) return name.slice(0, -ending.length).trim();
  return name.trim();
}

/** The agent that the name of an agent's span names: `invoke_agent Planner` and `Planner.run` are Planner's. */
export function agentOfName(name: string): string | null {
  if (name === "invoke_agent" || name === "create_agent" || name === "agent run" || name === "running agent")
    return null;
  const bracket = /^agent_run \[(.+?)\]/.exec(name);
  return bracket?.[1] ?? strip(name, AGENT_BEGINNINGS, AGENT_ENDINGS);
}

/** The tool that the name of a tool's span names. */
export function toolOfName(name: string): string | null {
  return name === "execute_tool" || name === "tools/call" || name === "running tool" || name === "function_tool"
    ? null
    : strip(name, TOOL_BEGINNINGS, TOOL_ENDINGS);
}
