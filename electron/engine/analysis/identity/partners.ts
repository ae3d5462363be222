import type { EdgeType, NodeType } from "../../../../shared/contract/network.js";
import type { Party, Profile } from "../network/run.js";

/** What a span that is no agent does, and with whom. */
export interface Partner {
  readonly type: EdgeType;
  readonly party: Party;
  /** True where the partner acts on the agent: guardrails and evaluators. */
  readonly acts: boolean;
}

/**
 * The model, tool, knowledge base, memory, guardrail or evaluator that a span is a call of: the name that the span gives it by
 * an attribute, else the span's own. Tools below a LangGraph node called `tools` are such without saying so.
 */
export function partnerOf(profile: Profile): Partner | null {
  const { model, tool, store, name } = profile;
  switch (profile.kind) {
    case "llm":
    case "embedding":
      return model === null ? null : partner(profile, "uses", "model", "model", model);
    case "reranker":
      if (model !== null) return partner(profile, "uses", "model", "model", model);
      return partner(profile, "calls", "tool", "tool", tool ?? name);
    case "tool":
      return partner(profile, "calls", "tool", "tool", tool ?? name);
    case "retriever":
      return partner(profile, "retrieves", "knowledge_base", "knowledgeBase", store ?? tool ?? name);
    case "memory":
      return partner(profile, "remembers", "memory", "memoryStore", store ?? name);
    case "guardrail":
      return partner(profile, "guards", "guardrail", "guardrail", name);
    case "evaluator":
      return partner(profile, "evaluates", "evaluator", "evaluator", name);
    case "other":
    case "chain":
      return graphTool(profile);
    default:
      return null;
  }
}

/** `tools` of a LangGraph runs a span for each tool; some exporters call it no more than a step. */
function graphTool(profile: Profile): Partner | null {
  const { graphNode, name } = profile;
  if (graphNode !== "tools" || name === null || name === graphNode || /^(Runnable|Channel|execute_task )/.test(name))
    return null;
  const party: Party = {
    ...partyOf(profile, "tool", name),
    rule: "step of a tools node",
    evidence: `span ${name} below langgraph_node = tools`,
    inferred: true,
  };
  return { type: "calls", party, acts: false };
}

function partner(profile: Profile, type: EdgeType, node: NodeType, field: string, name: string | null): Partner | null {
  if (name === null) return null;
  const source = profile.sources[field];
  const own = source === undefined || source === "name" || name === profile.name;
  const party: Party = {
    ...partyOf(profile, node, name),
    rule: own ? `name of a ${node.replace("_", " ")}'s span` : `named ${node.replace("_", " ")}`,
    evidence: own ? `span ${profile.name ?? name}` : `${source} = ${name}`,
  };
  return { type, party, acts: type === "guards" || type === "evaluates" };
}

function partyOf(profile: Profile, type: NodeType, name: string): Party {
  const service = type === "tool" ? profile.service : null;
  return { type, name, raw: name, service, rule: "", evidence: "", inferred: false };
}
