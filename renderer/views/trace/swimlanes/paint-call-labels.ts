import type { PaintContext } from "../paint-context.js";
import { widthOf } from "./labels.js";
import type { LabelPlaces } from "./labels.js";
import { bandTop } from "./layout.js";
import { eachInSight } from "./paint-track.js";
import { realToX } from "./scene.js";
import type { LaneScene } from "./scene.js";
import { callEnd } from "./stays.js";
import { failureWords } from "./words.js";

const LONGEST_PX = 220;
const MOST = 12;

/** What failed, above its bar, where there is room. Equal words of neighbours are said once. */
export function paintCallLabels(context: PaintContext, scene: LaneScene, place: number, labels: LabelPlaces): void {
  const { model, layout, palette, scrollPx, widthPx } = scene;
  const tracks = model.placed.lanes[layout.ids[place] ?? 0];
  const { structure, stays } = model;
  let painted = 0;
  let lastWords = "";
  for (const [line, track] of (tracks?.failed ?? []).entries()) {
    // Between two lines there is no room for words.
    if (line > 0) break;
    const extent = (row: number) => {
      const left = realToX(scene, structure.startNs[row] ?? 0);
      return { left, right: Math.max(realToX(scene, callEnd(structure, stays, row)), left + 1.5) };
    };
    eachInSight(scene, track, extent, (row, left) => {
      if (painted > MOST) return;
      const x = Math.max(left, 4);
      const words = failureWords(context, model, row, Math.min(LONGEST_PX, widthPx - x - 4));
      if (words === "" || words === lastWords) return;
      const baseline = bandTop(layout, place, line) - scrollPx - 6;
      const width = widthOf(context, words);
      if (!labels.take(x - 4, x + width + 4, baseline - 11, baseline + 3)) return;
      painted++;
      lastWords = words;
      context.fillStyle = palette.error;
      context.fillText(words, x, baseline);
    });
  }
}
