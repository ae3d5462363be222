import { BaseEdge } from "@xyflow/react";
import type { EdgeProps } from "@xyflow/react";
import { formatDuration } from "../../../lib/format.js";
import styles from "./graph.module.css";
import type { Wire } from "./layout.js";

const BEND_PX = 12;
const CORNER_PX = 6;

/** Straight on; where lanes differ, along the source's lane and then over to the target with round corners. */
function pathOf(x1: number, y1: number, x2: number, y2: number, bendPx: number): string {
  const downPx = y2 - y1;
  if (Math.abs(downPx) < 1) return `M${x1} ${y1}H${x2}`;
  const bend = x2 - bendPx;
  const corner = Math.min(CORNER_PX, Math.abs(downPx) / 2);
  const sign = Math.sign(downPx) * corner;
  return `M${x1} ${y1}H${bend - corner}q${corner} 0 ${corner} ${sign}V${y2 - sign}q0 ${sign} ${corner} ${sign}H${x2}`;
}

/** What came after what. Grey where the run's end did not wait for it; says how long a finished branch waits. */
export function WireEdge({ id, sourceX, sourceY, targetX, targetY, markerEnd, data }: EdgeProps) {
  const wire = data?.["wire"] as Wire | undefined;
  if (wire === undefined) return null;
  const label = wire.waitsNs > 1e6 ? `waits ${formatDuration(wire.waitsNs)}` : wire.handoff ? "hand-off" : "";
  const roomPx = targetX - sourceX - BEND_PX - 20;
  return (
    <>
      <BaseEdge
        id={id}
        path={pathOf(sourceX, sourceY, targetX - 1, targetY, wire.to.startsWith("junction") ? CORNER_PX : BEND_PX)}
        className={wire.critical ? styles.critical : styles.wire}
        {...(markerEnd === undefined ? {} : { markerEnd })}
      />
      {label !== "" && roomPx > label.length * 5.5 ? (
        <text x={sourceX + 14} y={sourceY - 7} className={styles.wireLabel}>
          {label}
        </text>
      ) : null}
    </>
  );
}
