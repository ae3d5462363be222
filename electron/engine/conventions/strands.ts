import type { SpanFacts } from "../../../shared/model/facts.js";
import type { MeaningWriter } from "./convention.js";
import { conventionOf } from "./dialect.js";
import { type Rule, rule } from "./rules.js";
import { asName, asStructure, asText, isArray, isObject } from "./values.js";

/** Every attribute of Strands that gives one scalar field by itself, with its rank. */
export const STRANDS_RULES: readonly Rule[] = [
  rule("gen_ai.agent.tools", "toolDefinitions", 90, asText),
  rule("event_loop.cycle_id", "graphNode", 60, asName),
  rule("event_loop.parent_cycle_id", "graphParent", 60, asName),
  rule("agent_loop.cycle_id", "graphNode", 61, asName),
];
const HANDOFF = "handoff_to_agent";

/** In a swarm a tool hands over: its arguments, on the span or in its event, name the agent. */
function readHandoff(span: SpanFacts, out: MeaningWriter): void {
  if (span.attributes.get("gen_ai.tool.name") !== HANDOFF) return;
  const event = span.events.find((one) => one.name === "gen_ai.tool.message");
  const said = [
    ["gen_ai.tool.call.arguments", span.attributes.get("gen_ai.tool.call.arguments")],
    ["event gen_ai.tool.message", event?.attributes.get("content")],
  ] as const;
  for (const [attribute, value] of said) {
    const structure = asStructure(value);
    const args = isArray(structure) ? structure[0] : structure;
    if (isObject(args)) out.set("handoffTo", asName(args["agent_name"]), attribute, 65);
  }
}

/** Strands Agents, beside the GenAI names that it uses. */
export const strands = conventionOf({
  id: "strands",
  label: "Strands Agents",
  version: 1,
  rules: STRANDS_RULES,
  prefixes: ["event_loop.", "agent_loop."],
  keys: ["gen_ai.agent.tools"],
  plainKeys: ["system_prompt"],
  scopes: ["strands.telemetry", "strands-agents"],
  read(span, out) {
    if (span.name === "Model invoke") out.set("kind", "llm", "name", 147);
    readHandoff(span, out);
  },
});
