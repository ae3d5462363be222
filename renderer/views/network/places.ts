import type { LayoutAnswer, LayoutRequest, Point } from "../../workers/layout-request.js";
import { depthsOf } from "./depths.js";
import { countOf, type NetworkNode } from "./model.js";
import type { Drawing } from "./stacks.js";
import { STANDS_AFTER } from "./words.js";

export const NODE_HEIGHT_PX = 44;
/** What a loop and its words take over their node. */
const LOOP_PX = 44;
const NODE_GAP_PX = 12;
const LAYER_GAP_PX = 100;
const WIDTH_PX = { least: 104, most: 264 } as const;
/** Icon, padding and the room of the failed share beside the name. */
const BESIDE_NAME_PX = 92;

/** Where everything of a picture stands, in its own coordinates. */
export interface Places {
  readonly nodes: ReadonlyMap<string, Point>;
  /** px; nodes of a layer are as wide as its widest, so that they stand in a column. */
  readonly widths: ReadonlyMap<string, number>;
  /** Bends of lines, by the line's id; those that are not in it are straight. */
  readonly bends: ReadonlyMap<string, readonly Point[]>;
}

export const NO_PLACES: Places = { nodes: new Map(), widths: new Map(), bends: new Map() };

/** The width that a node needs, from its name alone: figures that change move nothing. */
function neededWidthPx(node: NetworkNode): number {
  let text = 0;
  // Wide scripts take a whole square a character.
  for (const character of node.name) text += character > "\u2e80" ? 13 : 7.2;
  return Math.ceil(Math.min(WIDTH_PX.most, Math.max(WIDTH_PX.least, text + BESIDE_NAME_PX)) / 8) * 8;
}

/** What the layout is asked: users first, each after who turns to it most, frequent lines short. */
export function layoutRequestOf({ nodes, lines }: Drawing): LayoutRequest {
  const most = lines.reduce((largest, line) => Math.max(largest, countOf(line)), 1);
  const users = new Set(nodes.filter((node) => node.type === "user").map((node) => node.key));
  const steps = lines.map((line) => {
    // A line that goes back to the user must not put the user last.
    const backward = users.has(line.to) || STANDS_AFTER.has(line.type);
    return { from: backward ? line.to : line.from, to: backward ? line.from : line.to, count: countOf(line) };
  });
  const loops = loopsOf(lines);
  const depths = depthsOf(
    nodes.map((node) => node.key),
    steps,
    new Set(nodes.filter((node) => node.type !== "agent").map((node) => node.key)),
  );
  return {
    direction: "right",
    nodes: nodes.map((node) => ({
      id: node.key,
      widthPx: neededWidthPx(node),
      heightPx: NODE_HEIGHT_PX + (loops.has(node.key) ? LOOP_PX : 0),
    })),
    edges: steps.map(({ from, to, count }) => {
      const further = (depths.get(to) ?? 0) - (depths.get(from) ?? 0);
      const weight = 1 + Math.round((8 * count) / most);
      // Lines that lead back are laid out the other way round; those between equals, as lines to themselves, have no say.
      return further > 0 ? { from, to, weight } : { from: further < 0 ? to : from, to: from, weight };
    }),
    nodeGapPx: NODE_GAP_PX,
    layerGapPx: LAYER_GAP_PX,
  };
}

