import { useEffect, useRef, useState } from "react";
import { useStore } from "zustand";
import { formatDuration, formatNumber } from "../../../lib/format.js";
import { IconButton } from "../../../ui/IconButton.js";
import styles from "./graph.module.css";
import { countUpTo } from "./marks.js";
import type { Marks } from "./marks.js";
import type { PlayClock } from "./play-clock.js";

/** A run plays in this time at single speed, whatever it took. */
export const WHOLE_RUN_MS = 15_000;
const SPEEDS = [0.5, 1, 2, 4] as const;
/** Without motion the playback goes from call to call. */
const STEP_MS = 700;

interface PlayBarProps {
  readonly clock: PlayClock;
  readonly marks: Marks;
  readonly playing: boolean;
  readonly onPlaying: (playing: boolean) => void;
  /** The time that is shown, as it moves on by itself. */
  readonly onFollow: (ns: number) => void;
  readonly onClose: () => void;
}

/** Play and pause, how fast, and where in the run. */
export function PlayBar({ clock, marks, playing, onPlaying, onFollow, onClose }: PlayBarProps) {
  const playNs = useStore(marks, (state) => state.playNs) ?? clock.firstNs;
  const [speed, setSpeed] = useState<number>(1);
  const follow = useRef(onFollow);
  follow.current = onFollow;
  useEffect(() => {
    if (marks.getState().playNs === null) marks.setState({ playNs: clock.firstNs });
  }, [marks, clock]);
  useEffect(() => {
    if (!playing) return;
    const atNow = (): number => marks.getState().playNs ?? clock.firstNs;
    const go = (ns: number): void => {
      marks.setState({ playNs: ns });
      follow.current(ns);
    };
    if (atNow() >= clock.lastNs) go(clock.firstNs);
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) {
      const timer = setInterval(() => {
        const next = clock.startsNs[countUpTo(clock.startsNs, atNow())] ?? clock.lastNs;
        go(next);
        if (next >= clock.lastNs) onPlaying(false);
      }, STEP_MS / speed);
      return () => clearInterval(timer);
    }
    let place = clock.placeOf(atNow());
    let last = performance.now();
    let frame = requestAnimationFrame(function step(now) {
      place += ((now - last) * speed) / WHOLE_RUN_MS;
      last = now;
      go(place >= 1 ? clock.lastNs : clock.timeAt(place));
      if (place >= 1) onPlaying(false);
      else frame = requestAnimationFrame(step);
    });
    return () => cancelAnimationFrame(frame);
  }, [playing, speed, clock, marks, onPlaying]);
  const begun = countUpTo(clock.startsNs, playNs);
  const words = `${formatDuration(Math.max(0, playNs - clock.firstNs))} of ${formatDuration(clock.lastNs - clock.firstNs)}`;
  return (
    <div className={styles.playBar} role="group" aria-label="Playback">
      <IconButton
        icon={playing ? "pause" : "play"}
        label={playing ? "Pause" : "Play"}
        chord="Space"
        tooltipSide="top"
        onClick={() => onPlaying(!playing)}
      />
      <input
        type="range"
        className={styles.scrubber}
        aria-label="Time in the run"
        aria-valuetext={words}
        min={0}
        max={1000}
        step={1}
        value={Math.round(clock.placeOf(playNs) * 1000)}
        onChange={(event) => marks.setState({ playNs: clock.timeAt(Number(event.currentTarget.value) / 1000) })}
      />
      <span className={styles.playTime}>{words}</span>
      <span className={styles.playTime}>
        {formatNumber(begun)} of {formatNumber(clock.startsNs.length)} calls
      </span>
      <select
        className={styles.speed}
        aria-label="Speed"
        value={speed}
        onChange={(event) => setSpeed(Number(event.currentTarget.value))}
      >
        {SPEEDS.map((one) => (
          <option key={one} value={one}>
            {one} ×
          </option>
        ))}
      </select>
      <IconButton icon="close" label="End the playback" tooltipSide="top" onClick={onClose} />
    </div>
  );
}
