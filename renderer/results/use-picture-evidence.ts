import type { ReactElement } from "react";
import type { PictureView } from "../../shared/model/incident.js";
import { useEvidence } from "../state/add-to-incident.js";

/** Offers what a view shows as a picture for an incident; `draw` gives null as long as there is nothing to draw. */
export function usePictureEvidence(
  view: PictureView,
  title: string,
  draw: (() => ReactElement | null) | null,
  traceId: string | null = null,
): void {
  useEvidence(() => {
    if (draw === null) return [];
    const what = { type: "picture", view, title, traceId, draw } as const;
    return [{ id: `picture ${view}`, label: `Picture of the ${view}`, detail: title, what, rank: 1 }];
  });
}
