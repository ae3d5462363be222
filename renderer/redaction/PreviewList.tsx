import type { ReactNode } from "react";
import { InContext } from "./InContext.js";
import type { ListedReplacement } from "./ReplacementsDialog.js";
import styles from "./PreviewList.module.css";

interface PreviewListProps<R extends ListedReplacement> {
  /** All of them: a few are shown, each of another thing as long as there are any. */
  readonly replacements: readonly R[];
  /** Where one stands: "item 2"; told before it where it is given. */
  readonly place?: (row: R) => ReactNode;
}

/** The first few replacements in their context. */
export function PreviewList<R extends ListedReplacement>({ replacements, place }: PreviewListProps<R>) {
  // They come in their order and never change it: their place is who they are.
  const rows = firstOf(replacements).map((replacement, index) => ({ replacement, index }));
  return (
    <ul className={styles.list} aria-label="Preview">
      {rows.map(({ replacement, index }) => (
        <li key={index} className={place === undefined ? styles.plain : styles.row}>
          {place === undefined ? null : <span className={styles.place}>{place(replacement)}</span>}
          <span className={styles.text}>
            <InContext {...replacement} brief />
          </span>
        </li>
      ))}
    </ul>
  );
}

const SHOWN = 4;

/** The first place of each different thing, then others, in order. */
function firstOf<R extends ListedReplacement>(replacements: readonly R[]): R[] {
  const names = new Set<string>();
  const chosen = new Set<R>();
  for (const replacement of replacements) {
    if (names.has(replacement.pseudonym)) continue;
    names.add(replacement.pseudonym);
    chosen.add(replacement);
    if (chosen.size === SHOWN) break;
  }
  for (const replacement of replacements) if (chosen.size < SHOWN) chosen.add(replacement);
  return replacements.filter((replacement) => chosen.has(replacement));
}
