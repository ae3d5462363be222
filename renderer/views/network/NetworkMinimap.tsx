import { useViewport } from "@xyflow/react";
import type { PointerEvent } from "react";
import { kindFamily } from "../../lib/kinds.js";
import type { Area } from "./camera.js";
import styles from "./minimap.module.css";
import { NODE_HEIGHT_PX, type Box } from "./places.js";
import type { Placed } from "./use-places.js";
import { NODE_WORDS } from "./words.js";

const MOST_WIDE_PX = 180;
const MOST_HIGH_PX = 120;
const LEAST_PX = 40;
const MARGIN_PX = 4;

interface NetworkMinimapProps {
  readonly placed: Placed;
  readonly bounds: Box;
  readonly area: Area;
  /** The middle of the view goes to a point of the picture. */
  readonly onMove: (x: number, y: number) => void;
}

/** The whole network, small, with a frame around what is seen; nothing while all of it is. */
export function NetworkMinimap({ placed, bounds, area, onMove }: NetworkMinimapProps) {
  const { x, y, zoom } = useViewport();
  const seen = {
    left: -x / zoom,
    top: -y / zoom,
    right: (area.widthPx - x) / zoom,
    bottom: (area.heightPx - y) / zoom,
  };
  const isWhole =
    seen.left <= bounds.x &&
    seen.top <= bounds.y &&
    seen.right >= bounds.x + bounds.widthPx &&
    seen.bottom >= bounds.y + bounds.heightPx;
  if (isWhole || bounds.widthPx === 0) return null;
  const scale = Math.min(MOST_WIDE_PX / bounds.widthPx, MOST_HIGH_PX / Math.max(1, bounds.heightPx));
  const width = Math.max(LEAST_PX, bounds.widthPx * scale);
  const height = Math.max(LEAST_PX, bounds.heightPx * scale);
  const [across, down] = [width / bounds.widthPx, height / Math.max(1, bounds.heightPx)];
  const toX = (value: number) => (value - bounds.x) * across;
  const toY = (value: number) => (value - bounds.y) * down;
  const clampX = (value: number) => Math.min(width + MARGIN_PX, Math.max(-MARGIN_PX, toX(value)));
  const clampY = (value: number) => Math.min(height + MARGIN_PX, Math.max(-MARGIN_PX, toY(value)));
  const frame = { left: clampX(seen.left), top: clampY(seen.top) };
  const move = (event: PointerEvent<SVGSVGElement>): void => {
    if (event.buttons === 0) return;
    const box = event.currentTarget.getBoundingClientRect();
    onMove(
      bounds.x + (event.clientX - box.left - MARGIN_PX) / across,
      bounds.y + (event.clientY - box.top - MARGIN_PX) / down,
    );
  };
  return (
    <svg
      className={styles.minimap}
      role="img"
      aria-label="Minimap of the network"
      width={width + 2 * MARGIN_PX}
      height={height + 2 * MARGIN_PX}
      viewBox={`${-MARGIN_PX} ${-MARGIN_PX} ${width + 2 * MARGIN_PX} ${height + 2 * MARGIN_PX}`}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        move(event);
      }}
      onPointerMove={move}
    >
      <MinimapNodes placed={placed} toX={toX} toY={toY} across={across} down={down} />
      <rect
        className={styles.frame}
        x={frame.left}
        y={frame.top}
        width={Math.max(4, clampX(seen.right) - frame.left)}
        height={Math.max(4, clampY(seen.bottom) - frame.top)}
      />
    </svg>
  );
}

interface MinimapNodesProps {
  readonly placed: Placed;
  readonly toX: (x: number) => number;
  readonly toY: (y: number) => number;
  readonly across: number;
  readonly down: number;
}

function MinimapNodes({ placed: { drawing, places }, toX, toY, across, down }: MinimapNodesProps) {
  return drawing.nodes.map((node) => {
    const place = places.nodes.get(node.key);
    if (place === undefined) return null;
    return (
      <rect
        key={node.key}
        x={toX(place.x)}
        y={toY(place.y)}
        width={Math.max(2, (places.widths.get(node.key) ?? 0) * across)}
        height={Math.max(2, NODE_HEIGHT_PX * down)}
        fill={`var(--kind-${kindFamily(NODE_WORDS[node.type].kind)})`}
      />
    );
  });
}
