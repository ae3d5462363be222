import { formatDuration } from "../../../lib/format.js";
import { ticksOf } from "../timeline/axis.js";
import { paintGaps } from "../timeline/paint-gaps.js";
import type { PaintContext } from "../paint-context.js";
import { failedAt } from "../structure.js";
import { hatchOf } from "./hatch.js";
import { LabelPlaces, widthOf } from "./labels.js";
import { BAND_PX, BAR_PX, LINE_GAP_PX, bandTop, userMiddle } from "./layout.js";
import { paintCallLabels } from "./paint-call-labels.js";
import { paintMatches } from "./paint-matches.js";
import { paintMessages, paintWords } from "./paint-messages.js";
import { eachInSight } from "./paint-track.js";
import { paintSelection } from "./paint-selection.js";
import { realToX, xToReal } from "./scene.js";
import type { LaneScene } from "./scene.js";
import { callEnd, stayEnd, stayStart } from "./stays.js";
import { firstEndingAfter } from "./track.js";
import { waitWords } from "./words.js";

/** Draws the lanes in sight: the work depends on the canvas, not on the trace. */
export function paintLanes(context: PaintContext, scene: LaneScene): void {
  const { drawn, layout, palette, widthPx, heightPx, scrollPx } = scene;
  context.fillStyle = palette.surface;
  context.fillRect(0, 0, widthPx, heightPx);
  context.fillStyle = palette.grid;
  for (const tick of ticksOf(drawn.scale, scene.window, widthPx)) context.fillRect(Math.round(tick.x), 0, 1, heightPx);
  paintGaps(context, scene, drawn.scale, 0, heightPx);
  const places: number[] = [];
  layout.ids.forEach((_, place) => {
    const top = (layout.tops[place] ?? 0) - scrollPx;
    if (top < heightPx && top + (layout.heights[place] ?? 0) > 0) places.push(place);
  });
  context.fillStyle = palette.line;
  for (const place of places) {
    const bottom = (layout.tops[place] ?? 0) + (layout.heights[place] ?? 0) - scrollPx;
    context.fillRect(0, Math.round(bottom) - 1, widthPx, 1);
  }
  context.font = `11px ${palette.font}`;
  context.textBaseline = "alphabetic";
  const labels = new LabelPlaces();
  const calls = callsInSight(scene, places);
  const fine = calls <= MOST_FINE;
  paintMatches(context, scene, "stays");
  for (const place of places) {
    const lane = layout.ids[place] ?? 0;
    if (scene.model.lanes[lane]?.type === "user") paintUser(context, scene, place, labels);
    else paintStays(context, scene, place, labels, fine);
  }
  paintMatches(context, scene, "calls");
  for (const place of places) paintCalls(context, scene, place, fine);
  const arrows = paintMessages(context, scene, labels);
  // What failed is said before what was said.
  if (calls <= MOST_SAID) for (const place of places) paintCallLabels(context, scene, place, labels);
  for (const arrow of arrows) paintWords(context, scene, arrow, labels);
  paintSelection(context, scene);
}

/** What is thinner is not rounded. */
const ROUNDED_PX = 5;
/** With more calls in sight corners and outlines are left out: they would cost more than a frame has. */
const MOST_FINE = 250;
/** With more than this nothing is said of those that failed: there is no room for it. */
const MOST_SAID = 1000;
/** And what is narrower than this is one with its neighbour. */
const COARSE_PX = 2;

function callsInSight(scene: LaneScene, places: readonly number[]): number {
  const fromNs = xToReal(scene, 0);
  const toNs = xToReal(scene, scene.widthPx);
  let count = 0;
  for (const place of places) {
    for (const track of scene.model.placed.lanes[scene.layout.ids[place] ?? 0]?.calls ?? []) {
      count += firstEndingAfter(track, toNs) - firstEndingAfter(track, fromNs);
    }
  }
  return count;
}

function box(context: PaintContext, left: number, top: number, width: number, height: number, radius: number) {
  context.beginPath();
  if (width < ROUNDED_PX) context.rect(left, top, width, height);
  else context.roundRect(left, top, width, height, radius);
}

