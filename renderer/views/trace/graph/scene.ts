import { Grid } from "./grid.js";
import type { Bounds } from "./grid.js";
import type { Item, Picture, Wire } from "./picture.js";

/** Where the reader looks: a point of the picture is drawn at `point * zoom + offset`. */
export interface View {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

/** A picture with what finds its parts. */
export interface Scene {
  readonly picture: Picture;
  readonly itemGrid: Grid;
  readonly wireGrid: Grid;
  readonly indexOf: ReadonlyMap<string, number>;
}

export function createScene(picture: Picture): Scene {
  return {
    picture,
    itemGrid: new Grid(picture.items.map(boundsOf)),
    wireGrid: new Grid(picture.wires satisfies readonly Wire[]),
    indexOf: new Map(picture.items.map(({ id }, index) => [id, index])),
  };
}

export function boundsOf({ x, y, widthPx, heightPx }: Item): Bounds {
  return { left: x, top: y, right: x + widthPx, bottom: y + heightPx };
}

/** The part of the picture that is seen, and `marginPx` of the screen around it. */
export function seenPart(view: View, widthPx: number, heightPx: number, marginPx = 0): Bounds {
  return {
    left: (-marginPx - view.x) / view.zoom,
    top: (-marginPx - view.y) / view.zoom,
    right: (widthPx + marginPx - view.x) / view.zoom,
    bottom: (heightPx + marginPx - view.y) / view.zoom,
  };
}

/** What is readable is made of elements under this many; else it is painted. */
const MOST_MOUNTED = 150;
const MOST_SQUARES = 500;
/** Under this zoom a square is a patch of colour: its drawing could not be told apart. */
export const READABLE_ZOOM = 0.4;

/** Indexes of the items that are worth elements of their own in a view; none where they are too small or too many. */
export function worthMounting(scene: Scene, view: View, widthPx: number, heightPx: number): readonly number[] {
  if (view.zoom < READABLE_ZOOM) return [];
  const indexes = scene.itemGrid
    .in(seenPart(view, widthPx, heightPx, 40))
    .filter((index) => scene.picture.items[index]?.type !== "dot");
  if (indexes.length > MOST_MOUNTED) return [];
  let squares = 0;
  for (const index of indexes) {
    const item = scene.picture.items[index];
    if (item?.type === "box") squares += item.geometry.cells.length;
  }
  return squares > MOST_SQUARES ? [] : indexes;
}

const EDGE_PX = 16;
const TOP_PX = 28;

/** Under this zoom a picture that fits as a whole is not worth it. */
const LEAST_ZOOM = 0.7;

/** At natural size from where the run begins; smaller where that shows the whole and stays readable. */
export function firstView(picture: Picture, widthPx: number, heightPx: number): View {
  const across = (widthPx - 2 * EDGE_PX) / Math.max(picture.widthPx, 1);
  const down = (heightPx - 2 * EDGE_PX) / Math.max(picture.heightPx, 1);
  const whole = Math.min(across, down, 1);
  const zoom = whole >= LEAST_ZOOM ? whole : picture.mode === "ran" ? 1 : 0.85;
  const tall = picture.heightPx * zoom > heightPx - TOP_PX;
  const y = tall ? 12 : Math.min(TOP_PX, Math.max(8, (heightPx - picture.heightPx * zoom) / 2));
  if (picture.mode === "ran") return { x: EDGE_PX, y, zoom };
  const spare = widthPx - picture.widthPx * zoom;
  const start = picture.items.find((item) => item.type === "dot" && item.look === "start");
  return { x: spare >= 0 ? spare / 2 : widthPx / 2 - (start?.x ?? 0) * zoom, y, zoom };
}

/** A run that would be a hair at a smaller zoom is not shown as a whole: the minimap does that. */
const LEAST_FIT = 0.1;

/** All of it, as large as it fits; never larger than life. What does not fit stays around the middle of what is seen now. */
export function fitView(picture: Picture, widthPx: number, heightPx: number, now: View): View {
  const fit = (sizePx: number, roomPx: number): number => (roomPx - 2 * EDGE_PX) / Math.max(sizePx, 1);
  const zoom = Math.max(LEAST_FIT, Math.min(1, fit(picture.widthPx, widthPx), fit(picture.heightPx, heightPx)));
  const place = (sizePx: number, roomPx: number, offset: number): number => {
    const spare = roomPx - sizePx * zoom;
    if (spare >= 0) return spare / 2;
    const middle = (roomPx / 2 - offset) / now.zoom;
    return Math.min(EDGE_PX, Math.max(spare - EDGE_PX, roomPx / 2 - middle * zoom));
  };
  return {
    x: place(picture.widthPx, widthPx, now.x),
    y: place(picture.heightPx, heightPx, now.y),
    zoom,
  };
}
