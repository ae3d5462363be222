import { useStore } from "zustand";
import type { Marks } from "./marks.js";
import { hasBegun } from "./paint.js";
import type { Item } from "./picture.js";

export interface ItemMarks {
  /** The search did not find it, or the playback has not come to it. */
  readonly faint: boolean;
  readonly hits: number;
  /** The spot in it that the keyboard is on; null where it is elsewhere. */
  readonly cursor: string | null;
}

/** The marks of one item; it is drawn again only when one of them changes. */
export function useItemMarks(marks: Marks, item: Item, index: number): ItemMarks {
  const hits = useStore(marks, (state) => state.hits?.[index] ?? -1);
  const begun = useStore(marks, (state) => hasBegun(item, state.playNs));
  const cursor = useStore(marks, ({ cursor: at }) =>
    at === item.id || at?.startsWith(`${item.id}/`) === true ? at : null,
  );
  return { faint: hits === 0 || !begun, hits: Math.max(hits, 0), cursor };
}
