import { useEffect, useRef, useState } from "react";
import { layoutGraph } from "../../workers/layout.js";
import { layoutRequestOf, mostlyKept, movedTowards, NO_PLACES, placesOf, suffices, type Places } from "./places.js";
import type { Drawing } from "./stacks.js";

/** The good layout of 150 nodes takes some 200 ms; a dense one may take seconds, and something is drawn within one. */
const DEADLINE_MS = 800;
/** Up to so many nodes it is always quick, unless the machine is busy with other things: then it is waited for. */
const FEW_NODES = 80;
const FEW_DEADLINE_MS = 4000;

export interface Placed {
  readonly drawing: Drawing;
  readonly places: Places;
  /** Grows when the picture is another one, so that the camera has to show it anew. */
  readonly scene: number;
}

/**
 * Places for a drawing, worked out beside the page. What is drawn changes together with where it stands. Null until there
 * are some; without an answer (`ready` false) nothing is laid out.
 */
export function usePlaces(drawing: Drawing, ready: boolean): Placed | null {
  const [placed, setPlaced] = useState<Placed | null>(null);
  // All places that were found for the picture at hand: a search that is taken back puts nodes where they were.
  const known = useRef<Places>(NO_PLACES);
  useEffect(() => {
    if (!ready) return;
    if (suffices(known.current, drawing)) {
      setPlaced((before) => ({ drawing, places: known.current, scene: before?.scene ?? 0 }));
      return;
    }
    const ended = new AbortController();
    const request = layoutRequestOf(drawing);
    layoutGraph(request, drawing.nodes.length <= FEW_NODES ? FEW_DEADLINE_MS : DEADLINE_MS, ended.signal).then(
      (answer) => {
        const next = placesOf(drawing, request, answer);
        const kept = mostlyKept(known.current, drawing);
        known.current = kept ? movedTowards(known.current, next) : next;
        const places = known.current;
        setPlaced((before) => ({ drawing, places, scene: (before?.scene ?? 0) + (kept ? 0 : 1) }));
      },
      () => undefined,
    );
    return () => ended.abort();
  }, [drawing, ready]);
  return placed;
}
