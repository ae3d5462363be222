import type { Point } from "../../workers/layout-request.js";
import type { Line } from "./lines.js";
import { NODE_HEIGHT_PX, type Places } from "./places.js";
import type { Drawing } from "./stacks.js";
import { ONE_WAY, STANDS_AFTER } from "./words.js";

/** How a line runs across the picture. */
export interface LineRoute {
  readonly line: Line;
  /** An SVG path from its source to its target. */
  readonly path: string;
  readonly widthPx: number;
  /** The corners of the arrow head at its target; empty where it has none. */
  readonly arrow: string;
  /** Where a label may stand. */
  readonly label: Point;
}

const GAP_PX = 2;
/** So far beyond the nodes of its layer a bend runs straight. */
const BEYOND_PX = 6;

interface End {
  readonly line: Line;
  readonly atSource: boolean;
  /** Where the other end is, for the order along the side. */
  readonly towards: number;
}

/**
 * Routes of all lines: out of the side of a node that looks at the other end, beside each other in the order of where they
 * lead, as wide as `widthOf` says (px), around the nodes between.
 */
export function routesOf(drawing: Drawing, places: Places, widthOf: (line: Line) => number): readonly LineRoute[] {
  const { widths } = places;
  const placed = drawing.lines.filter((line) => places.nodes.has(line.from) && places.nodes.has(line.to));
  const leads = (line: Line): Lead => {
    const by = (places.nodes.get(line.to)?.x ?? 0) - (places.nodes.get(line.from)?.x ?? 0);
    return Math.abs(by) < 1 ? "beside" : by > 0 ? "right" : "left";
  };
  const ports = portsOf(placed, places, leads, widthOf);
  const halves = layerHalves(drawing, places);
  return placed.map((line) => {
    const widthPx = widthOf(line);
    const from = places.nodes.get(line.from) ?? { x: 0, y: 0 };
    const to = places.nodes.get(line.to) ?? { x: 0, y: 0 };
    if (line.from === line.to) return loopAt(line, from, widths.get(line.from) ?? 0, widthPx);
    const lead = leads(line);
    const headPx = hasArrow(line, lead) ? Math.max(7, Math.min(10, widthPx * 0.85)) : 0;
    const port = ports.get(line.id) ?? { source: 0, target: 0 };
    const start = { x: from.x + (lead === "left" ? 0 : (widths.get(line.from) ?? 0)), y: from.y + port.source };
    const end = { x: to.x + (lead === "right" ? 0 : (widths.get(line.to) ?? 0)), y: to.y + port.target };
    const tip = { x: end.x + (lead === "right" ? -headPx : headPx), y: end.y };
    const points = [start, ...straightened(places.bends.get(line.id) ?? [], lead === "right", halves), tip];
    return {
      line,
      widthPx,
      path: lead === "beside" ? arc(start, tip) : curve(points),
      arrow: headPx === 0 ? "" : arrowHead(end, headPx, widthPx, lead === "right"),
      label:
        lead === "beside" ? { x: start.x + arcReach(start, tip) * 0.75, y: (start.y + tip.y) / 2 } : middleOf(points),
    };
  });
}

/** Where a line leads: with the flow, against it, or to a node of the same column. */
type Lead = "right" | "left" | "beside";

/** Where nothing comes back; and where a line leads against the flow, which nobody would see without it. */
function hasArrow(line: Line, lead: Lead): boolean {
  return ONE_WAY.has(line.type) || (lead !== "right" && !STANDS_AFTER.has(line.type));
}

