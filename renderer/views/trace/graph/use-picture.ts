import { useEffect, useMemo, useState } from "react";
import type { GraphMode } from "../../../state/route.js";
import { layoutGraph } from "../../../workers/layout.js";
import { subtreeEndOf } from "../structure.js";
import type { TraceStructure } from "../structure.js";
import { around } from "./around.js";
import type { RowRange } from "./around.js";
import { readSequence } from "./episodes.js";
import { collapse } from "./flow.js";
import { foldFlow, SHOW_SHORTCUTS } from "./flow-fold.js";
import { pictureOfFlow, requestOf } from "./flow-layout.js";
import { foldGraph } from "./fold.js";
import { layoutRun } from "./layout.js";
import type { Picture } from "./picture.js";
import { placesInRun } from "./places.js";

/** The good layout may take so long; then the simple one is drawn. */
const LAYOUT_DEADLINE_MS = 1500;
const NOTHING: ReadonlySet<string> = new Set();

/** The run as it ran, folded to what can be read. In O(calls log calls). */
export function pictureOfRun(structure: TraceStructure, folds: ReadonlySet<string>, focus: number | null): Picture {
  const range = focus === null ? null : rangeOf(structure, focus);
  const folded = foldGraph(structure, folds, range === null ? undefined : (whole) => around(whole, range));
  const layout = layoutRun(folded.sequence, folds);
  return {
    mode: "ran",
    items: [...layout.boxes, ...layout.junctions],
    wires: layout.wires,
    widthPx: layout.widthPx,
    heightPx: layout.heightPx,
    places: placesInRun(structure, layout.boxes, 0),
    rules: folded.rules,
  };
}

/** The rows of the agent's run that a row belongs to; of its root, where no agent stands over it. */
export function rangeOf(structure: TraceStructure, row: number): RowRange {
  let from = structure.owner[row] ?? -1;
  if (from < 0) {
    from = row;
    for (let above = row; above >= 0; above = structure.table.parent[above] ?? -1) from = above;
  }
  return { from, end: subtreeEndOf(structure, from) };
}

export interface PictureState {
  /** Null until the first one is there. The one before stays while the next is laid out. */
  readonly picture: Picture | null;
  /** Connections that only skip a step: how many there are, and whether they are drawn. */
  readonly shortcuts: { readonly count: number; readonly shown: boolean } | null;
}

/** The picture of a run in a mode. What is heavy is done beside the page. */
export function usePicture(
  structure: TraceStructure,
  mode: GraphMode,
  folds: ReadonlySet<string>,
  focus: number | null,
): PictureState {
  const ran = useMemo(
    () => (mode === "ran" ? pictureOfRun(structure, folds, focus) : null),
    [mode, structure, folds, focus],
  );
  const flow = useMemo(
    () =>
      mode === "aggregated"
        ? collapse(
            structure,
            readSequence(structure, { deepest: Number.MAX_SAFE_INTEGER, foldCalls: false, folds: NOTHING }),
          )
        : null,
    [mode, structure],
  );
  const folded = useMemo(() => (flow === null ? null : foldFlow(flow, folds, focus)), [flow, folds, focus]);
  const [laid, setLaid] = useState<{ readonly structure: TraceStructure; readonly picture: Picture } | null>(null);
  useEffect(() => {
    if (flow === null || folded === null) return;
    const stop = new AbortController();
    layoutGraph(requestOf(flow, folded), LAYOUT_DEADLINE_MS, stop.signal).then(
      (answer) => setLaid({ structure, picture: pictureOfFlow(structure, flow, folded, answer) }),
      () => {
        // It is no longer wanted.
      },
    );
    return () => stop.abort();
  }, [structure, flow, folded]);
  const aggregated = laid?.structure === structure ? laid.picture : null;
  return {
    picture: mode === "ran" ? ran : aggregated,
    shortcuts:
      mode === "ran" || folded === null || folded.shortcuts === 0
        ? null
        : { count: folded.shortcuts, shown: folds.has(SHOW_SHORTCUTS) },
  };
}
