import { foldName } from "../../../../shared/base/names.js";
import type { Profile } from "../network/run.js";

/** Names that frameworks give to what runs any agent. */
const WRAPPERS = new Set([
  "langgraph",
  "agentexecutor",
  "runnablesequence",
  "agent_workflow",
  "agent",
  "pregel",
  "compiledgraph",
  "compiledstategraph",
  "strands_agent",
  "react_agent",
  "agent_run",
]);

/**
 * A span that a framework calls by its own name (`LangGraph`, `AgentExecutor`) runs an agent but does not tell which. Below a
 * span that names one it is that agent.
 */
export function isFrameworkWrapper(profile: Profile): boolean {
  return profile.agent !== null && WRAPPERS.has(foldName(profile.agent));
}
