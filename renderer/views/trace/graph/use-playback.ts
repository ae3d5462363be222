import { useCallback, useEffect, useMemo, useState } from "react";
import type { RefObject } from "react";
import type { GraphCamera } from "./GraphCanvas.js";
import type { Marks } from "./marks.js";
import type { TraceStructure } from "../structure.js";
import { createPlayClock } from "./play-clock.js";
import type { PlayClock } from "./play-clock.js";
import type { Scene } from "./scene.js";

export interface Playback {
  /** Null while there is no playback, neither playing nor halted. */
  readonly clock: PlayClock | null;
  readonly playing: boolean;
  readonly setPlaying: (playing: boolean) => void;
  readonly toggle: () => void;
  readonly close: () => void;
  /** Brings what has just begun into view. */
  readonly follow: (ns: number) => void;
}

/** The playback of a run: what is lit stands in the marks. */
export function usePlayback(
  scene: Scene | null,
  structure: TraceStructure,
  marks: Marks,
  camera: RefObject<GraphCamera | null>,
): Playback {
  const [shown, setShown] = useState(false);
  const [playing, setPlaying] = useState(false);
  const clock = useMemo(() => (shown ? createPlayClock(structure) : null), [shown, structure]);
  const toggle = useCallback(() => {
    setShown(true);
    setPlaying((now) => !now);
  }, []);
  const close = useCallback(() => {
    setShown(false);
    setPlaying(false);
    marks.setState({ playNs: null });
  }, [marks]);
  useEffect(() => close, [close, structure]);
  const follow = useCallback(
    (ns: number) => {
      if (scene?.picture.mode !== "ran") return;
      // The latest box that has begun and is not over: a few dozen are looked at, from the end of the run.
      const { items } = scene.picture;
      const box = items.findLast(({ type }, index) => {
        const item = items[index];
        return type === "box" && item?.type === "box" && item.block.fromNs <= ns && item.block.toNs >= ns;
      });
      if (box === undefined) return;
      const right = Math.min(box.x + box.widthPx, box.x + 240);
      camera.current?.show({ left: box.x, top: box.y, right, bottom: box.y + box.heightPx });
    },
    [scene, camera],
  );
  return { clock, playing, setPlaying, toggle, close, follow };
}
