import { useEffect, useRef, useState } from "react";
import type { ReactNode } from "react";
import { Splitter } from "../../ui/Splitter.js";
import { setTraceLayout, useTraceLayout } from "./layout.js";
import styles from "./trace.module.css";
import { useSize } from "../../lib/use-size.js";

export interface PanesProps {
  readonly first: ReactNode;
  /** Made a moment after the first, so that the first is seen as soon as it can be. */
  readonly second: ReactNode | null;
  /** A transcript stands at the right, a graph below. */
  readonly beside: boolean;
}

const LOWEST_PX = 120;
/** Under this width a transcript stands below too. */
const NARROW_PX = 760;

/** One view, or two with a line between that can be dragged. */
export function Panes({ first, second, beside }: PanesProps) {
  const box = useRef<HTMLDivElement>(null);
  const { widthPx, heightPx } = useSize(box);
  const { graphHeightPx, transcriptWidthPx } = useTraceLayout();
  const [ready, setReady] = useState(false);
  useEffect(() => {
    const request = requestIdleCallback(() => setReady(true), { timeout: 400 });
    return () => cancelIdleCallback(request);
  }, []);
  const sideways = beside && widthPx >= NARROW_PX;
  const most = sideways ? Math.max(widthPx - 320, 360) : Math.max(heightPx - 200, LOWEST_PX);
  const wanted = sideways
    ? transcriptWidthPx
    : beside
      ? heightPx / 2
      : (graphHeightPx ?? Math.min(234, heightPx * 0.3));
  const size = Math.max(sideways ? 320 : LOWEST_PX, Math.min(wanted, most));
  return (
    <div ref={box} className={sideways ? styles.line : styles.column}>
      <div className={styles.paneGrow}>{first}</div>
      {second === null || heightPx === 0 ? null : (
        <>
          <Splitter
            label={sideways ? "Width of the transcript" : "Height of the lower view"}
            orientation={sideways ? "vertical" : "horizontal"}
            value={size}
            min={sideways ? 320 : LOWEST_PX}
            max={most}
            initial={sideways ? 456 : 234}
            after
            onChange={(px) =>
              setTraceLayout(sideways ? { transcriptWidthPx: Math.max(360, px) } : { graphHeightPx: px })
            }
          />
          <div className={styles.pane} style={sideways ? { width: size } : { height: size }}>
            {ready ? second : null}
          </div>
        </>
      )}
    </div>
  );
}
