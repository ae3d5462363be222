/** Where a dragged thing would go: before the first whose middle lies under the pointer; its length for the end. */
export function insertionAt(places: readonly { readonly start: number; readonly end: number }[], yPx: number): number {
  const at = places.findIndex(({ start, end }) => yPx < (start + end) / 2);
  return at < 0 ? places.length : at;
}

/** The list with one of its members before another place; the same list where that changes nothing. */
export function moved<T>(items: readonly T[], from: number, to: number): readonly T[] {
  const item = items[from];
  if (item === undefined || to === from || to === from + 1) return items;
  const rest = items.toSpliced(from, 1);
  return rest.toSpliced(to > from ? to - 1 : to, 0, item);
}

/** The things in the order of some ids; null where these are not their ids. */
export function arranged<T extends { readonly id: string }>(
  things: readonly T[],
  ids: readonly string[],
): readonly T[] | null {
  const byId = new Map(things.map((thing) => [thing.id, thing]));
  const placed = ids.flatMap((id) => byId.get(id) ?? []);
  return placed.length === things.length && ids.length === things.length ? placed : null;
}
