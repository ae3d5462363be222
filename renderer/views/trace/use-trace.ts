import { useMemo, useRef } from "react";
import type { TraceId } from "../../../shared/model/ids.js";
import type { SpanTable } from "../../../shared/model/span-table.js";
import { deriveStructure } from "./structure.js";
import type { TraceStructure } from "./structure.js";
import { TimelineCamera } from "./timeline/camera.js";
import { unfolded } from "./timeline/rows.js";
import type { VisibleRows } from "./timeline/rows.js";
import { windowAround } from "./timeline/window.js";

export interface TraceState {
  readonly structure: TraceStructure;
  readonly camera: TimelineCamera;
  /** Folds to begin with: those of before where the trace was only read again. */
  readonly visible: VisibleRows;
}

/**
 * What is derived from a span table once. A table that came again after a change of the workspace, with the same rows,
 * keeps the camera, so that leaving a note moves nothing.
 */
export function useTraceState(traceId: TraceId, table: SpanTable | undefined): TraceState | null {
  const last = useRef<{ readonly traceId: TraceId; readonly state: TraceState } | null>(null);
  return useMemo(() => {
    if (table === undefined) return null;
    const structure = deriveStructure(table);
    const before = last.current?.traceId === traceId ? last.current.state : null;
    const same =
      before !== null &&
      before.structure.rowCount === structure.rowCount &&
      before.structure.firstNs === structure.firstNs &&
      before.structure.lastNs === structure.lastNs;
    const state: TraceState = {
      structure,
      camera: same ? before.camera : new TimelineCamera(windowAround(structure.firstNs, structure.lastNs)),
      visible: same ? before.visible : unfolded(structure),
    };
    last.current = { traceId, state };
    return state;
  }, [traceId, table]);
}
