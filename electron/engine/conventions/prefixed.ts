import type { Attributes, AttributeValue } from "../../../shared/model/facts.js";

/** The attributes below a prefix as one JSON object, by what is left of their keys; null when there are none. */
export function objectBelow(attributes: Attributes, prefix: string): string | null {
  const members: [string, AttributeValue][] = [];
  for (const [key, value] of attributes) if (key.startsWith(prefix)) members.push([key.slice(prefix.length), value]);
  return members.length > 0 ? JSON.stringify(Object.fromEntries(members)) : null;
}

/** True when any key has the prefix. */
export function hasBelow(attributes: Attributes, prefix: string): boolean {
  for (const key of attributes.keys()) if (key.startsWith(prefix)) return true;
  return false;
}
