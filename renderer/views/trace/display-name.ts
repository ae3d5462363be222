import { dictionaryAt, NO_ENTRY } from "../../../shared/model/columns.js";
import { kindAt } from "./structure.js";
import type { TraceStructure } from "./structure.js";

const BARE_AGENT: ReadonlySet<string> = new Set(["invoke_agent", "create_agent"]);
const BARE_TOOL = "execute_tool";

/**
 * What a span is called on the page. Many tracers write an operation and its object in one name ("invoke_agent planner",
 * "execute_tool search", "chat gpt-4o"); where the icon says the operation, or the model stands beside it, that half is left
 * out; and where the name is the operation alone ("execute_tool", "invoke_agent"), its object stands for it. Every other name
 * is as the dump has it.
 */
export function displayName(structure: TraceStructure, row: number): string {
  const { table } = structure;
  const name = dictionaryAt(table.name, row) ?? "";
  const kind = kindAt(structure, row);
  if (kind === "tool" && name === BARE_TOOL) return dictionaryAt(table.tool, row) ?? name;
  if (kind === "agent" && BARE_AGENT.has(name)) return dictionaryAt(table.agent, row) ?? name;
  const [operation = "", ...rest] = name.split(" ");
  if (rest.length === 0 || !/^[a-z][a-z_]*$/.test(operation)) return name;
  const object = rest.join(" ");
  if (kind === "agent" && object === dictionaryAt(table.agent, row)) return object;
  if (kind === "tool" && object === dictionaryAt(table.tool, row)) return object;
  if (kind === "guardrail" && operation === "run_guardrail") return object;
  if (kind === "memory" && operation.includes("memory")) return object;
  if ((kind === "llm" || kind === "embedding") && object === dictionaryAt(table.model, row)) return operation;
  return name;
}

/** A number for the name of a span, from 0: the same where it is called the same by the operation and, for a tool, by its own name. */
export function nameCode({ table }: TraceStructure, row: number): number {
  const tool = table.tool.index[row] ?? NO_ENTRY;
  if (tool === NO_ENTRY || dictionaryAt(table.name, row) !== BARE_TOOL) return table.name.index[row] ?? 0;
  return table.name.values.length + tool;
}
