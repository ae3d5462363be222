import { useMemo } from "react";
import { type Zone, zoneOffsetMinutes } from "../../../lib/format.js";
import { usePreferences } from "../../../state/preferences.js";

interface Asked<Sort extends string, Only extends string> {
  readonly sort: Sort;
  readonly descending: boolean;
  readonly only: Only;
}

/** What all questions of a tab are about. */
export interface Selection {
  readonly query: string;
  readonly zoneOffsetMinutes: number;
}

/** The question of a list: the search, with the order and the quick filter that the address says. It stays the same object while it says the same. */
export function useQuestion<Sort extends string, Only extends string>(
  query: string,
  { sort, descending, only }: Asked<Sort, Only>,
): {
  readonly zone: Zone;
  readonly selection: Selection;
  readonly question: Selection & Asked<Sort, Only>;
} {
  const zone = usePreferences((preferences) => preferences.zone);
  const offset = zoneOffsetMinutes(zone);
  const selection = useMemo(() => ({ query, zoneOffsetMinutes: offset }), [query, offset]);
  const question = useMemo(() => ({ ...selection, sort, descending, only }), [selection, sort, descending, only]);
  return { zone, selection, question };
}
