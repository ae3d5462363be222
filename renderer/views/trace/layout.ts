import { z } from "zod";
import { create } from "zustand";
import { TRACE_VIEWS } from "../../state/route.js";
import type { TraceView } from "../../state/route.js";
import { stored } from "../../state/storage.js";

const layout = z.object({
  /** The view beside the timeline when a trace is opened; null for the timeline alone. */
  beside: z.enum(TRACE_VIEWS).nullable(),
  /** Null until the reader set it: a share of the window. */
  graphHeightPx: z.number().min(120).max(900).nullable(),
  transcriptWidthPx: z.number().min(360).max(900),
  /** Null until the reader set it: the design's width for the window. */
  treeWidthPx: z.number().min(200).max(480).nullable(),
  showPath: z.boolean(),
});
export type TraceLayout = z.output<typeof layout>;

const store = stored("trace-layout", 1, layout, {
  beside: "graph",
  graphHeightPx: null,
  transcriptWidthPx: 456,
  treeWidthPx: null,
  showPath: true,
});

/** How the reader laid out the page of a trace; it outlives the window. */
export const useTraceLayout = create<TraceLayout>(() => store.read());

export function setTraceLayout(change: Partial<TraceLayout>): void {
  useTraceLayout.setState(change);
  store.write(useTraceLayout.getState());
}

export interface ShownViews {
  readonly view: TraceView;
  readonly split: TraceView | undefined;
}

/**
 * What picking a view does: one that is not shown takes the place of the main one; one of two that are shown stays alone.
 */
export function pickView(shown: ShownViews, picked: TraceView): ShownViews {
  if (picked === shown.view || picked === shown.split) return { view: picked, split: undefined };
  return { view: picked, split: shown.split };
}

const PARTNER: Readonly<Record<TraceView, TraceView>> = {
  timeline: "graph",
  graph: "timeline",
  swimlanes: "transcript",
  transcript: "timeline",
};

/** Splits the page in two, or gives it back to the main view. */
export function toggleSplit(shown: ShownViews): ShownViews {
  if (shown.split !== undefined) return { view: shown.view, split: undefined };
  const partner = PARTNER[shown.view];
  return partner === "timeline" ? { view: partner, split: shown.view } : { view: shown.view, split: partner };
}
