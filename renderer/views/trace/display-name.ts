import { dictionaryAt } from "../../../shared/model/columns.js";
import { kindAt } from "./structure.js";
import type { TraceStructure } from "./structure.js";

/**
 * What a span is called on the page. Many tracers write an operation and its object in one name ("invoke_agent planner",
 * "execute_tool search", "chat gpt-4o"); where the icon says the operation, or the model stands beside it, that half is left
 * out. Every other name is as the dump has it.
 */
export function displayName(structure: TraceStructure, row: number): string {
  const { table } = structure;
  const name = dictionaryAt(table.name, row) ?? "";
  const kind = kindAt(structure, row);
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
