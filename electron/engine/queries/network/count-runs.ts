import type { Session } from "../../db/session.js";

/** Groups whose runs are counted at once, a bit each. */
const BITS = 64;
/** More groups are cheaper to count by telling all pairs apart. */
const MOST_PASSES = 2;

/**
 * In how many traces each group is met. `table` has (relation, `column`), groups being numbered from 1 to `groups`. A set of bits a trace
 * costs less than half of what it takes to tell pairs of group and trace apart: contacts lie in the order of their traces.
 */
export async function countRuns(
  session: Session,
  table: string,
  column: string,
  groups: number,
  where: string,
): Promise<ReadonlyMap<number, number>> {
  const contacts = (condition: string): string =>
    `FROM contact c JOIN ${table} m ON m.relation = c.relation WHERE ${where}${condition}`;
  const runs = new Map<number, number>();
  if (groups > BITS * MOST_PASSES) {
    const rows = await session.rows<{ id: number; runs: number }>(
      `SELECT m.${column} AS id, count(DISTINCT c.trace)::DOUBLE AS runs ${contacts("")} GROUP BY m.${column}`,
    );
    for (const row of rows) runs.set(row.id, row.runs);
    return runs;
  }
  for (let first = 1; first <= groups; first += BITS) {
    const count = Math.min(BITS, groups - first + 1);
    const sums = Array.from({ length: count }, (_, bit) => `sum((bits >> ${bit}::UBIGINT) & 1::UBIGINT)::DOUBLE`);
    const row = await session.first<{ runs: (number | null)[] }>(`SELECT [${sums.join(", ")}] AS runs FROM (
      SELECT bit_or(1::UBIGINT << (m.${column} - ${first})::UBIGINT) AS bits
      ${contacts(` AND m.${column} BETWEEN ${first} AND ${first + count - 1}`)} GROUP BY c.trace)`);
    row?.runs.forEach((total, bit) => runs.set(first + bit, total ?? 0));
  }
  return runs;
}
