import type { PaintContext } from "../paint-context.js";

/** Words on a canvas that keep out of each other's way: what finds no room is left out. */
export class LabelPlaces {
  readonly #taken: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number }[] =
    [];

  /** Keeps a rectangle free of words. */
  block(left: number, right: number, top: number, bottom: number): void {
    this.#taken.push({ left, right, top, bottom });
  }

  /** How far to the right (or left) of a place nothing stands between two heights, px, up to a most. */
  room(x: number, top: number, bottom: number, side: 1 | -1, mostPx: number): number {
    let room = mostPx;
    for (const other of this.#taken) {
      if (top >= other.bottom || bottom <= other.top) continue;
      if (side === 1 ? other.right > x : other.left < x) {
        room = Math.min(room, Math.max(0, side === 1 ? other.left - x : x - other.right));
      }
    }
    return room;
  }

  /** Takes a rectangle where nothing else stands; false where something does. */
  take(left: number, right: number, top: number, bottom: number): boolean {
    for (const other of this.#taken) {
      if (left < other.right && right > other.left && top < other.bottom && bottom > other.top) return false;
    }
    this.block(left, right, top, bottom);
    return true;
  }
}

const widths = new Map<string, number>();
const MOST_WIDTHS = 4000;

/** Width of a text in the lanes' font, px; measured once. */
export function widthOf(context: PaintContext, text: string): number {
  const key = `${context.font} ${text}`;
  let width = widths.get(key);
  if (width === undefined) {
    if (widths.size >= MOST_WIDTHS) widths.clear();
    width = context.measureText(text).width;
    widths.set(key, width);
  }
  return width;
}

/** As much of a text's beginning as surely fits, with an ellipsis where it was cut; empty where hardly anything would. */
export function fitText(context: PaintContext, text: string, widthPx: number): string {
  const line = (text.split("\n", 1)[0] ?? "").slice(0, 120);
  const whole = widthOf(context, line);
  if (whole <= widthPx) return line;
  // By the mean width of a letter first, then letter by letter: words are cut anew in every frame of a zoom.
  let length = Math.floor((line.length * (widthPx - ELLIPSIS_PX)) / whole);
  while (length >= 4 && widthOf(context, line.slice(0, length)) + ELLIPSIS_PX > widthPx) length--;
  return length < 4 ? "" : `${line.slice(0, length).trimEnd()}…`;
}

const ELLIPSIS_PX = 11;
