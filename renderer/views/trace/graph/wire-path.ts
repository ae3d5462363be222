import type { Point } from "../../../workers/layout-request.js";

const BEND_PX = 12;
const CORNER_PX = 6;
/** Of a letter of a label, 11 px. */
const LETTER_PX = 5.5;

export interface WirePath {
  readonly path: string;
  readonly widthPx: number;
  readonly label: string;
  readonly labelX: number;
  readonly labelY: number;
  readonly tip: { readonly x: number; readonly y: number; readonly angle: number } | null;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/**
 * A line of the run as it ran: straight on; where lanes differ, along the source's lane and then over to the target with
 * round corners. The label is left out where it has no room.
 */
export function elbow(x1: number, y1: number, x2: number, y2: number, label: string, arrow: boolean): WirePath {
  const downPx = y2 - y1;
  const end = arrow ? x2 - 1 : x2;
  const bend = end - (arrow ? BEND_PX : CORNER_PX);
  const corner = Math.min(CORNER_PX, Math.abs(downPx) / 2);
  const sign = Math.sign(downPx) * corner;
  const path =
    Math.abs(downPx) < 1
      ? `M${x1} ${y1}H${end}`
      : `M${x1} ${y1}H${bend - corner}q${corner} 0 ${corner} ${sign}V${y2 - sign}q0 ${sign} ${corner} ${sign}H${end}`;
  const roomPx = x2 - x1 - BEND_PX - 20;
  return {
    path,
    widthPx: 1.25,
    label: label !== "" && roomPx > label.length * LETTER_PX ? label : "",
    labelX: x1 + 14,
    labelY: y1 - 7,
    tip: arrow ? { x: end, y: y2, angle: 0 } : null,
    left: x1,
    right: x2,
    top: Math.min(y1, y2) - 18,
    bottom: Math.max(y1, y2) + 6,
  };
}

interface Rect {
  readonly x: number;
  readonly y: number;
  readonly widthPx: number;
  readonly heightPx: number;
}

/** A line of the aggregated graph, from border to border through the bends of the layout, with round corners. */
export function through(from: Rect, to: Rect, bends: readonly Point[], label: string): WirePath {
  const start = borderPoint(from, bends[0] ?? middleOf(to));
  const end = borderPoint(to, bends.at(-1) ?? middleOf(from));
  const points = [start, ...bends, end];
  const before = points.at(-2) ?? start;
  const angle = Math.atan2(end.y - before.y, end.x - before.x);
  const middle = points[Math.floor(points.length / 2)] ?? end;
  return {
    path: rounded(points),
    widthPx: 1.25,
    label,
    labelX: middle.x + 6,
    labelY: middle.y + 4,
    tip: { ...end, angle },
    ...boundsOf(points),
  };
}

/** A call that came right after itself: a loop at the right side of its card. */
export function loop(card: Rect, label: string): WirePath {
  const x = card.x + card.widthPx;
  const top = card.y + 11;
  const bottom = card.y + card.heightPx - 11;
  return {
    path: `M${x} ${top}c18 0 18 ${bottom - top} 2 ${bottom - top}`,
    widthPx: 1.25,
    label,
    labelX: x + 16,
    labelY: (top + bottom) / 2 + 4,
    tip: { x, y: bottom, angle: Math.PI },
    left: x,
    right: x + 50,
    top,
    bottom,
  };
}

const middleOf = ({ x, y, widthPx, heightPx }: Rect): Point => ({ x: x + widthPx / 2, y: y + heightPx / 2 });

/** Where a line from the middle of the upper or lower side, towards a point, leaves: a little towards that point. */
function borderPoint(rect: Rect, towards: Point): Point {
  const middle = middleOf(rect);
  const slack = Math.max(0, rect.widthPx / 2 - 14);
  const x = middle.x + Math.max(-slack, Math.min(slack, (towards.x - middle.x) * 0.6));
  if (towards.y >= rect.y && towards.y <= rect.y + rect.heightPx) {
    return { x: towards.x < middle.x ? rect.x : rect.x + rect.widthPx, y: middle.y };
  }
  return { x, y: towards.y < middle.y ? rect.y : rect.y + rect.heightPx };
}

function rounded(points: readonly Point[]): string {
  const [first] = points;
  if (first === undefined) return "";
  let path = `M${round(first.x)} ${round(first.y)}`;
  for (let index = 1; index < points.length - 1; index++) {
    const before = points[index - 1] ?? first;
    const corner = points[index] ?? first;
    const after = points[index + 1] ?? first;
    const into = towards(corner, before);
    const out = towards(corner, after);
    path += `L${round(into.x)} ${round(into.y)}Q${round(corner.x)} ${round(corner.y)} ${round(out.x)} ${round(out.y)}`;
  }
  const last = points.at(-1) ?? first;
  return `${path}L${round(last.x)} ${round(last.y)}`;
}

/** The point on the way from a corner to its neighbour at which the round begins. */
function towards(corner: Point, neighbour: Point): Point {
  const length = Math.hypot(neighbour.x - corner.x, neighbour.y - corner.y);
  const part = length === 0 ? 0 : Math.min(14, length / 2) / length;
  return { x: corner.x + (neighbour.x - corner.x) * part, y: corner.y + (neighbour.y - corner.y) * part };
}

const round = (value: number): number => Math.round(value * 10) / 10;

function boundsOf(points: readonly Point[]): { left: number; right: number; top: number; bottom: number } {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y } of points) {
    left = Math.min(left, x);
    right = Math.max(right, x + 40);
    top = Math.min(top, y - 10);
    bottom = Math.max(bottom, y + 10);
  }
  return { left, right, top, bottom };
}
