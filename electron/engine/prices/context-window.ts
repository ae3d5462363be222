import { findEntry } from "./price-table.js";
import { PRICE_TABLE } from "./table-version.js";

/** How many tokens a model takes, as the price table lists it; null where it does not. A local model may be set up otherwise. */
export function contextWindow(
  provider: string | null,
  model: string,
): { readonly tokens: number; readonly from: string } | null {
  const entry = findEntry(provider, model);
  if (entry === null || entry.contextTokens === null) return null;
  return { tokens: entry.contextTokens, from: `${entry.name}, ${PRICE_TABLE.name} ${PRICE_TABLE.version}` };
}
