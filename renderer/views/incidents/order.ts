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
