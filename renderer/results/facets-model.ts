import type { FacetField } from "../../shared/contract/search.js";
import type { QueryNode } from "../../shared/query/ast.js";
import type { FieldName } from "../../shared/query/fields.js";
import { excludedValues, facetValues } from "../../shared/query/facets.js";
import { fold } from "../../shared/base/fold.js";

/** The facets in the order of the panel. */
export const FACETS: readonly { readonly field: FacetField; readonly label: string }[] = [
  { field: "agent", label: "Agent" },
  { field: "tool", label: "Tool" },
  { field: "status", label: "Status" },
  { field: "kind", label: "Kind" },
  { field: "model", label: "Model" },
  { field: "source", label: "Source" },
  { field: "label", label: "Label" },
  { field: "verdict", label: "Verdict" },
];

export interface FacetRow {
  readonly value: string;
  /** Null where it was not counted, as of an excluded value. */
  readonly count: number | null;
  readonly state: "none" | "chosen" | "excluded";
}

/** The values of a facet as the panel lists them: what is chosen or excluded first. */
export function facetRows(
  query: QueryNode,
  field: FieldName,
  counted: readonly { readonly value: string; readonly count: number }[],
): readonly FacetRow[] {
  const chosen = facetValues(query, field);
  const excluded = excludedValues(query, field);
  const among = (values: readonly string[], value: string): boolean => values.some((one) => fold(one) === fold(value));
  const stateOf = (value: string): FacetRow["state"] =>
    among(chosen, value) ? "chosen" : among(excluded, value) ? "excluded" : "none";
  const known = counted.map(({ value }) => value);
  const missing = [...chosen, ...excluded].filter((value) => !among(known, value));
  const rows: FacetRow[] = [
    ...missing.map((value) => ({ value, count: among(chosen, value) ? 0 : null, state: stateOf(value) })),
    ...counted.map(({ value, count }) => ({ value, count, state: stateOf(value) })),
  ];
  return rows.toSorted((one, other) => Number(one.state === "none") - Number(other.state === "none"));
}

/** How many values a query asks for or excludes. */
export function chosenCount(query: QueryNode): number {
  return FACETS.reduce(
    (sum, { field }) => sum + facetValues(query, field).length + excludedValues(query, field).length,
    0,
  );
}
