import { BAND_PX, LINE_GAP_PX, bandTop, placeAt } from "./layout.js";
import { arrowsInSight } from "./paint-messages.js";
import { xToReal } from "./scene.js";
import type { LaneScene } from "./scene.js";
import { stayStart } from "./stays.js";
import { firstEndingAfter } from "./track.js";

/** What lies under the pointer: a call or the row that a stay begins with, waiting, or a message. */
export type LaneHit =
  | { readonly type: "row"; readonly row: number }
  | { readonly type: "wait"; readonly wait: number; readonly row: number }
  | { readonly type: "message"; readonly message: number; readonly row: number };

const NEAR_PX = 3;

/** @param x and @param y are px from the canvas's corner */
export function hitLane(scene: LaneScene, x: number, y: number): LaneHit | null {
  const { model, layout } = scene;
  const place = placeAt(layout, y + scene.scrollPx);
  if (place < 0) return null;
  const lane = layout.ids[place] ?? 0;
  const tracks = model.placed.lanes[lane];
  const { structure, stays, waits } = model;
  const line = Math.floor((y + scene.scrollPx - bandTop(layout, place, 0)) / (BAND_PX + LINE_GAP_PX));
  const fromNs = xToReal(scene, x - NEAR_PX);
  const toNs = xToReal(scene, x + NEAR_PX);
  if (line >= 0 && tracks !== undefined) {
    const call = tracks.calls[line];
    const row = call?.rows[firstEndingAfter(call, fromNs)];
    if (row !== undefined && (structure.startNs[row] ?? 0) <= toNs) return { type: "row", row };
  }
  const near = arrowsInSight(scene).find(
    (arrow) =>
      Math.abs(arrow.x - x) <= NEAR_PX &&
      y >= Math.min(arrow.fromY, arrow.toY) &&
      y <= Math.max(arrow.fromY, arrow.toY),
  );
  if (near !== undefined) {
    const stay = model.messages.stay[near.message] ?? 0;
    return { type: "message", message: near.message, row: stays.row[stay] ?? 0 };
  }
  if (line < 0 || tracks === undefined) return null;
  const waitTrack = model.waitTracks[lane]?.[line];
  const wait = waitTrack?.rows[firstEndingAfter(waitTrack, fromNs)];
  if (wait !== undefined && (waits.fromNs[wait] ?? 0) <= toNs) {
    return { type: "wait", wait, row: stays.row[waits.stay[wait] ?? 0] ?? 0 };
  }
  for (let above = line; above >= 0; above--) {
    const track = tracks.stays[above];
    const stay = track?.rows[firstEndingAfter(track, fromNs)];
    if (stay === undefined || stayStart(structure, stays, stay) > toNs) continue;
    if (above + (model.placed.heightOfStay[stay] ?? 1) > line) return { type: "row", row: stays.row[stay] ?? 0 };
  }
  return null;
}
