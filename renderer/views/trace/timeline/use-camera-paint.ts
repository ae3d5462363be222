import { useEffect, useLayoutEffect, useRef } from "react";
import type { TimelineCamera } from "./camera.js";

/**
 * Paints after every render, so that what was rendered and what is painted move together, and once a frame while the camera
 * moves. A paint by a render makes a frame that the camera asked for needless.
 */
export function useCameraPaint(camera: TimelineCamera, paint: () => void): void {
  const latest = useRef(paint);
  latest.current = paint;
  const request = useRef(0);
  useLayoutEffect(() => {
    cancelAnimationFrame(request.current);
    request.current = 0;
    latest.current();
  });
  useEffect(() => {
    const stop = camera.subscribe(() => {
      if (request.current !== 0) return;
      request.current = requestAnimationFrame(() => {
        request.current = 0;
        latest.current();
      });
    });
    return () => {
      stop();
      cancelAnimationFrame(request.current);
    };
  }, [camera]);
}
