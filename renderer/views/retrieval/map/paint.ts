import type { ThemeInks } from "../../../lib/theme-inks.js";
import { toPx, type Area, type Place, type View } from "./camera.js";
import type { Contour } from "./density.js";
import type { MapLabel } from "./labels.js";
import type { Outline } from "./outline.js";
import { markSizesPx, QUERY, type Points } from "./points.js";

/** Where words were drawn, px: a click there means what they name. */
export interface DrawnLabel {
  readonly label: MapLabel;
  readonly x: number;
  readonly y: number;
  readonly widthPx: number;
  readonly heightPx: number;
}

/** What is drawn over the points. */
export interface Scene {
  readonly points: Points;
  readonly contours: readonly Contour[];
  readonly labels: readonly MapLabel[];
  /** The line around what the lasso caught, or catches right now. */
  readonly outline: Outline | null;
  readonly isOpen: boolean;
  readonly selected: number | null;
  readonly hovered: number | null;
  /** Neighbours of the selected point. */
  readonly near: readonly number[];
  readonly inks: ThemeInks;
}

const LABEL_PX = 11;
const LABEL_HEIGHT_PX = 15;

/** Lines of density, words, the lasso and the marks of selected points, over the points. Gives where the words stand. */
export function paintOver(context: CanvasRenderingContext2D, scene: Scene, view: View, area: Area): DrawnLabel[] {
  context.clearRect(0, 0, area.widthPx, area.heightPx);
  const { inks } = scene;
  paintContours(context, scene, view, area);
  for (const { outline } of scene.labels) {
    if (outline === null) continue;
    trace(context, outline, view, area, true);
    context.lineWidth = 1;
    context.setLineDash([4, 3]);
    context.strokeStyle = inks.token("--text-3");
    context.stroke();
  }
  if (scene.outline !== null) {
    trace(context, scene.outline, view, area, !scene.isOpen);
    context.fillStyle = inks.css("color-mix(in srgb, var(--accent) 10%, transparent)");
    context.fill();
    context.lineWidth = 1.5;
    context.setLineDash([5, 3]);
    context.strokeStyle = inks.token("--accent");
    context.stroke();
  }
  context.setLineDash([]);
  const drawn = paintLabels(context, scene, view, area);
  for (const point of scene.near) mark(context, scene, point, view, area, "--text", 1.5);
  if (scene.hovered !== null && scene.hovered !== scene.selected)
    mark(context, scene, scene.hovered, view, area, "--text", 1.5);
  if (scene.selected !== null) mark(context, scene, scene.selected, view, area, "--accent", 2.5);
  return drawn;
}

function paintContours(context: CanvasRenderingContext2D, scene: Scene, view: View, area: Area): void {
  const { pxPerUnit } = view;
  context.save();
  context.translate(area.widthPx / 2 - view.x * pxPerUnit, area.heightPx / 2 - view.y * pxPerUnit);
  context.scale(pxPerUnit, pxPerUnit);
  context.lineWidth = 1 / pxPerUnit;
  scene.contours.forEach((contour, level) => {
    context.strokeStyle = scene.inks.token(level === 0 ? "--line" : "--line-strong");
    context.stroke(pathOf(contour));
  });
  context.restore();
}

const paths = new WeakMap<Contour, Path2D>();

/** The path of a contour in the map's units; it is made once. */
function pathOf(contour: Contour): Path2D {
  let path = paths.get(contour);
  if (path === undefined) {
    path = new Path2D();
    for (let at = 0; at + 3 < contour.length; at += 4) {
      path.moveTo(contour[at] ?? 0, contour[at + 1] ?? 0);
      path.lineTo(contour[at + 2] ?? 0, contour[at + 3] ?? 0);
    }
    paths.set(contour, path);
  }
  return path;
}

function trace(context: CanvasRenderingContext2D, outline: Outline, view: View, area: Area, closed: boolean): void {
  context.beginPath();
  for (let at = 0; at + 1 < outline.length; at += 2) {
    const { x, y } = toPx(view, area, { x: outline[at] ?? 0, y: outline[at + 1] ?? 0 });
    if (at === 0) context.moveTo(x, y);
    else context.lineTo(x, y);
  }
  if (closed) context.closePath();
}

/** A ring around a point, with a gap in the picture's own colour. */
function mark(
  context: CanvasRenderingContext2D,
  { points, inks }: Scene,
  point: number,
  view: View,
  area: Area,
  colour: `--${string}`,
  widthPx: number,
): void {
  const { x, y } = toPx(view, area, { x: points.x[point] ?? 0, y: points.y[point] ?? 0 });
  const kind = points.kind[point] ?? 0;
  const radius = Math.max(5, (markSizesPx(points.x.length, 1)[kind] ?? 8) / 2 + 2.5) + (kind === QUERY ? 1 : 0);
  for (const [ink, width] of [
    [inks.token("--surface"), widthPx + 2],
    [inks.token(colour), widthPx],
  ] as const) {
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.lineWidth = width;
    context.strokeStyle = ink;
    context.stroke();
  }
}

function paintLabels(context: CanvasRenderingContext2D, scene: Scene, view: View, area: Area): DrawnLabel[] {
  const { inks } = scene;
  context.font = `${LABEL_PX}px ${inks.font}`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  const drawn: DrawnLabel[] = [];
  for (const label of scene.labels) {
    if (label.text === "") continue;
    const foot = toPx(view, area, label);
    const widthPx = widthOf(context, label);
    const box = { ...cornerOf(foot, widthPx), widthPx, heightPx: LABEL_HEIGHT_PX };
    if (!overlaps(box, { x: 0, y: 0, ...area })) continue;
    if (drawn.some((other) => overlaps(box, other))) continue;
    drawn.push({ label, ...box });
    context.lineWidth = 3;
    context.strokeStyle = inks.token("--surface-sunken");
    context.fillStyle = inks.token(label.outline === null ? "--text-2" : "--text");
    const middle = { x: box.x + widthPx / 2, y: box.y + LABEL_HEIGHT_PX / 2 };
    context.strokeText(label.text, middle.x, middle.y);
    context.fillText(label.text, middle.x, middle.y);
  }
  return drawn;
}

const widths = new WeakMap<MapLabel, number>();

function widthOf(context: CanvasRenderingContext2D, label: MapLabel): number {
  let width = widths.get(label);
  if (width === undefined) widths.set(label, (width = context.measureText(label.text).width));
  return width;
}

function cornerOf(foot: Place, widthPx: number): Place {
  return { x: foot.x - widthPx / 2, y: foot.y - LABEL_HEIGHT_PX - 3 };
}

interface Rectangle extends Place, Area {}

function overlaps(one: Rectangle, other: Rectangle): boolean {
  const room = 3;
  return (
    one.x < other.x + other.widthPx + room &&
    other.x < one.x + one.widthPx + room &&
    one.y < other.y + other.heightPx &&
    other.y < one.y + one.heightPx
  );
}
