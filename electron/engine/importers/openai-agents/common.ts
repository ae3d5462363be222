import type { AttributeValue } from "../../../../shared/model/facts.js";
import { normaliseId } from "../common/ids.js";
import type { ResourceContext } from "../importer.js";

/** Ids keep their `trace_` and `span_`: so they are found by what the SDK printed. */
export function agentsId(value: unknown, bytes: 16 | 8): string {
  return typeof value === "string" && /^(trace|span)_./.test(value) ? value : normaliseId(value, bytes);
}

/** The conversation on every span, the workflow's name on the roots. */
export function addOfTrace(resource: ResourceContext, isRoot: boolean, attributes: Map<string, AttributeValue>): void {
  for (const key of isRoot ? ["gen_ai.conversation.id", "workflow.name"] : ["gen_ai.conversation.id"]) {
    const value = resource.attributes.get(key);
    if (value !== undefined && !attributes.has(key)) attributes.set(key, value);
  }
}
