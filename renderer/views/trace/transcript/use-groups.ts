import { useCallback, useEffect, useRef, useState } from "react";
import { currentRoute, navigate } from "../../../state/navigation.js";
import { formatGroups, parseGroups } from "./groups-address.js";
import type { Groups } from "./groups-address.js";

/** The groups of a transcript that the reader opened or folded; the address says it too. */
export function useGroups(address: string | undefined): readonly [Groups, (groups: Groups) => void] {
  const [groups, setGroups] = useState(() => parseGroups(address));
  const said = useRef(address);
  useEffect(() => {
    if (said.current === address) return;
    said.current = address;
    setGroups(parseGroups(address));
  }, [address]);
  // Not where it is set: a selection may open groups while the list is being drawn.
  const known = useRef(groups);
  useEffect(() => {
    if (known.current === groups) return;
    known.current = groups;
    const text = formatGroups(groups);
    if (text === said.current) return;
    said.current = text;
    const here = currentRoute();
    if (here.page === "trace") navigate({ ...here, groups: text }, { replace: true });
  }, [groups]);
  return [groups, useCallback((next) => setGroups(next), [])];
}
