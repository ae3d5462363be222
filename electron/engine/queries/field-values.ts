import { attributeOf, ATTRIBUTE_PREFIX } from "../../../shared/query/fields.js";
import type { Session } from "../db/session.js";
import { sampledAttributes } from "./attribute-sample.js";

export interface FieldValue {
  readonly value: string;
  readonly spans: number;
}

const VERDICTS =
  "(SELECT name, label, annotator FROM annotation UNION ALL SELECT name, label, annotator FROM evaluation)";

/** Tables and columns whose values complete a field. */
const VALUES: Readonly<Record<string, readonly [table: string, column: string]>> = {
  agent: ["span", "owner_agent"],
  tool: ["span", "tool"],
  model: ["span", "model"],
  kind: ["span", "kind::VARCHAR"],
  status: ["span", "status::VARCHAR"],
  conversation: ["span", "owner_conversation"],
  user: ["span", "owner_user"],
  knowledge: ["span", "knowledge_base"],
  name: ["span", "name"],
  role: ['"use"', "role"],
  label: [VERDICTS, "label"],
  verdict: [VERDICTS, "name"],
  by: [VERDICTS, "annotator"],
  set: ["selection", "id"],
  trace: ["trace", "trace_id"],
};

/**
 * Values of a field that start with a prefix, without regard to case, most frequent first; `spans` counts rows that have
 * them. Of `attr.` the keys, of `attr.KEY` the values, counted among some spans only. Unknown fields have none.
 */
export async function fieldValues(
  session: Session,
  field: string,
  prefix: string,
  limit: number,
): Promise<readonly FieldValue[]> {
  if (field.startsWith(ATTRIBUTE_PREFIX)) return sampledAttributes(session, attributeOf(field) ?? "", prefix, limit);
  if (field === "source") {
    return session.rows(
      `SELECT name AS value, sum(stored)::DOUBLE AS spans FROM source WHERE starts_with(lower(name), lower($1)) GROUP BY name
      ORDER BY spans DESC LIMIT ${limit}`,
      [prefix],
    );
  }
  const place = VALUES[field];
  if (place === undefined) return [];
  const [table, column] = place;
  // Values repeat: they are told apart and counted first, and compared then.
  return session.rows(
    `SELECT value, spans FROM (SELECT ${column} AS value, count(*)::DOUBLE AS spans FROM ${table}
      WHERE ${column} IS NOT NULL ${field === "role" ? "AND part <> 'attribute'" : ""} GROUP BY value)
    WHERE starts_with(lower(value), lower($1)) ORDER BY spans DESC, value LIMIT ${limit}`,
    [prefix],
  );
}
