import { useDeferredValue, useMemo } from "react";
import type { PathBy } from "../../../state/route.js";
import type { TraceStructure } from "../structure.js";
import { findCostPath } from "./cost-path.js";
import { findCriticalPath } from "./critical-path.js";
import type { CriticalPath } from "./critical-path.js";
import { costShares, timeShares } from "./path-shares.js";
import type { PathShare } from "./path-shares.js";

export interface ShownPath {
  /** Real ns; null until it is found. */
  readonly path: CriticalPath | null;
  readonly shares: readonly PathShare[];
  readonly spentUsd: { readonly path: number; readonly whole: number } | null;
}

const NOTHING: ShownPath = { path: null, shares: [], spentUsd: null };

/** The critical path of a trace. The rows are seen first; the path through a big trace follows. */
export function usePath(structure: TraceStructure, by: PathBy): ShownPath {
  const settled = useDeferredValue<TraceStructure | null>(structure, null);
  return useMemo(() => {
    if (settled === null || settled !== structure) return NOTHING;
    if (by === "cost") {
      const cost = findCostPath(settled);
      return {
        path: cost.path,
        shares: costShares(settled, cost),
        spentUsd: { path: cost.pathUsd, whole: cost.wholeUsd },
      };
    }
    const path = findCriticalPath(settled);
    return { path, shares: timeShares(settled, path), spentUsd: null };
  }, [structure, settled, by]);
}
