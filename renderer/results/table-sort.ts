/** How a table shows its sort: relevance is no column; without words to rank by it is the latest first. */
export function tableSort(
  sort: string,
  descending: boolean,
  hits: boolean,
): { readonly id: string; readonly descending: boolean } | undefined {
  if (sort !== "relevance") return { id: sort, descending };
  return hits ? undefined : { id: "start", descending: true };
}
