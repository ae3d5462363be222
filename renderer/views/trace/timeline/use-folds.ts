import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { currentRoute, navigate } from "../../../state/navigation.js";
import type { TraceStructure } from "../structure.js";
import { applyFolds, formatFolds, NO_FOLDS, parseFolds } from "./folds.js";
import type { Folds } from "./folds.js";
import type { VisibleRows } from "./rows.js";

export interface FoldState {
  readonly folds: Folds;
  readonly visible: VisibleRows;
  readonly onFolds: (folds: Folds) => void;
}

/**
 * What is folded in the tree of a trace; the address says it too.
 *
 * @param total rows of the whole trace, of which the structure may have the first only.
 */
export function useFolds(structure: TraceStructure, total: number, address: string | undefined): FoldState {
  const [folds, setFolds] = useState(() => parseFolds(address));
  const said = useRef(address);
  useEffect(() => {
    if (said.current === address) return;
    said.current = address;
    setFolds(parseFolds(address));
  }, [address]);
  // Row numbers of a trace that was read again with other spans mean other rows.
  const [rowCount, setRowCount] = useState(total);
  if (rowCount !== total) {
    setRowCount(total);
    setFolds({ ...folds, turned: NO_FOLDS.turned });
  }
  const onFolds = useCallback((next: Folds) => {
    setFolds(next);
    said.current = formatFolds(next);
    const here = currentRoute();
    if (here.page === "trace") navigate({ ...here, fold: said.current }, { replace: true });
  }, []);
  const visible = useMemo(() => applyFolds(structure, folds), [structure, folds]);
  return useMemo(() => ({ folds, visible, onFolds }), [folds, visible, onFolds]);
}