/** Where lines touch their nodes: px below the node's upper edge. */
function portsOf(
  lines: readonly Line[],
  places: Places,
  leads: (line: Line) => Lead,
  widthOf: (line: Line) => number,
): ReadonlyMap<string, { source: number; target: number }> {
  const sides = new Map<string, End[]>();
  const join = (side: string, end: End): void => {
    const ends = sides.get(side);
    if (ends === undefined) sides.set(side, [end]);
    else ends.push(end);
  };
  const ports = new Map<string, { source: number; target: number }>();
  for (const line of lines) {
    if (line.from === line.to) continue;
    ports.set(line.id, { source: 0, target: 0 });
    const bends = places.bends.get(line.id) ?? [];
    const lead = leads(line);
    const centre = (key: string): number => (places.nodes.get(key)?.y ?? 0) + NODE_HEIGHT_PX / 2;
    join(`${lead === "left" ? "left" : "right"} ${line.from}`, {
      line,
      atSource: true,
      towards: bends[0]?.y ?? centre(line.to),
    });
    join(`${lead === "right" ? "left" : "right"} ${line.to}`, {
      line,
      atSource: false,
      towards: bends.at(-1)?.y ?? centre(line.from),
    });
  }
  for (const ends of sides.values()) {
    ends.sort((a, b) => a.towards - b.towards);
    const whole = ends.reduce((sum, end) => sum + widthOf(end.line) + GAP_PX, -GAP_PX);
    // Where they are too many for the side they lie closer, over each other if need be.
    const squeeze = Math.min(1, (NODE_HEIGHT_PX - 8) / whole);
    let at = (NODE_HEIGHT_PX - whole * squeeze) / 2;
    for (const end of ends) {
      const room = widthOf(end.line) * squeeze;
      const port = ports.get(end.line.id);
      if (port !== undefined) port[end.atSource ? "source" : "target"] = at + room / 2;
      at += room + GAP_PX * squeeze;
    }
  }
  return ports;
}

/** Half the width of the widest node of each layer, by the layer's middle (nodes of a layer are centred on it). */
function layerHalves(drawing: Drawing, places: Places): ReadonlyMap<number, number> {
  const halves = new Map<number, number>();
  for (const node of drawing.nodes) {
    const place = places.nodes.get(node.key);
    if (place === undefined) continue;
    const half = (places.widths.get(node.key) ?? 0) / 2;
    const middle = Math.round(place.x + half);
    halves.set(middle, Math.max(halves.get(middle) ?? 0, half));
  }
  return halves;
}

function straightened(bends: readonly Point[], right: boolean, halves: ReadonlyMap<number, number>): readonly Point[] {
  return bends.flatMap(({ x, y }) => {
    const half = (halves.get(Math.round(x)) ?? 0) + BEYOND_PX;
    const before = { x: x - half, y };
    const after = { x: x + half, y };
    return right ? [before, after] : [after, before];
  });
}

/** Through the points, level at each of them. */
function curve(points: readonly Point[]): string {
  const [first] = points;
  if (first === undefined) return "";
  let path = `M${round(first.x)} ${round(first.y)}`;
  points.slice(1).forEach((to, index) => {
    const from = points[index] ?? first;
    if (Math.abs(from.y - to.y) < 0.5) path += `L${round(to.x)} ${round(to.y)}`;
    else {
      const middle = (from.x + to.x) / 2;
      path += `C${round(middle)} ${round(from.y)} ${round(middle)} ${round(to.y)} ${round(to.x)} ${round(to.y)}`;
    }
  });
  return path;
}

/** From the right side of a node to the right side of another one in its column. */
function arc(from: Point, to: Point): string {
  const x = round(Math.max(from.x, to.x) + arcReach(from, to));
  return `M${round(from.x)} ${round(from.y)}C${x} ${round(from.y)} ${x} ${round(to.y)} ${round(to.x)} ${round(to.y)}`;
}

/** How far an arc reaches into the gap between two columns, px: further for what is further away. */
function arcReach(from: Point, to: Point): number {
  return Math.min(72, 20 + Math.abs(from.y - to.y) * 0.12);
}

function arrowHead(tip: Point, lengthPx: number, widthPx: number, right: boolean): string {
  const back = round(tip.x + (right ? -lengthPx - 0.5 : lengthPx + 0.5));
  const half = Math.max(5, widthPx * 0.65);
  return `M${back} ${round(tip.y - half)}L${round(tip.x)} ${round(tip.y)}L${back} ${round(tip.y + half)}z`;
}

/** What calls itself: a loop over the node. */
function loopAt(line: Line, place: Point, nodeWidth: number, widthPx: number): LineRoute {
  const x = place.x + nodeWidth / 2;
  const thin = Math.min(widthPx, 5);
  const y = place.y;
  return {
    line,
    widthPx: thin,
    path: `M${x - 20} ${y}c-6 -34 46 -34 40 -4`,
    arrow: `M${x + 15} ${y - 8.5}L${x + 19.5} ${y}L${x + 25.5} ${y - 7}z`,
    label: { x, y: y - 32 },
  };
}

function middleOf(points: readonly Point[]): Point {
  const at = Math.floor((points.length - 1) / 2);
  const a = points[at] ?? { x: 0, y: 0 };
  const b = points[at + 1] ?? a;
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
