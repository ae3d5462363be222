import { useEffect, useMemo, useRef } from "react";
import { currentRoute, navigate } from "../../../state/navigation.js";
import type { TraceRoute } from "../../../state/route.js";
import type { TraceStructure } from "../structure.js";
import { TimelineCamera } from "./camera.js";
import { drawTrace } from "./drawn.js";
import type { DrawnTrace } from "./drawn.js";
import { idleScale } from "./idle.js";
import { colourRows } from "./row-colours.js";
import { REAL_TIME } from "./time-scale.js";
import { formatWindow, parseWindow } from "./window.js";

/** What the time views of one trace share: how it is drawn, and one camera. */
export interface TimeModel {
  readonly drawn: DrawnTrace;
  readonly camera: TimelineCamera;
}

const SETTLED_MS = 300;

/** Makes the model that an address asks for. What the camera shows goes back into the address once it rests. */
export function useTimeModel(structure: TraceStructure, route: TraceRoute): TimeModel {
  const { color, idle, t } = route;
  const scale = useMemo(() => (idle ? idleScale(structure) : REAL_TIME), [structure, idle]);
  const colours = useMemo(() => colourRows(structure, color), [structure, color]);
  const drawn = useMemo(() => drawTrace(structure, scale, colours), [structure, scale, colours]);
  const { firstNs, lastNs } = structure;
  const last = useRef<{ readonly camera: TimelineCamera; said: string | undefined } | null>(null);
  // The address is read once; what changes it later comes by the effect below.
  const opened = useRef(t);
  const camera = useMemo(() => {
    const next = new TimelineCamera(scale, firstNs, lastNs);
    // Another scale, or the same trace read again, keeps what is in sight.
    const before = last.current;
    next.setReal(before === null ? parseWindow(opened.current) : before.camera.realWindow());
    last.current = { camera: next, said: before === null ? opened.current : before.said };
    return next;
  }, [scale, firstNs, lastNs]);

  useEffect(() => {
    const now = last.current;
    if (now === null || now.said === t) return;
    now.said = t;
    camera.setReal(parseWindow(t));
  }, [camera, t]);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = camera.subscribe(() => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        const here = currentRoute();
        const now = last.current;
        if (here.page !== "trace" || now === null) return;
        now.said = formatWindow(camera.realWindow());
        if (here.t !== now.said) navigate({ ...here, t: now.said }, { replace: true });
      }, SETTLED_MS);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [camera]);
  return useMemo(() => ({ drawn, camera }), [drawn, camera]);
}
