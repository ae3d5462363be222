import type { SpanOverview } from "../../../shared/contract/spans.js";
import type { FieldSource } from "../../../shared/model/meaning.js";
import type { SpanRow } from "./span-row.js";

type Field = SpanOverview["fields"][number];

/** The normalised fields that the inspector lists: field of the meaning, label, and the value in a row. */
const FIELDS: readonly (readonly [field: string, label: string, value: (row: SpanRow) => string | number | null])[] = [
  ["kind", "Kind", (row) => row.kind],
  ["agent", "Agent", (row) => row.agent],
  ["tool", "Tool", (row) => row.tool],
  ["toolCallId", "Tool call id", (row) => row.tool_call_id],
  ["model", "Model", (row) => row.model],
  ["provider", "Provider", (row) => row.provider],
  ["conversation", "Conversation", (row) => row.owner_conversation],
  ["user", "User", (row) => row.owner_user],
  ["inputTokens", "Input tokens", (row) => row.input_tokens],
  ["outputTokens", "Output tokens", (row) => row.output_tokens],
  ["cacheReadTokens", "Tokens read from cache", (row) => row.cache_read_tokens],
  ["cacheWriteTokens", "Tokens written to cache", (row) => row.cache_write_tokens],
  ["reasoningTokens", "Reasoning tokens", (row) => row.reasoning_tokens],
  ["costUsd", "Cost, $", (row) => row.cost_usd],
  ["finishReason", "Finish reason", (row) => row.finish_reason],
  ["responseId", "Response id", (row) => row.response_id],
  ["errorType", "Error type", (row) => row.error_type],
  ["knowledgeBase", "Knowledge base", (row) => row.knowledge_base],
  ["topK", "Top k", (row) => row.top_k],
  ["handoffFrom", "Handed off from", (row) => row.handoff_from],
  ["handoffTo", "Handed off to", (row) => row.handoff_to],
  ["memoryOperation", "Memory operation", (row) => row.operation],
];

/** The fields that a span has, each with who gave it. */
export function spanFields(
  row: SpanRow,
  sources: ReadonlyMap<string, FieldSource>,
  labelOf: (convention: string) => string,
): Field[] {
  const fields: Field[] = [];
  for (const [field, label, valueOf] of FIELDS) {
    const value = valueOf(row);
    if (value === null || value === "") continue;
    const source = sources.get(field);
    fields.push({
      field,
      label,
      value: String(value),
      from:
        source === undefined
          ? null
          : { convention: source.convention, label: labelOf(source.convention), attribute: source.attribute },
    });
  }
  return fields;
}
