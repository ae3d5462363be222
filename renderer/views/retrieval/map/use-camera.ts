import { useEffect, useLayoutEffect, useMemo, useRef } from "react";
import type { MapAnswer } from "../../../../shared/contract/vectors.js";
import { boundsOf, formatView, parseView } from "./camera.js";
import { MapCamera } from "./map-camera.js";

/** An address follows the camera when it has rested so long. */
const REST_MS = 250;

/** The camera of a map. It begins where the address says, and the address follows it. */
export function useCamera(
  map: Pick<MapAnswer, "x" | "y">,
  box: string | undefined,
  onBox: (box: string | undefined) => void,
): MapCamera {
  const { x, y } = map;
  const camera = useMemo(() => new MapCamera(boundsOf(x, y)), [x, y]);
  const told = useRef(box);
  const latest = useRef(onBox);
  useLayoutEffect(() => {
    latest.current = onBox;
  });
  const begun = useRef<MapCamera | null>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const follow = (): void => {
      // The size comes first: only then the address's part of the map can be shown.
      if (begun.current !== camera) {
        if (camera.area.widthPx === 0) return;
        begun.current = camera;
        const view = parseView(told.current, camera.area, camera.bounds);
        if (view !== null) camera.set(view);
        return;
      }
      clearTimeout(timer);
      timer = setTimeout(() => {
        const next = camera.isWhole ? undefined : formatView(camera.view, camera.area, camera.bounds);
        if (next === told.current) return;
        told.current = next;
        latest.current(next);
      }, REST_MS);
    };
    follow();
    const end = camera.subscribe(follow);
    return () => {
      end();
      clearTimeout(timer);
    };
  }, [camera]);
  useEffect(() => {
    if (box === told.current) return;
    told.current = box;
    const view = parseView(box, camera.area, camera.bounds);
    if (view === null) camera.showWhole();
    else camera.set(view);
  }, [box, camera]);
  return camera;
}
