import type { Viewport } from "@xyflow/react";
import { NODE_HEIGHT_PX, type Box } from "./places.js";
import type { Point } from "../../workers/layout-request.js";

const PADDING_PX = { side: 24, top: 24, bottom: 24 } as const;
/** What the legend takes in the lower left corner, where the area is big enough for it. */
const LEGEND_PX = { width: 324, height: 96 } as const;
const ROOMY_PX = { width: 760, height: 560 } as const;
const MOST_ZOOM = 1.1;
/** Below it labels are hard to read: then the first look shows a part, from where the runs begin. */
const LEAST_FIRST_ZOOM = 0.45;
const PART_ZOOM = 0.75;
export const LEAST_ZOOM = 0.04;

export interface Area {
  readonly widthPx: number;
  readonly heightPx: number;
}

/** True where the legend may stand on the picture by itself. */
export function isRoomy({ widthPx, heightPx }: Area): boolean {
  return widthPx >= ROOMY_PX.width && heightPx >= ROOMY_PX.height;
}

/** The whole picture, with all its nodes beside the legend. */
export function wholeView(bounds: Box, nodes: readonly Box[], area: Area): Viewport {
  const view = fitted(bounds, area, 0);
  const covers = (node: Box): boolean =>
    node.x * view.zoom + view.x < LEGEND_PX.width &&
    (node.y + node.heightPx) * view.zoom + view.y > area.heightPx - LEGEND_PX.height;
  return isRoomy(area) && nodes.some(covers) ? fitted(bounds, area, LEGEND_PX.height - PADDING_PX.bottom) : view;
}

function fitted(bounds: Box, { widthPx, heightPx }: Area, leftFreePx: number): Viewport {
  const roomX = Math.max(60, widthPx - 2 * PADDING_PX.side);
  const roomY = Math.max(60, heightPx - PADDING_PX.top - PADDING_PX.bottom - leftFreePx);
  const zoom = Math.max(
    LEAST_ZOOM,
    Math.min(MOST_ZOOM, roomX / Math.max(1, bounds.widthPx), roomY / Math.max(1, bounds.heightPx)),
  );
  return {
    zoom,
    x: PADDING_PX.side + (roomX - bounds.widthPx * zoom) / 2 - bounds.x * zoom,
    y: PADDING_PX.top + (roomY - bounds.heightPx * zoom) / 2 - bounds.y * zoom,
  };
}

/** The first look at a picture: all of it where its names can then be read, else its beginning. */
export function firstView(bounds: Box, nodes: readonly Box[], start: Point | undefined, area: Area): Viewport {
  const { widthPx, heightPx } = area;
  const whole = wholeView(bounds, nodes, area);
  if (whole.zoom >= LEAST_FIRST_ZOOM || start === undefined) return whole;
  const fitsAcross = bounds.widthPx * PART_ZOOM <= widthPx - 2 * PADDING_PX.side;
  return {
    zoom: PART_ZOOM,
    x: fitsAcross
      ? (widthPx - bounds.widthPx * PART_ZOOM) / 2 - bounds.x * PART_ZOOM
      : PADDING_PX.side - bounds.x * PART_ZOOM,
    y: inside(
      heightPx / 2 - (start.y + NODE_HEIGHT_PX / 2) * PART_ZOOM,
      heightPx - PADDING_PX.bottom - (bounds.y + bounds.heightPx) * PART_ZOOM,
      PADDING_PX.top - bounds.y * PART_ZOOM,
    ),
  };
}

/** A shift of the camera that leaves no empty stretch before or after the picture where there is enough of it. */
function inside(shift: number, least: number, most: number): number {
  return least > most ? (least + most) / 2 : Math.min(most, Math.max(least, shift));
}

/** The camera moved just so far that a box is in sight; null where it is. */
export function viewShowing(box: Box, view: Viewport, { widthPx, heightPx }: Area): Viewport | null {
  const x = shiftInto(box.x * view.zoom + view.x, box.widthPx * view.zoom, widthPx);
  const y = shiftInto(box.y * view.zoom + view.y, box.heightPx * view.zoom, heightPx);
  return x === 0 && y === 0 ? null : { zoom: view.zoom, x: view.x + x, y: view.y + y };
}

function shiftInto(from: number, length: number, room: number): number {
  const margin = 16;
  if (from < margin) return margin - from;
  const over = from + length - (room - margin);
  return over > 0 ? -over : 0;
}
