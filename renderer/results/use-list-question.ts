import { useMemo } from "react";
import type { ListQuestion } from "../data/list-window.js";
import { zoneOffsetMinutes, type Zone } from "../lib/format.js";

/** What the address of a list asks; the same object until that changes. */
export function useListQuestion<Sort>(
  { q, sort, desc }: { readonly q: string; readonly sort: Sort; readonly desc: boolean },
  zone: Zone,
): ListQuestion<Sort> {
  return useMemo(
    () => ({ query: q, sort, descending: desc, zoneOffsetMinutes: zoneOffsetMinutes(zone) }),
    [q, sort, desc, zone],
  );
}