/** Agents at work, and what of that is waiting. */
function paintStays(context: PaintContext, scene: LaneScene, place: number, labels: LabelPlaces, fine: boolean): void {
  const { model, layout, palette, scrollPx } = scene;
  const lane = layout.ids[place] ?? 0;
  const tracks = model.placed.lanes[lane];
  if (tracks === undefined) return;
  const { structure, stays, waits } = model;
  const topOf = (line: number) => bandTop(layout, place, line) - scrollPx;
  context.lineWidth = 1;
  for (const [line, track] of tracks.stays.entries()) {
    const extent = (stay: number) =>
      extentOf(scene, stayStart(structure, stays, stay), stayEnd(structure, stays, stay));
    eachInSight(
      scene,
      track,
      extent,
      (stay, left, right) => {
        const lines = model.placed.heightOfStay[stay] ?? 1;
        const height = lines * (BAND_PX + LINE_GAP_PX) - LINE_GAP_PX;
        const failed = failedAt(structure, stays.row[stay] ?? 0);
        context.fillStyle = failed ? palette.errorSoft : palette.agentSoft;
        if (!fine) {
          context.fillRect(left, topOf(line), Math.max(right - left, 1), height);
          return;
        }
        box(context, left, topOf(line), Math.max(right - left, 1), height, 3);
        context.fill();
        context.globalAlpha = failed ? 1 : 0.35;
        context.strokeStyle = failed ? palette.error : palette.kind.agent;
        context.stroke();
        context.globalAlpha = 1;
      },
      fine ? 1 : COARSE_PX,
    );
  }
  const hatch = hatchOf(context, palette);
  for (const [line, track] of (model.waitTracks[lane] ?? []).entries()) {
    const extent = (wait: number) => extentOf(scene, waits.fromNs[wait] ?? 0, waits.toNs[wait] ?? 0);
    eachInSight(scene, track, extent, (wait, left, right) => {
      context.fillStyle = fine ? hatch : palette.dataSoft;
      if (right - left < 3) return;
      context.fillRect(left + 1, topOf(line), right - left - 2, BAND_PX);
      pill(context, scene, left, right, topOf(line), (roomPx) => waitWords(context, model, wait, roomPx), labels);
    });
  }
}

function paintCalls(context: PaintContext, scene: LaneScene, place: number, fine: boolean): void {
  const { model, layout, drawn, palette, scrollPx } = scene;
  const tracks = model.placed.lanes[layout.ids[place] ?? 0];
  if (tracks === undefined) return;
  const { structure, stays } = model;
  const topOf = (line: number) => bandTop(layout, place, line) - scrollPx;
  for (const group of [tracks.calls, tracks.failed]) {
    for (const [line, track] of group.entries()) {
      const top = topOf(line) + (BAND_PX - BAR_PX) / 2;
      const extent = (row: number) => {
        const { left, right } = extentOf(scene, structure.startNs[row] ?? 0, callEnd(structure, stays, row));
        return { left, right: Math.max(right, left + 1.5) };
      };
      eachInSight(
        scene,
        track,
        extent,
        (row, left, right) => {
          context.fillStyle = scene.swatches[drawn.colours.code[row] ?? 0] ?? palette.dataStrong;
          const width = right - left > 4 ? right - left - 1 : right - left;
          if (!fine || width < ROUNDED_PX) context.fillRect(left, top, width, BAR_PX);
          else {
            box(context, left, top, width, BAR_PX, 2);
            context.fill();
          }
        },
        fine ? 1 : COARSE_PX,
      );
    }
  }
}

function extentOf(scene: LaneScene, fromNs: number, toNs: number): { left: number; right: number } {
  const left = realToX(scene, fromNs);
  return { left, right: Math.max(realToX(scene, toNs), left) };
}

/** Words on waiting, on a ground of their own in the middle of what is in sight. */
function pill(
  context: PaintContext,
  scene: LaneScene,
  left: number,
  right: number,
  top: number,
  wordsFor: (roomPx: number) => string,
  labels: LabelPlaces,
): void {
  const from = Math.max(left, 0);
  const to = Math.min(right, scene.widthPx);
  if (to - from < 48) return;
  const words = wordsFor(to - from - 24);
  if (words === "") return;
  const width = widthOf(context, words);
  const middle = (from + to) / 2;
  if (!labels.take(middle - width / 2 - 8, middle + width / 2 + 8, top, top + BAND_PX)) return;
  context.fillStyle = scene.palette.surface;
  box(context, middle - width / 2 - 8, top + 4, width + 16, 16, 3);
  context.fill();
  context.fillStyle = scene.palette.text3;
  context.fillText(words, middle - width / 2, top + 16);
}

function paintUser(context: PaintContext, scene: LaneScene, place: number, labels: LabelPlaces): void {
  const { layout, palette, scrollPx } = scene;
  const middle = (layout.tops[place] ?? 0) - scrollPx + userMiddle(layout.heights[place] ?? 0);
  const hatch = hatchOf(context, palette);
  let painted = 0;
  for (const { fromNs, toNs } of scene.userWaits) {
    const { left, right } = extentOf(scene, fromNs, toNs);
    if (right < -8 || left > scene.widthPx + 8 || painted > 2000) continue;
    painted++;
    context.fillStyle = hatch;
    context.fillRect(left, middle - 6, Math.max(right - left, 1), 12);
    const words = `user waits ${formatDuration(toNs - fromNs)}`;
    pill(context, scene, left, right, middle - 12, (room) => (widthOf(context, words) <= room ? words : ""), labels);
    if (right - left < 14) continue;
    context.fillStyle = palette.surface;
    context.strokeStyle = palette.text;
    context.lineWidth = 1.5;
    for (const x of [left, right]) {
      context.beginPath();
      context.arc(x, middle, 4.5, 0, 2 * Math.PI);
      context.fill();
      context.stroke();
    }
  }
}
