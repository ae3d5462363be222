import type { Attributes, AttributeValue } from "../../../../shared/model/facts.js";
import { isObject } from "../common/fields.js";

const NAMES: readonly (readonly [string, string])[] = [
  ["id", "openai.trace.id"],
  ["workflow_name", "workflow.name"],
  ["group_id", "gen_ai.conversation.id"],
  ["metadata", "openai.trace.metadata"],
];

/** What a trace item says of its spans. */
export function traceAttributes(value: unknown): Attributes {
  const attributes = new Map<string, AttributeValue>();
  if (!isObject(value)) return attributes;
  for (const [member, name] of NAMES) {
    const one = value[member];
    if (one !== undefined && one !== null && one !== "") attributes.set(name, one as AttributeValue);
  }
  return attributes;
}
