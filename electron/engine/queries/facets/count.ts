import type { OutputOf, ParsedInputOf } from "../../../../shared/contract/procedure.js";
import type { FacetField, searchContract } from "../../../../shared/contract/search.js";
import type { QueryNode } from "../../../../shared/query/ast.js";
import { facetValues, withoutFacet } from "../../../../shared/query/facets.js";
import { formatQuery } from "../../../../shared/query/format.js";
import type { Session } from "../../db/session.js";
import { queryTree } from "../parse-filter.js";
import { type Choice, chooseEach } from "./chosen.js";
import { COUNTED_COLUMNS, facetRows } from "./facet-rows.js";

type Input = ParsedInputOf<(typeof searchContract)["search.facets"]>;
type Answer = OutputOf<(typeof searchContract)["search.facets"]>;
type Facet = Answer["facets"][number];

const FIELDS: readonly FacetField[] = ["agent", "tool", "model", "kind", "status", "source", "label", "verdict"];
const MOST_VALUES = 20;

/**
 * Values of each field in what a query selects without asking for that field, with how many rows of the view have them. One
 * pass tells for each row which of these selections it is in.
 */
export async function countFacets(session: Session, input: Input): Promise<Answer> {
  const began = performance.now();
  const query = queryTree(input.query);
  const selections = new Map<string, QueryNode>();
  const keys = FIELDS.map((field) => {
    const others = withoutFacet(query, field);
    const key = formatQuery(others);
    selections.set(key, others);
    return key;
  });
  const asked = { view: input.in, zoneOffsetMinutes: input.zoneOffsetMinutes };
  const choice = await chooseEach(session, [...selections.values()], asked, COUNTED_COLUMNS, true);
  const places = [...selections.keys()];
  const isSaid = await session.first(
    `SELECT 1 AS one WHERE EXISTS (SELECT 1 FROM annotation WHERE label IS NOT NULL OR name IS NOT NULL) OR EXISTS (SELECT 1 FROM evaluation)`,
  );
  const facets: Facet[] = [];
  for (const [index, field] of FIELDS.entries()) {
    facets.push(
      (field === "label" || field === "verdict") && isSaid === undefined
        ? { field, distinct: 0, values: [] }
        : await countField(session, field, choice, places.indexOf(keys[index] ?? ""), facetValues(query, field)),
    );
  }
  return { ms: performance.now() - began, facets };
}

async function countField(
  session: Session,
  field: FacetField,
  choice: Choice,
  place: number,
  ticked: readonly string[],
): Promise<Facet> {
  const rows = await session.rows<{ value: string; count: number; distinct: number }>(
    `SELECT value, count::DOUBLE AS count, (count(*) OVER ())::DOUBLE AS distinct
    FROM (${facetRows(field, choice, place)})
    ORDER BY list_contains(json_transform($ticked, '["VARCHAR"]'), lower(value)) DESC, count DESC, value
    LIMIT ${MOST_VALUES + ticked.length}`,
    { ...choice.parameters, ticked: JSON.stringify(ticked.map((value) => value.toLowerCase())) },
  );
  return {
    field,
    distinct: rows[0]?.distinct ?? 0,
    values: rows.map(({ value, count }) => ({ value, count })),
  };
}
