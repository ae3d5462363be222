/** What the reader opened (true) or folded, by the row of its agent. */
export type Groups = ReadonlyMap<number, boolean>;

/** An address stays under 2 kB; of more groups those that were turned last are in it. */
const MOST_IN_ADDRESS = 250;

/** Groups in few letters: `o4.1f` opened ones, `f9` folded ones, rows in base 36, put together by `_`. */
export function formatGroups(groups: Groups): string | undefined {
  const kept = [...groups].slice(-MOST_IN_ADDRESS);
  const part = (letter: string, open: boolean): string[] => {
    const rows = kept.filter(([, is]) => is === open).map(([row]) => row.toString(36));
    return rows.length === 0 ? [] : [letter + rows.join(".")];
  };
  const parts = [...part("o", true), ...part("f", false)];
  return parts.length === 0 ? undefined : parts.join("_");
}

/** Reads what `formatGroups` wrote; what cannot be read is left out. */
export function parseGroups(text: string | undefined): Groups {
  const groups = new Map<number, boolean>();
  for (const part of (text ?? "").split("_")) {
    if (!/^[of]/.test(part)) continue;
    for (const word of part.slice(1).split(".")) {
      if (/^[0-9a-z]{1,7}$/.test(word)) groups.set(Number.parseInt(word, 36), part.startsWith("o"));
    }
  }
  return groups;
}