/** The answer, by the names of the drawing. */
export function placesOf({ nodes, lines }: Drawing, request: LayoutRequest, answer: LayoutAnswer): Places {
  const bends = new Map<string, readonly Point[]>();
  lines.forEach((line, index) => {
    // Every other bend lies in a gap between layers; those in the layers keep the line off the nodes.
    const points = (answer.bends[index] ?? []).filter((_, at) => at % 2 === 1);
    const turned = request.edges[index]?.from !== line.from;
    if (points.length > 0) bends.set(line.id, turned ? points.toReversed() : points);
  });
  const loops = loopsOf(lines);
  const placed = nodes.map(({ key }, index) => {
    const { x, y } = answer.nodes[index] ?? { x: 0, y: 0 };
    return { key, middle: x + (request.nodes[index]?.widthPx ?? 0) / 2, y: y + (loops.has(key) ? LOOP_PX : 0) };
  });
  const layerWidths = new Map<number, number>();
  placed.forEach(({ middle }, index) => {
    const layer = Math.round(middle);
    layerWidths.set(layer, Math.max(layerWidths.get(layer) ?? 0, request.nodes[index]?.widthPx ?? 0));
  });
  const widths = new Map(placed.map(({ key, middle }) => [key, layerWidths.get(Math.round(middle)) ?? 0]));
  const points = new Map(placed.map(({ key, middle, y }) => [key, { x: middle - (widths.get(key) ?? 0) / 2, y }]));
  return { nodes: points, widths, bends };
}

/** Nodes that have a line to themselves, which is drawn over them. */
function loopsOf(lines: Drawing["lines"]): ReadonlySet<string> {
  return new Set(lines.filter((line) => line.from === line.to).map((line) => line.from));
}

/** True where the places at hand do for a drawing: a search that only leaves something out moves nothing. */
export function suffices(places: Places, drawing: Drawing): boolean {
  return drawing.nodes.length * 2 >= places.nodes.size && drawing.nodes.every((node) => places.nodes.has(node.key));
}

/** True where most of what is drawn was drawn before: then the camera stays. */
export function mostlyKept(places: Places, drawing: Drawing): boolean {
  const kept = drawing.nodes.filter((node) => places.nodes.has(node.key)).length;
  return kept > 0 && kept * 2 >= drawing.nodes.length;
}

/** New places, moved as a whole so that the nodes that stay are as near as can be to where they were. */
export function movedTowards(before: Places, next: Places): Places {
  const common = [...next.nodes].flatMap(([key, point]) => {
    const old = before.nodes.get(key);
    return old === undefined ? [] : [{ x: old.x - point.x, y: old.y - point.y }];
  });
  if (common.length === 0) return next;
  const dx = middle(common.map((shift) => shift.x));
  const dy = middle(common.map((shift) => shift.y));
  const moved = (point: Point): Point => ({ x: point.x + dx, y: point.y + dy });
  return {
    nodes: new Map([...next.nodes].map(([key, point]) => [key, moved(point)])),
    widths: next.widths,
    bends: new Map([...next.bends].map(([id, points]) => [id, points.map(moved)])),
  };
}

function middle(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly widthPx: number;
  readonly heightPx: number;
}

/** Half the widest line. */
const LINE_ROOM_PX = 8;

/** The smallest box around the nodes of a drawing and the bends of its lines. */
export function boundsOf(drawing: Drawing, places: Places): Box {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const node of drawing.nodes) {
    const place = places.nodes.get(node.key);
    if (place === undefined) continue;
    left = Math.min(left, place.x);
    top = Math.min(top, place.y);
    right = Math.max(right, place.x + (places.widths.get(node.key) ?? 0));
    bottom = Math.max(bottom, place.y + NODE_HEIGHT_PX);
  }
  const reach = (x: number, y: number): void => {
    left = Math.min(left, x);
    top = Math.min(top, y - LINE_ROOM_PX);
    right = Math.max(right, x);
    bottom = Math.max(bottom, y + LINE_ROOM_PX);
  };
  for (const line of drawing.lines) {
    for (const bend of places.bends.get(line.id) ?? []) reach(bend.x, bend.y);
    const place = line.from === line.to ? places.nodes.get(line.from) : undefined;
    if (place !== undefined) reach(place.x, place.y - LOOP_PX);
  }
  return left > right
    ? { x: 0, y: 0, widthPx: 0, heightPx: 0 }
    : { x: left, y: top, widthPx: right - left, heightPx: bottom - top };
}
