/** A rectangle of the map, in the map's own units. */
export interface Bounds {
  readonly minX: number;
  readonly minY: number;
  readonly maxX: number;
  readonly maxY: number;
}
export interface Area {
  readonly widthPx: number;
  readonly heightPx: number;
}
/** What is shown: the place in the middle of the picture, in the map's units, and how large a unit is drawn. */
export interface View {
  readonly x: number;
  readonly y: number;
  readonly pxPerUnit: number;
}
export interface Place {
  readonly x: number;
  readonly y: number;
}

/** Room around the points; above them for the words of the uppermost, under the map's own caption. */
const PADDING_PX = { across: 40, down: 52 };
/** Against the view of the whole. */
const LEAST_ZOOM = 0.5;
const MOST_ZOOM = 400;

/** The rectangle of all points; a square of one unit where there are none. */
export function boundsOf(x: Float32Array, y: Float32Array): Bounds {
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let index = 0; index < x.length; index++) {
    const [px = 0, py = 0] = [x[index], y[index]];
    if (px < minX) minX = px;
    if (px > maxX) maxX = px;
    if (py < minY) minY = py;
    if (py > maxY) maxY = py;
  }
  if (minX > maxX) return { minX: 0, minY: 0, maxX: 1, maxY: 1 };
  // What lies in one place or on one line still gets a map with two sides.
  const [across, down] = [maxX - minX, maxY - minY];
  const roomX = across === 0 ? (down === 0 ? 0.5 : down / 2) : 0;
  const roomY = down === 0 ? (across === 0 ? 0.5 : across / 2) : 0;
  return { minX: minX - roomX, minY: minY - roomY, maxX: maxX + roomX, maxY: maxY + roomY };
}

/** The view that shows a rectangle with some room around it. */
export function viewOf(bounds: Bounds, { widthPx, heightPx }: Area): View {
  const across = Math.max(1, widthPx - 2 * PADDING_PX.across) / Math.max(1e-12, bounds.maxX - bounds.minX);
  const down = Math.max(1, heightPx - 2 * PADDING_PX.down) / Math.max(1e-12, bounds.maxY - bounds.minY);
  return {
    x: (bounds.minX + bounds.maxX) / 2,
    y: (bounds.minY + bounds.maxY) / 2,
    pxPerUnit: Math.min(across, down),
  };
}

export function toPx(view: View, area: Area, { x, y }: Place): Place {
  return {
    x: (x - view.x) * view.pxPerUnit + area.widthPx / 2,
    y: (y - view.y) * view.pxPerUnit + area.heightPx / 2,
  };
}

export function toMap(view: View, area: Area, { x, y }: Place): Place {
  return {
    x: (x - area.widthPx / 2) / view.pxPerUnit + view.x,
    y: (y - area.heightPx / 2) / view.pxPerUnit + view.y,
  };
}

/** The picture moved by some px. */
export function panned(view: View, byPx: Place, bounds: Bounds): View {
  return inside({ ...view, x: view.x - byPx.x / view.pxPerUnit, y: view.y - byPx.y / view.pxPerUnit }, bounds);
}

/** Nearer or further; what lies under `at` (px) stays there. */
export function zoomed(view: View, area: Area, factor: number, at: Place, bounds: Bounds): View {
  const whole = viewOf(bounds, area).pxPerUnit;
  const pxPerUnit = Math.min(whole * MOST_ZOOM, Math.max(whole * LEAST_ZOOM, view.pxPerUnit * factor));
  const under = toMap(view, area, at);
  return inside(
    {
      x: under.x - (at.x - area.widthPx / 2) / pxPerUnit,
      y: under.y - (at.y - area.heightPx / 2) / pxPerUnit,
      pxPerUnit,
    },
    bounds,
  );
}

/** The view moved just so far that a place is in sight, with some room; the same view where it is. */
export function showing(view: View, area: Area, place: Place): View {
  const at = toPx(view, area, place);
  const shift = (value: number, size: number, padding: number): number =>
    value < padding ? value - padding : value > size - padding ? value - size + padding : 0;
  const [dx, dy] = [shift(at.x, area.widthPx, PADDING_PX.across), shift(at.y, area.heightPx, PADDING_PX.down)];
  return dx === 0 && dy === 0 ? view : { ...view, x: view.x + dx / view.pxPerUnit, y: view.y + dy / view.pxPerUnit };
}

/** The middle of the view never leaves the map. */
function inside(view: View, bounds: Bounds): View {
  return {
    ...view,
    x: Math.min(bounds.maxX, Math.max(bounds.minX, view.x)),
    y: Math.min(bounds.maxY, Math.max(bounds.minY, view.y)),
  };
}

/**
 * A view for an address: where its middle lies across and down the map, in thousandths, and the zoom against the whole.
 * So it shows the same part in a window of any size.
 */
export function formatView(view: View, area: Area, bounds: Bounds): string {
  const across = (view.x - bounds.minX) / Math.max(1e-12, bounds.maxX - bounds.minX);
  const down = (view.y - bounds.minY) / Math.max(1e-12, bounds.maxY - bounds.minY);
  const zoom = view.pxPerUnit / viewOf(bounds, area).pxPerUnit;
  return [Math.round(across * 10_000) / 10, Math.round(down * 10_000) / 10, Number(zoom.toPrecision(4))].join("_");
}

/** The view of an address; null where it is none. */
export function parseView(text: string | undefined, area: Area, bounds: Bounds): View | null {
  const parts = text?.split("_").map(Number) ?? [];
  const [across, down, zoom] = parts;
  if (parts.length !== 3 || across === undefined || down === undefined || zoom === undefined) return null;
  if (!parts.every(Number.isFinite) || zoom <= 0) return null;
  const least = viewOf(bounds, area).pxPerUnit;
  return inside(
    {
      x: bounds.minX + (across / 1000) * (bounds.maxX - bounds.minX),
      y: bounds.minY + (down / 1000) * (bounds.maxY - bounds.minY),
      pxPerUnit: least * Math.min(MOST_ZOOM, Math.max(LEAST_ZOOM, zoom)),
    },
    bounds,
  );
}
