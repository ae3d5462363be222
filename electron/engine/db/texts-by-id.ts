/** Above so many texts the plan of so many scans takes longer than going through all of them. */
export const MOST_BY_ID = 200;
/** Texts that the store unpacks together. */
const TEXTS_IN_BLOCK = 2048;
const RANGES = 4;

/**
 * SQL for columns of some rows of `text`, in no order. A list of ids would have every text between them unpacked: an equality
 * skips all blocks but one. Where most blocks are wanted anyway, ranges are read side by side.
 */
export function textsById(ids: readonly number[], columns: string): string {
  const select = `SELECT ${columns} FROM text WHERE`;
  const sorted = ids.toSorted((left, right) => left - right);
  const first = sorted[0];
  if (first === undefined) return `${select} FALSE`;
  const between = (sorted.at(-1) ?? first) - first;
  if (sorted.length <= MOST_BY_ID && sorted.length * TEXTS_IN_BLOCK < between) {
    return sorted.map((id) => `${select} id = ${id}`).join(" UNION ALL ");
  }
  const ranges = between < TEXTS_IN_BLOCK ? 1 : RANGES;
  const size = Math.ceil(sorted.length / ranges);
  return Array.from({ length: ranges }, (_, index) => sorted.slice(index * size, (index + 1) * size))
    .filter((range) => range.length > 0)
    .map((range) => `${select} id BETWEEN ${range[0]} AND ${range.at(-1)} AND id IN (${range.join(", ")})`)
    .join(" UNION ALL ");
}
