interface Track {
  readonly id: string;
  readonly track: string;
}

/** Between two columns, and at both ends of a row. */
const GAP_PX = 10;
const EDGES_PX = 26;
/** So much of the words of a row shows at least. */
const WORDS_PX = 200;

/** What a track takes before the rest is shared out: "64px" 64, "minmax(60px, 120px)" 120, "minmax(0, 1fr)" room for words. */
function widthOf(track: string): number {
  const widths = [...track.matchAll(/(\d+)px/g)].map(([, px]) => Number(px));
  return track.includes("fr") ? WORDS_PX : Math.max(0, ...widths);
}

/**
 * The columns that a table of this width has no room for, besides those that are hidden: they give way in this order until the rest
 * fits. None while the width is not known (0).
 */
export function withoutRoom(
  columns: readonly Track[],
  hidden: ReadonlySet<string>,
  order: readonly string[],
  widthPx: number,
): readonly string[] {
  const left = new Map(columns.filter(({ id }) => !hidden.has(id)).map(({ id, track }) => [id, widthOf(track)]));
  const gone: string[] = [];
  const needed = (): number => [...left.values()].reduce((sum, px) => sum + px + GAP_PX, EDGES_PX - GAP_PX);
  for (const id of order) {
    if (widthPx === 0 || needed() <= widthPx) break;
    if (left.delete(id)) gone.push(id);
  }
  return gone;
}
