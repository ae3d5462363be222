import { useCallback, useMemo } from "react";
import { currentRoute, navigate, useRoute } from "../../../state/navigation.js";
import type { GraphMode, TraceRoute } from "../../../state/route.js";
import { rowOfSpan } from "../structure.js";
import type { TraceStructure } from "../structure.js";

/** So many letters of folds fit into an address; the oldest go first. */
const MOST_LETTERS = 1500;

export interface GraphRoute {
  readonly mode: GraphMode;
  readonly folds: ReadonlySet<string>;
  /** The row whose neighbourhood is shown; null for the whole run. */
  readonly focus: number | null;
  readonly setMode: (mode: GraphMode) => void;
  readonly setFocus: (row: number | null) => void;
  /** Opens what is closed and closes what is open, by the names of folds. */
  readonly toggle: (fold: string) => void;
  readonly setFolds: (folds: readonly string[]) => void;
}

function change(how: (route: TraceRoute) => TraceRoute, replace: boolean): void {
  const now = currentRoute();
  if (now.page === "trace") navigate(how(now), { replace });
}

/** What the address says of the graph: its mode, its folds and the neighbourhood that is shown. */
export function useGraphRoute(structure: TraceStructure): GraphRoute {
  const route = useRoute();
  const {
    graph: mode,
    boxes,
    focus: span,
  } = route.page === "trace" ? route : { graph: "ran" as const, boxes: undefined, focus: undefined };
  const folds = useMemo(() => new Set(boxes === undefined ? [] : boxes.split(".")), [boxes]);
  const focus = useMemo(() => rowOfSpan(structure.table, span), [structure, span]);
  const setFolds = useCallback((next: readonly string[]) => {
    let text = next.join(".");
    while (text.length > MOST_LETTERS) text = text.slice(text.indexOf(".") + 1);
    change((now) => ({ ...now, boxes: text === "" ? undefined : text }), true);
  }, []);
  const toggle = useCallback(
    (fold: string) => {
      const next = new Set(folds);
      // An agent is opened by `a` and closed by `x`: the one takes back the other.
      const other = fold.startsWith("a") ? `x${fold.slice(1)}` : fold.startsWith("x") ? `a${fold.slice(1)}` : "";
      if (next.has(fold)) next.delete(fold);
      else {
        next.delete(other);
        next.add(fold);
      }
      setFolds([...next]);
    },
    [folds, setFolds],
  );
  const setMode = useCallback(
    (next: GraphMode) => change((now) => ({ ...now, graph: next, focus: undefined, boxes: undefined }), false),
    [],
  );
  const setFocus = useCallback(
    (row: number | null) => {
      const id = row === null ? undefined : structure.table.spanId[row];
      change((now) => ({ ...now, focus: id }), false);
    },
    [structure],
  );
  return { mode, folds, focus, setMode, setFocus, toggle, setFolds };
}
